import type { Paper } from './paper.ts';
import { MM, PAGE_WIDTH, setText } from './paper.ts';

export interface Bundle {
  readonly hamlet: string;
  readonly agencyName: string;
  readonly campaignName: string;
  readonly slips: number;
  readonly serials: string;
  readonly deadline: string;
  /** The sheets have no names: somebody else prints covers. */
  readonly isSealed: boolean;
}

const LEFT = 20 * MM;
const WIDTH = PAGE_WIDTH - 2 * LEFT;

/** One sheet on top of a hamlet's slips: how many, how to fold, who took them. */
export function drawBundleCover(paper: Paper, bundle: Bundle): void {
  const box = { x: LEFT, width: WIDTH, size: 12 };
  let y = setText(paper, bundle.campaignName, { ...box, y: 20 * MM, lines: 2 });
  y = setText(paper, `Phiếu mời · ${bundle.agencyName}`, { ...box, y: y + 2 * MM, size: 16 });
  y = setText(paper, bundle.hamlet, { ...box, y, size: 30, font: 'bold', lines: 2 });
  y = setText(paper, `${bundle.slips} phiếu, số ${bundle.serials}`, {
    ...box,
    y: y + 2 * MM,
    size: 16,
    font: 'bold',
  });
  y = setText(paper, DELIVERY, { ...box, y: y + 4 * MM });
  y = drawFolding(paper, y + 8 * MM, bundle.isSealed);
  drawReceipt(paper, bundle.deadline, y + 10 * MM);
}

const DELIVERY =
  'Chỉ giao tận tay. Không mở phiếu, không giữ phiếu, không trả lời hộ, không hỏi người dân đã trả lời thế nào.';

const CODE_INSIDE = [
  'Cắt theo đường liền: mỗi tờ A4 được ba phiếu.',
  'Gấp phần có mã úp lên phần hướng dẫn: mã nằm bên trong.',
];
const FOLDING = [
  ...CODE_INSIDE,
  'Gấp phần có tên ra phía sau: tên và địa chỉ nằm ngoài.',
  'Bấm một ghim ở mép.',
];
const SEALING = [
  ...CODE_INSIDE,
  'Gấp phần có số phiếu ra phía sau: số nằm ngoài.',
  'Dán kín mép rồi mới chuyển cho đơn vị.',
];

const PANEL = 30 * MM;
const TALL = 42 * MM;

/** A strip with its three panels, and an arrow over each fold. */
function drawFolding(paper: Paper, top: number, isSealed: boolean): number {
  const heading = { x: LEFT, width: WIDTH, size: 14, font: 'bold' as const };
  const y = setText(paper, 'Cách gấp', { ...heading, y: top }) + 10 * MM;
  paper
    .lineWidth(1)
    .strokeColor('#000')
    .rect(LEFT, y, 3 * PANEL, TALL)
    .stroke();
  paper.dash(1.5, { space: 2 });
  for (const fold of [1, 2])
    paper
      .moveTo(LEFT + fold * PANEL, y)
      .lineTo(LEFT + fold * PANEL, y + TALL)
      .stroke();
  paper.undash();
  [isSealed ? 'Số phiếu' : 'Tên, địa chỉ', 'Hướng dẫn', 'Mã phiếu'].forEach((name, i) => {
    const x = LEFT + i * PANEL;
    setText(paper, name, { x, y: y + TALL / 2 - 8, width: PANEL, size: 11, align: 'center' });
  });
  drawArrow(paper, LEFT + 2.5 * PANEL, LEFT + 1.6 * PANEL, y - 2 * MM, '2');
  drawArrow(paper, LEFT + 0.5 * PANEL, LEFT + 1.4 * PANEL, y - 2 * MM, '3');
  let below = y - 2 * MM;
  (isSealed ? SEALING : FOLDING).forEach((step, i) => {
    below = setText(paper, `${i + 1}. ${step}`, {
      x: LEFT + 3 * PANEL + 8 * MM,
      y: below + 1 * MM,
      width: WIDTH - 3 * PANEL - 8 * MM,
      size: 11,
    });
  });
  return Math.max(below, y + TALL);
}

function drawArrow(paper: Paper, from: number, to: number, y: number, step: string): void {
  const back = Math.sign(from - to) * 5;
  paper
    .moveTo(from, y)
    .quadraticCurveTo((from + to) / 2, y - 16, to, y)
    .stroke();
  paper
    .moveTo(to + back, y - 6)
    .lineTo(to, y)
    .lineTo(to + back * 1.4, y + 1)
    .stroke();
  setText(paper, step, { x: (from + to) / 2 - 6, y: y - 24, width: 12, size: 10, align: 'center' });
}

const DOTS = '……………………………………';

function drawReceipt(paper: Paper, deadline: string, top: number): void {
  const box = { x: LEFT, width: WIDTH, size: 12 };
  let y = setText(paper, `Người nhận: ${DOTS}  Ngày ……/……/………  Ký ………………`, { ...box, y: top });
  y = setText(paper, `Đã giao: …………… phiếu  Không giao được: …………… phiếu`, {
    ...box,
    y: y + 5 * MM,
  });
  setText(paper, `Nộp lại danh sách và các phiếu không giao được trước ngày ${deadline}.`, {
    ...box,
    y: y + 5 * MM,
    font: 'bold',
  });
}
