import { areaOf, cutout, isWrittenIn } from './cutout.ts';
import type { Picture } from './picture.ts';
import type { Unreadable } from './placed-page.ts';
import type { Form } from './read-page.ts';
import { readPage } from './read-page.ts';

export interface SheetItem {
  readonly question: string;
  /** Empty is no answer; undefined is for a person to decide, from the picture. */
  readonly values: readonly number[] | undefined;
  readonly picture: Picture | undefined;
}
/** All that is kept of a picture: what the boxes say, and the parts that a person has to look at. */
export interface ReadSheet {
  readonly number: string;
  readonly page: number;
  readonly pages: number;
  readonly items: readonly SheetItem[];
  /** Words that somebody wrote. */
  readonly comment: Picture | undefined;
}

export function readSheet(picture: Picture, form: Form): ReadSheet | Unreadable {
  const read = readPage(picture, form);
  if (typeof read === 'string') return read;
  const { code, projection } = read;
  const layout = code.isLarge ? form.large : form.normal;
  const room = layout.rooms.find(({ page }) => page === code.page);
  const isCommented = room && isWrittenIn(picture, projection, room);
  return {
    number: code.number,
    page: code.page,
    pages: layout.pages,
    comment: isCommented ? cutout(picture, projection, room) : undefined,
    items: read.items.map(({ question, decision }) => {
      const own = layout.boxes.filter((box) => box.question === question);
      const area = areaOf(own, form.box);
      return {
        question,
        values: decision,
        picture: decision ? undefined : cutout(picture, projection, area),
      };
    }),
  };
}
