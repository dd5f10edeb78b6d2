import type { Paper } from './paper.ts';
import {
  fitted,
  heightOf,
  MARGIN,
  MM,
  PANEL_WIDTH,
  STRIP_HEIGHT,
  setText,
  sizeWithin,
} from './paper.ts';
import { drawQrBelow, QR_SIZE } from './qr-square.ts';
import { drawScissors } from './scissors.ts';
import type { Cover, Slip } from './slip-text.ts';

const SIZE = 10.5;
const GAP = -1.5;
const CLOSE_GAP = -2;
const EDGE = 4.5 * MM;
const WIDTH = PANEL_WIDTH - 2 * MARGIN;
/** Of the address panel, below which the serial is. */
const FOOT = 71 * MM;

/**
 * “Phiếu gấp ba”, 210 × 99 mm. The code's panel is folded onto the instructions and the address stays
 * outside, so that its carrier never sees the code beside the name.
 */
export function drawStrip(paper: Paper, slip: Slip, top: number): void {
  if (slip.cover) drawAddress(paper, slip.cover, 0, top);
  else drawNumber(paper, slip, top);
  drawInstructions(paper, slip, PANEL_WIDTH, top);
  drawCode(paper, slip, 2 * PANEL_WIDTH, top);
  drawFolds(paper, top);
}

export function drawAddress(paper: Paper, slip: Cover, left: number, top: number): void {
  const x = left + MARGIN;
  const box = { x, width: WIDTH, size: SIZE, lineGap: GAP };
  let y = setText(paper, slip.sender, { ...box, y: top + MARGIN, size: 9, font: 'bold', lines: 2 });
  y = setText(paper, slip.greeting, { ...box, y: y + 5 * MM });
  const below = [slip.relation, slip.address].filter((text) => text !== '');
  const room =
    top +
    FOOT -
    y -
    below.reduce((sum, text) => sum + heightOf(paper, text, box) + 1.5 * MM, 1 * MM);
  y = setText(paper, slip.name, { ...box, y: y + 1 * MM, ...nameType(paper, slip.name, room) });
  if (slip.relation) y = setText(paper, slip.relation, { ...box, y: y + 1 * MM, lines: 2 });
  setText(paper, slip.address, { ...box, y: y + 1.5 * MM, lines: slip.relation ? 3 : 4 });
  const foot = { ...box, lineGap: 0 };
  y = setText(paper, slip.serial, { ...foot, y: top + FOOT, font: 'bold', lines: 1 });
  y = setText(paper, 'Giao tận tay. Người giao không mở phiếu.', { ...foot, y, lineGap: GAP });
  drawScissors(paper, x, y + 2.6 * MM);
  setText(paper, 'Nhận rồi, xé bỏ phần này', {
    ...foot,
    x: x + 6 * MM,
    width: WIDTH - 6 * MM,
    y: y + 1.2 * MM,
  });
}

/** What stays outside of a sheet without a name, until the cover with the same number is over it. */
function drawNumber(paper: Paper, { agency, serial }: Slip, top: number): void {
  const box = { x: MARGIN, width: WIDTH, size: SIZE };
  let y = setText(paper, agency, { ...box, y: top + MARGIN, size: 9, font: 'bold', lines: 2 });
  y = setText(paper, serial, { ...box, y: y + 5 * MM, size: 14, font: 'bold', lines: 3 });
  setText(paper, SEALED, { ...box, y: y + 4 * MM, lineGap: GAP });
}

const SEALED =
  'Gấp phần này ra ngoài, dán kín. Đặt bìa cùng số lên trên. Không mở, không ghi tên vào tờ này.';

const NAME_SIZES = [SIZE, 9, 8, 7, 6];

/** A person's name is large; the name of a company must be there whole, in letters as large as there is room for. */
function nameType(paper: Paper, name: string, room: number) {
  const bold = { width: WIDTH, lineGap: GAP, font: 'bold' as const };
  const height = (text: string, size: number) => heightOf(paper, text, { ...bold, size });
  if (height(name, 14) <= 2.5 * height('A', 14)) return { ...bold, size: 14 };
  return { ...bold, size: sizeWithin(paper, name, bold, NAME_SIZES, room) };
}

function drawInstructions(paper: Paper, slip: Slip, left: number, top: number): void {
  const inner = 2.5 * MM;
  const box = { x: left + inner, width: PANEL_WIDTH - 2 * inner, size: SIZE };
  const start = setText(paper, slip.title, { ...box, y: top + EDGE, size: 11.5, font: 'bold' });
  const room = top + STRIP_HEIGHT - EDGE - start;
  const { texts, lineGap, spare } = settled(paper, slip, box, room);
  const space = Math.min(1.5 * MM, spare / texts.length);
  let y = start + space;
  for (const text of texts) {
    const font = text === slip.deadline ? 'bold' : 'regular';
    y = setText(paper, text, { ...box, y, font, lineGap }) + space;
  }
}

/**
 * Names of procedures run to 40 words. Lines are first set closer; then the name alone is cut, never
 * what to do or by when.
 */
function settled(paper: Paper, slip: Slip, box: { width: number; size: number }, room: number) {
  const rest = [...slip.steps, slip.deadline, slip.assurance];
  const whole = slip.procedure + slip.occasion;
  const height = (texts: readonly string[], lineGap: number) =>
    texts.reduce((sum, text) => sum + heightOf(paper, text, { ...box, lineGap }), 0);
  const lineGap = height([whole, ...rest], GAP) <= room ? GAP : CLOSE_GAP;
  const left = room - height(rest, lineGap);
  const occasion = fitted(paper, slip.procedure, slip.occasion, { ...box, lineGap }, left);
  const texts = [occasion, ...rest];
  return { texts, lineGap, spare: Math.max(0, room - height(texts, lineGap)) };
}

function drawCode(paper: Paper, slip: Slip, left: number, top: number): void {
  const x = left + (PANEL_WIDTH - QR_SIZE) / 2;
  const quiet = drawQrBelow(paper, slip.link, x, top);
  const box = { x: left + MARGIN, width: WIDTH, size: SIZE, align: 'center' as const };
  let y = setText(paper, 'Mã phiếu', { ...box, y: top + QR_SIZE + 2 * quiet });
  drawDigits(paper, slip.code, left + PANEL_WIDTH / 2, y);
  y = setText(paper, 'Hoặc vào trang', { ...box, y: y + codeHeight(slip.code) });
  const host = { ...box, font: 'bold' as const };
  const hostSize = sizeWithin(paper, slip.host, host, HOST_SIZES, 2 * heightOf(paper, 'Ậ', host));
  y = setText(paper, slip.host, { ...host, y, size: hostSize });
  y = setText(paper, 'rồi nhập mã phiếu.', { ...box, y });
  y = setText(paper, 'Mỗi người một phiếu.', { ...box, y: y + 1 * MM, lineGap: GAP });
  if (!slip.hotlineHours) return;
  const hours = `Gọi ${slip.hotlineHours}.`;
  const small = { ...box, y, lineGap: GAP };
  const room = top + STRIP_HEIGHT - 3 * MM - y;
  const size = sizeWithin(paper, hours, small, HOURS_SIZES, room);
  const lines = Math.max(1, Math.floor(room / heightOf(paper, 'Ậ', { ...small, size })));
  setText(paper, hours, { ...small, size, lines });
}

const HOST_SIZES = [SIZE, 9.5, 8.5, 7.5];
/** The smallest holds the longest hours under an address of two lines (`HotlineHours`). */
const HOURS_SIZES = [8.5, 8, 7.5, 7, 6.5, 6];

const CODE_SIZE = 20;
/** The typeface's digits differ in width; in equal cells they line up and can be read out by fours. */
const DIGIT = 0.66 * CODE_SIZE;
const GROUP_GAP = 0.35 * CODE_SIZE;

const LINE = 8.5 * MM;

/** Three groups fit a line; four are set two by two, which keeps the digits as large. */
const linesOf = (groups: readonly string[]): (readonly string[])[] =>
  groups.length > 3 ? [groups.slice(0, 2), groups.slice(2)] : [groups];
const codeHeight = (groups: readonly string[]): number =>
  10.5 * MM + (linesOf(groups).length - 1) * LINE;

function drawDigits(paper: Paper, groups: readonly string[], centre: number, y: number): void {
  paper.font('bold').fontSize(CODE_SIZE);
  linesOf(groups).forEach((line, nth) => {
    const width = line.join('').length * DIGIT + (line.length - 1) * GROUP_GAP;
    let x = centre - width / 2;
    for (const group of line) {
      for (const digit of group) {
        const inset = (DIGIT - paper.widthOfString(digit)) / 2;
        paper.text(digit, x + inset, y + nth * LINE, { lineBreak: false });
        x += DIGIT;
      }
      x += GROUP_GAP;
    }
  });
}

function drawFolds(paper: Paper, top: number): void {
  paper.lineWidth(0.6).strokeColor('#888').dash(0.6, { space: 2.4 });
  for (const fold of [1, 2]) {
    paper
      .moveTo(fold * PANEL_WIDTH, top + 2 * MM)
      .lineTo(fold * PANEL_WIDTH, top + STRIP_HEIGHT - 2 * MM)
      .stroke();
  }
  paper.undash().strokeColor('#000').fillColor('#000');
}
