import { correction, generate } from 'lean-qr';
import type { Paper } from './paper.ts';
import { MM } from './paper.ts';

export const QR_SIZE = 36 * MM;
/** Modules of white that a reader needs around the square (ISO/IEC 18004). */
const QUIET = 4;

/** Level Q: a crease or a stain over a quarter of the square still reads. */
const qrOf = (link: string) => generate(link, { minCorrectionLevel: correction.Q });

export const drawSquare = (paper: Paper, text: string, x: number, y: number, size: number): void =>
  drawModules(paper, qrOf(text), x, y, size);

/** The square of a link and the white above it, from the widest module of the codes in use; gives that white. */
export function drawQrBelow(paper: Paper, link: string, x: number, top: number): number {
  const qr = qrOf(link);
  const quiet = (QUIET * QR_SIZE) / qr.size;
  drawModules(paper, qr, x, top + quiet, QR_SIZE);
  return quiet;
}

/** Modules across the square of a text. */
export const squareModules = (text: string): number => qrOf(text).size;

/** Pure black, as vectors: runs of modules in one row are one bar, so that no hairline shows between them. */
function drawModules(
  paper: Paper,
  qr: ReturnType<typeof qrOf>,
  x: number,
  y: number,
  size: number,
): void {
  const module = size / qr.size;
  for (let row = 0; row < qr.size; row += 1) {
    for (let from = 0; from < qr.size; from += 1) {
      if (!qr.get(from, row)) continue;
      let to = from;
      while (qr.get(to + 1, row)) to += 1;
      paper.rect(x + from * module, y + row * module, (to - from + 1) * module, module);
      from = to;
    }
  }
  paper.fill('#000');
}
