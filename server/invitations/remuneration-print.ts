import { dayOf } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Remuneration } from './remuneration-list.ts';
import { REMUNERATION_HEADINGS, REMUNERATION_TITLE } from './remuneration-list.ts';
import type { Paper } from './slips/paper.ts';
import { MM, newPaper, nextPage, PAGE_WIDTH, setText } from './slips/paper.ts';
import { UNKNOWN_HAMLET } from './slips/slip-text.ts';

const LEFT = 15 * MM;
const WIDTH = PAGE_WIDTH - 2 * LEFT;
const TOP = 15 * MM;
const BOTTOM = 275 * MM;
/** Of STT, name, hamlet, amount and signature. */
const WIDTHS = [12, 52, 46, 28, 42].map((width) => width * MM);
/** A name of two lines, and room to sign. */
const ROW = 11 * MM;
const SIGNATURES = 45 * MM;
const money = new Intl.NumberFormat('vi-VN');

/** The list on A4: its headings on every page, a sum, and who signs for it. */
export function remunerationPrint(list: Remuneration, moment: Date): Paper {
  const paper = newPaper(`${REMUNERATION_TITLE} · ${list.agencyName}`, moment);
  write(paper, list, moment)
    .then(() => paper.end())
    .catch((error: Error) => paper.destroy(error));
  return paper;
}

async function write(paper: Paper, list: Remuneration, moment: Date): Promise<void> {
  const { amount, people } = list;
  const rows = [
    ...people.map(({ name, hamlet }, i) => [
      String(i + 1),
      name,
      hamlet ?? UNKNOWN_HAMLET,
      money.format(amount),
      '',
    ]),
    ['', 'Cộng', '', money.format(amount * people.length), ''],
  ];
  let y = await beginPage(paper, list);
  for (const row of rows) {
    if (y + ROW > BOTTOM) y = await beginPage(paper, list);
    y = drawRow(paper, row, y, row[0] === '' ? 'bold' : 'regular');
  }
  if (y + SIGNATURES > BOTTOM) y = await beginPage(paper, list);
  drawSignatures(paper, moment, y + 8 * MM);
}

async function beginPage(paper: Paper, list: Remuneration): Promise<number> {
  await nextPage(paper);
  const box = { x: LEFT, width: WIDTH, size: 12 };
  let y = setText(paper, REMUNERATION_TITLE, { ...box, y: TOP, size: 15, font: 'bold' });
  y = setText(paper, `${list.campaignName} · ${list.agencyName}`, { ...box, y: y + MM, lines: 2 });
  return drawRow(paper, REMUNERATION_HEADINGS, y + 3 * MM, 'bold');
}

function drawRow(
  paper: Paper,
  cells: readonly string[],
  y: number,
  font: 'regular' | 'bold',
): number {
  let x = LEFT;
  paper.lineWidth(0.5).strokeColor('#000');
  for (const [column, cell] of cells.entries()) {
    const width = WIDTHS[column]!;
    paper.rect(x, y, width, ROW).stroke();
    const box = { x: x + 1.5 * MM, y: y + 1.5 * MM, width: width - 3 * MM, size: 10, font };
    if (cell) setText(paper, cell, { ...box, lines: 2 });
    x += width;
  }
  return y + ROW;
}

function drawSignatures(paper: Paper, moment: Date, y: number): void {
  const half = WIDTH / 2;
  const box = { width: half, size: 11, align: 'center' as const };
  setText(paper, `Lập ngày ${writtenDay(dayOf(moment))}`, { ...box, x: LEFT + half, y });
  for (const [column, signer] of ['Người chi trả (ký)', 'Người lập danh sách (ký)'].entries())
    setText(paper, signer, { ...box, x: LEFT + column * half, y: y + 7 * MM, font: 'bold' });
}
