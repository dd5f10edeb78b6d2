import type { Shape } from '#contract/pictures/shapes.ts';

/** A document of an office in the layout of NĐ 30/2020/NĐ-CP, before it is a Word file or a PDF. */
export interface OfficialDocument {
  readonly fileName: string;
  readonly issuer: { readonly parent: string; readonly body: string };
  readonly place: string;
  readonly year: number;
  /** Kind of document in capitals, such as BÁO CÁO; a letter has none. */
  readonly title: string | null;
  readonly subject: string;
  /** `Kính gửi: …` */
  readonly addressee: string | null;
  readonly blocks: readonly Block[];
  /** On pages of its own behind the signature. */
  readonly annex?: readonly Block[];
  readonly recipients: readonly string[];
  /** Lines above the place for the signature: `TM. …`, `GIÁM ĐỐC`. */
  readonly signer: readonly string[];
  /** Beside the signer, in the place of the recipients: who made a list. */
  readonly drawnUpBy?: readonly string[];
  /** Without letterhead and signature. */
  readonly isPoster?: boolean;
  readonly isLandscape?: boolean;
  /** Points of the letters of tables, where many columns need smaller ones. */
  readonly tableSize?: number;
}

export interface Column {
  readonly heading: string;
  /** Of a hundred parts of the table's width. */
  readonly width: number;
  readonly isNumeric?: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'page_break' }
  | { readonly kind: 'banner'; readonly lines: readonly string[] }
  | { readonly kind: 'points'; readonly items: readonly string[] }
  | {
      readonly kind: 'picture';
      /** The finding in a sentence, which is also the text in the picture's place. */
      readonly caption: string;
      readonly drawing: Shape;
      readonly about: string;
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    };

export type TableBlock = Extract<Block, { kind: 'table' }>;

/** Has an address or a hash: a justified line before it would be all gaps. */
export const isBroken = (text: string): boolean => /\S{40}/.test(text);

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const notice = (text: string): Block => ({ kind: 'notice', text });
export const pageBreak: Block = { kind: 'page_break' };
export const banner = (text: string): Block => ({ kind: 'banner', lines: text.split('\n') });
export const points = (items: readonly string[]): Block => ({ kind: 'points', items });
export const picture = (caption: string, drawing: Shape, about: string): Block => ({
  kind: 'picture',
  caption,
  drawing,
  about,
});
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): Block => ({ kind: 'table', caption, columns, rows });

/** Number and date are left to the registry. */
export const NUMBER_LINE = 'Số:        /';
export const dateLine = ({ place, year }: Pick<OfficialDocument, 'place' | 'year'>): string =>
  `${place}, ngày      tháng      năm ${year}`;
/** Under the heading of an annex; NĐ 30/2020, Phụ lục I, phần III. */
export const ANNEX = 'PHỤ LỤC';
export const annexLine = ({ title, year }: Pick<OfficialDocument, 'title' | 'year'>): string => {
  const kind = title ? title.charAt(0) + title.slice(1).toLocaleLowerCase('vi') : 'Văn bản';
  return `(Kèm theo ${kind} số        /        ngày      tháng      năm ${year})`;
};
export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** Millimetres; NĐ 30/2020, Phụ lục I, phần I: top and bottom 20–25, left 30–35, right 15–20. */
export const MARGINS = { top: 20, bottom: 20, left: 30, right: 15 } as const;
export const A4 = { width: 210, height: 297 } as const;
/** Points of the body and of tables. */
export const BODY = 14;
export const SMALL = 12;
/** Rows of a table's end that stay on one page with the signature below it. */
export const ROWS_KEPT = 2;
/** Of a poster: the first line, and those below it. */
export const LETTERS_OF_BANNER = { first: 48, others: 30 } as const;
