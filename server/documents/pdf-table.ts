import type { Block, Column } from './official-document.ts';
import { SMALL } from './official-document.ts';
import type { Pdf } from './pdf-text.ts';
import { keepTogether, text, widthOf } from './pdf-text.ts';

const PAD = 3;

export function writeTable(pdf: Pdf, block: Extract<Block, { kind: 'table' }>): void {
  keepTogether(pdf, 90);
  pdf.moveDown(0.6);
  text(pdf, block.caption, 'bold', SMALL, { align: 'center' });
  pdf.moveDown(0.3);
  const headings = block.columns.map(({ heading }) => heading);
  writeRow(pdf, block.columns, headings, true);
  for (const row of block.rows) {
    if (pdf.y + heightOf(pdf, block.columns, row, false) > bottomOf(pdf)) {
      pdf.addPage();
      writeRow(pdf, block.columns, headings, true);
    }
    writeRow(pdf, block.columns, row, false);
  }
  pdf.moveDown(0.5);
}

const bottomOf = (pdf: Pdf) => pdf.page.height - pdf.page.margins.bottom;

function cellWidths(pdf: Pdf, cells: readonly Column[]): number[] {
  const parts = cells.reduce((sum, { width }) => sum + width, 0);
  return cells.map(({ width }) => (widthOf(pdf) * width) / parts);
}

function heightOf(pdf: Pdf, cells: readonly Column[], row: readonly string[], isHeading: boolean) {
  pdf.font(isHeading ? 'bold' : 'plain').fontSize(SMALL);
  const heights = cellWidths(pdf, cells).map((width, index) =>
    pdf.heightOfString(row[index] || ' ', { width: width - 2 * PAD }),
  );
  return Math.max(...heights) + 2 * PAD;
}

function writeRow(pdf: Pdf, cells: readonly Column[], row: readonly string[], isHeading: boolean) {
  const height = heightOf(pdf, cells, row, isHeading);
  const top = pdf.y;
  let x = pdf.page.margins.left;
  for (const [index, width] of cellWidths(pdf, cells).entries()) {
    pdf.lineWidth(0.5).rect(x, top, width, height).stroke();
    pdf.font(isHeading ? 'bold' : 'plain').fontSize(SMALL);
    pdf.text(row[index] ?? '', x + PAD, top + PAD, {
      width: width - 2 * PAD,
      align: isHeading ? 'center' : cells[index]?.isNumeric ? 'right' : 'left',
    });
    x += width;
  }
  pdf.x = pdf.page.margins.left;
  pdf.y = top + height;
}
