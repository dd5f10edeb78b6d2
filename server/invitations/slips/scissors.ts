import type { Paper } from './paper.ts';

/** The typeface has no scissors; `y` is the line that they cut. */
export function drawScissors(paper: Paper, x: number, y: number): void {
  paper.lineWidth(0.7).strokeColor('#000');
  for (const side of [-1, 1]) {
    paper.circle(x + 2, y + side * 2.1, 1.6).stroke();
    paper
      .moveTo(x + 3.3, y + side * 1.3)
      .lineTo(x + 13, y - side * 2.2)
      .stroke();
  }
}
