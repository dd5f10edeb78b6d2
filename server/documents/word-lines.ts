import type { IParagraphOptions } from 'docx';
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  UnderlineType,
  WidthType,
} from 'docx';
import { BODY, SMALL } from './official-document.ts';

/** Twentieths of a point in a millimetre. */
const MM = 1440 / 25.4;
export const mm = (millimetres: number) => Math.round(millimetres * MM);
interface Style {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
  readonly isUnderlined?: boolean;
  /** On the page of what is below it. */
  readonly keepNext?: boolean;
}
export const line = (
  text: string,
  alignment: IParagraphOptions['alignment'],
  { isUnderlined = false, size = BODY, keepNext = false, ...style }: Style = {},
  spacing: IParagraphOptions['spacing'] = {},
) =>
  new Paragraph({
    ...(alignment && { alignment }),
    ...(spacing && { spacing }),
    keepNext,
    children: [
      new TextRun({
        ...style,
        text,
        size: 2 * size,
        ...(isUnderlined && { underline: { type: UnderlineType.SINGLE } }),
      }),
    ],
  });

/** Above a table or a picture, on the same page. */
export const captionLine = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 80 },
    children: [new TextRun({ text, bold: true, size: 2 * SMALL })],
  });

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const NO_LINES = {
  top: NO_LINE,
  bottom: NO_LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: NO_LINE,
  insideVertical: NO_LINE,
};

/** Two columns without lines: the issuer beside nation and motto, recipients beside the signature. */
export const twoColumns = (
  left: Paragraph[],
  right: Paragraph[],
  widths: readonly [number, number],
) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: NO_LINES,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, column) =>
            new TableCell({
              width: { size: widths[column] ?? 50, type: WidthType.PERCENTAGE },
              children,
            }),
        ),
      }),
    ],
  });

export const bold = (text: string) => new TextRun({ text, bold: true });
