import type { Picture } from './reading/picture.ts';
import type { Unreadable } from './reading/placed-page.ts';
import type { ReadSheet, SheetItem } from './reading/read-sheet.ts';

/** A form as far as its pages were in the files. */
export interface ReadForm {
  readonly number: string;
  readonly pages: number;
  readonly sheets: ReadonlyMap<number, ReadSheet>;
}
/** A page that has to be entered by hand, or scanned again. */
export interface UnreadPage {
  readonly file: string;
  readonly page: number;
  readonly reason: Unreadable | 'no_picture';
}

/** With one more sheet; of a page that was scanned twice the later picture counts. */
export function withSheet(forms: readonly ReadForm[], sheet: ReadSheet): ReadForm[] {
  const { number, pages, page } = sheet;
  const known = forms.find((form) => form.number === number);
  const added = { number, pages, sheets: new Map([...(known?.sheets ?? []), [page, sheet]]) };
  return known ? forms.map((form) => (form === known ? added : form)) : [...forms, added];
}

const sheetsOf = ({ sheets }: ReadForm): ReadSheet[] =>
  [...sheets.values()].sort((a, b) => a.page - b.page);

export const missingPages = ({ pages, sheets }: ReadForm): number[] =>
  Array.from({ length: pages }, (_, page) => page + 1).filter((page) => !sheets.has(page - 1));

export const itemsOfForm = (form: ReadForm): SheetItem[] =>
  sheetsOf(form).flatMap(({ items }) => items);

export const unsureItems = (form: ReadForm): SheetItem[] =>
  itemsOfForm(form).filter(({ values }) => values === undefined);

export const commentOf = (form: ReadForm): Picture | undefined =>
  sheetsOf(form).find(({ comment }) => comment)?.comment;

/** Nothing of it needs a person's eyes. */
export const isClear = (form: ReadForm): boolean =>
  missingPages(form).length === 0 && unsureItems(form).length === 0 && !commentOf(form);
