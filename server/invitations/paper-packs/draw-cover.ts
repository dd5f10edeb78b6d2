import { writtenDay } from '#contract/written-day.ts';
import type { Paper } from '../slips/paper.ts';
import { MM, PAGE_WIDTH, setText } from '../slips/paper.ts';
import { drawSquare } from '../slips/qr-square.ts';
import { drawScissors } from '../slips/scissors.ts';
import type { Cover, Slip } from '../slips/slip-text.ts';

export interface PackCover {
  readonly slip: Slip;
  readonly addressee: Cover;
  /** False where the terms keep codes on sheets without a name: then the pack has paper alone. */
  readonly hasCode: boolean;
  readonly caseNumber: string;
  /** Field of the forms that go into this pack. */
  readonly fieldName: string;
  readonly collectTo: string;
}

const LEFT = 20 * MM;
const WIDTH = 170 * MM;
const STRIP = 232 * MM;

/** The sheet that goes to the person; its foot comes back alone, in the outer envelope. */
export function drawCover(paper: Paper, cover: PackCover): void {
  drawAddressee(paper, cover);
  drawWays(paper, cover);
  drawEnvelopes(paper, LEFT, 186 * MM);
  drawReturnStrip(paper, cover);
}

function drawAddressee(paper: Paper, { slip, addressee, fieldName }: PackCover): void {
  const box = { x: LEFT, width: 110 * MM, size: 11 };
  const { sender, greeting, name, relation, address, serial } = addressee;
  let y = setText(paper, sender, { ...box, y: 18 * MM, size: 9, font: 'bold', lines: 2 });
  y = setText(paper, greeting, { ...box, y: y + 5 * MM });
  y = setText(paper, name, { ...box, y, size: 14, font: 'bold', lines: 3 });
  if (relation) y = setText(paper, relation, { ...box, y, lines: 2 });
  y = setText(paper, address, { ...box, y, lines: 4 });
  setText(paper, serial, { ...box, y: y + 2 * MM, lines: 1 });
  setText(paper, `Phiếu giấy: ${slip.agency} · ${fieldName}`, {
    ...box,
    y: 74 * MM,
    width: WIDTH,
    size: 9,
    lines: 1,
  });
}

function drawWays(paper: Paper, { slip, hasCode, collectTo }: PackCover): void {
  if (hasCode) drawCode(paper, slip);
  const box = { x: LEFT, width: WIDTH, size: 11, lineGap: 1 };
  let y = setText(paper, slip.title, { ...box, y: 84 * MM, size: 14, font: 'bold' });
  y = setText(paper, slip.procedure + slip.occasion, { ...box, y: y + 2 * MM, lines: 4 });
  if (hasCode) {
    y = setText(paper, 'Chọn một trong hai cách:', { ...box, y: y + 3 * MM, font: 'bold' });
    y = setText(paper, ON_PHONE, { ...box, y: y + 1 * MM });
  }
  const onPaper = `${hasCode ? '2. ' : ''}${ON_PAPER}`;
  y = setText(paper, onPaper, { ...box, y: y + 1 * MM });
  const deadline = `Trả lời đến hết ngày ${writtenDay(collectTo)}. ${ASSURANCE}`;
  y = setText(paper, deadline, { ...box, y: y + 2 * MM, lines: 4 });
  const call = ['Cần giúp, mời gọi', slip.hotline, slip.hotlineHours].filter(Boolean).join(' ');
  if (slip.hotline) setText(paper, `${call}.`, { ...box, y: y + 2 * MM, lines: 3 });
}

function drawCode(paper: Paper, slip: Slip): void {
  drawSquare(paper, slip.link, 146 * MM, 22 * MM, 36 * MM);
  const code = { x: 136 * MM, width: 56 * MM, size: 10, align: 'center' as const };
  const codeY = setText(paper, `Mã phiếu ${slip.code.join(' ')}`, { ...code, y: 60 * MM });
  setText(paper, slip.host, { ...code, y: codeY, lines: 1 });
}

const ON_PHONE =
  '1. Trên điện thoại: quét ô vuông ở góc trên, hoặc vào trang ghi dưới ô vuông rồi nhập mã phiếu.';
const ON_PAPER =
  'Trên giấy: bỏ phiếu đã đánh dấu vào phong bì nhỏ và dán lại. Bỏ phong bì nhỏ cùng mẩu giấy cắt ở cuối trang này vào phong bì lớn rồi gửi đi.';
const ASSURANCE =
  'Phiếu không ghi tên. Phong bì nhỏ được mở riêng, sau khi đã cất mẩu giấy có mã của Ông/Bà. Đã trả lời trên điện thoại thì không cần gửi phiếu giấy.';

/** Form into the small envelope, small envelope and strip into the large one. */
function drawEnvelopes(paper: Paper, x: number, y: number): void {
  paper.lineWidth(0.8).strokeColor('#000');
  const sheet = { width: 18 * MM, height: 26 * MM };
  paper.rect(x, y, sheet.width, sheet.height).stroke();
  drawArrow(paper, x + 22 * MM, y + 13 * MM);
  drawEnvelope(paper, x + 36 * MM, y + 4 * MM, 30 * MM, 19 * MM);
  drawArrow(paper, x + 70 * MM, y + 13 * MM);
  drawEnvelope(paper, x + 84 * MM, y, 44 * MM, 27 * MM);
  const box = { width: 46 * MM, size: 9, align: 'center' as const, y: y + 29 * MM };
  setText(paper, 'Phiếu', { ...box, x: x - 14 * MM });
  setText(paper, 'Phong bì nhỏ, dán kín', { ...box, x: x + 28 * MM });
  setText(paper, 'Phong bì lớn, có mẩu giấy cắt', { ...box, x: x + 80 * MM, width: 54 * MM });
}

function drawEnvelope(paper: Paper, x: number, y: number, width: number, height: number): void {
  paper.rect(x, y, width, height);
  paper
    .moveTo(x, y)
    .lineTo(x + width / 2, y + height * 0.55)
    .lineTo(x + width, y);
  paper.stroke();
}

function drawArrow(paper: Paper, x: number, y: number): void {
  const tip = x + 9 * MM;
  paper.moveTo(x, y).lineTo(tip, y);
  paper
    .moveTo(tip - 2 * MM, y - 1.5 * MM)
    .lineTo(tip, y)
    .lineTo(tip - 2 * MM, y + 1.5 * MM);
  paper.stroke();
}

/** The case's number and nothing else: neither name nor the slip's code, so it opens no link. */
function drawReturnStrip(paper: Paper, { caseNumber }: PackCover): void {
  paper.lineWidth(0.6).dash(2, { space: 2 }).moveTo(0, STRIP).lineTo(PAGE_WIDTH, STRIP).stroke();
  paper.undash();
  drawScissors(paper, 8 * MM, STRIP);
  drawSquare(paper, caseNumber, LEFT, STRIP + 14 * MM, 24 * MM);
  const box = { x: LEFT + 34 * MM, width: 120 * MM, size: 11 };
  const printed = (caseNumber.match(/\d{1,5}/g) ?? []).join(' ');
  const y = setText(paper, printed, { ...box, y: STRIP + 16 * MM, size: 20, font: 'bold' });
  setText(paper, 'Cắt theo đường kẻ. Bỏ mẩu này vào phong bì lớn, đừng bỏ vào phong bì nhỏ.', {
    ...box,
    y,
  });
}
