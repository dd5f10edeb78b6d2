import { stepTurn } from '../http/step-turn.ts';
import type { TableBlock } from './official-document.ts';
import { ROWS_KEPT, SMALL } from './official-document.ts';
import type { Pdf } from './pdf-text.ts';
import { keepTogether, text, widthOf } from './pdf-text.ts';

const PAD = 3;
/** A row of 13 columns takes 2 ms: requests that come meanwhile wait for so many. */
const ROWS_AT_ONCE = 8;

/** The last rows stay with what is `below`, in points: a signature alone on a page signs nothing that is seen. */
export async function writeTable(
  pdf: Pdf,
  block: TableBlock,
  size = SMALL,
  below = 0,
): Promise<void> {
  const layout = { widths: cellWidths(pdf, block), size, block };
  keepTogether(pdf, 90);
  pdf.moveDown(0.6);
  if (block.caption) text(pdf, block.caption, 'bold', SMALL, { align: 'center' });
  pdf.moveDown(0.3);
  const headings = block.columns.map(({ heading }) => heading);
  writeRow(pdf, layout, headings, true);
  for (const [index, row] of block.rows.entries()) {
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await stepTurn();
    const height = heightOf(pdf, layout, row, false);
    const isNearEnd = block.rows.length - index <= ROWS_KEPT;
    const kept = isNearEnd ? below + (block.rows.length - index - 1) * height : 0;
    if (pdf.y + height + kept > pdf.page.height - pdf.page.margins.bottom) {
      pdf.addPage();
      writeRow(pdf, layout, headings, true);
    }
    writeRow(pdf, layout, row, false, height);
  }
  pdf.moveDown(0.5);
}

interface Layout {
  readonly widths: readonly number[];
  readonly size: number;
  readonly block: TableBlock;
}

function cellWidths(pdf: Pdf, { columns }: TableBlock): number[] {
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => (widthOf(pdf) * width) / parts);
}

function heightOf(pdf: Pdf, layout: Layout, row: readonly string[], isHeading: boolean): number {
  pdf.font(isHeading ? 'bold' : 'plain').fontSize(layout.size);
  const heights = layout.widths.map((width, index) =>
    pdf.heightOfString(row[index] || ' ', { width: width - 2 * PAD }),
  );
  return Math.max(...heights) + 2 * PAD;
}

function writeRow(
  pdf: Pdf,
  layout: Layout,
  row: readonly string[],
  isHeading: boolean,
  height = heightOf(pdf, layout, row, isHeading),
): void {
  const top = pdf.y;
  let x = pdf.page.margins.left;
  pdf.font(isHeading ? 'bold' : 'plain').fontSize(layout.size);
  for (const [index, width] of layout.widths.entries()) {
    pdf.lineWidth(0.5).rect(x, top, width, height).stroke();
    pdf.text(row[index] ?? '', x + PAD, top + PAD, {
      width: width - 2 * PAD,
      align: isHeading ? 'center' : layout.block.columns[index]?.isNumeric ? 'right' : 'left',
    });
    x += width;
  }
  pdf.x = pdf.page.margins.left;
  pdf.y = top + height;
}
