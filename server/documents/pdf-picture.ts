import { sizeOf } from '#contract/pictures/picture-sheet.ts';
import type { Attributes, Shape } from '#contract/pictures/shapes.ts';
import type { Block } from './official-document.ts';
import { SMALL } from './official-document.ts';
import type { Pdf } from './pdf-text.ts';
import { keepTogether, text, widthOf } from './pdf-text.ts';

/** Points for a pixel of a drawing, at most: its letters are then of ten points. */
const LARGEST = 0.85;
const ABOUT = 11;

/** The drawing as lines and letters, its finding above and the way of reading below, on one page. */
export function writePicture(pdf: Pdf, block: Extract<Block, { kind: 'picture' }>): void {
  const { width, height } = sizeOf(block.drawing);
  const scale = Math.min(LARGEST, widthOf(pdf) / width);
  pdf.font('italic').fontSize(ABOUT);
  const about = block.about ? pdf.heightOfString(block.about, { width: widthOf(pdf) }) : 0;
  keepTogether(pdf, height * scale + about + 50);
  pdf.moveDown(0.6);
  text(pdf, block.caption, 'bold', SMALL, { align: 'center' });
  pdf.moveDown(0.3);
  const [left, top] = [pdf.page.margins.left + (widthOf(pdf) - width * scale) / 2, pdf.y];
  pdf.save().translate(left, top).scale(scale);
  draw(pdf, block.drawing, {});
  pdf.restore();
  pdf.x = pdf.page.margins.left;
  pdf.y = top + height * scale + 4;
  if (block.about) text(pdf, block.about, 'italic', ABOUT);
  pdf.moveDown(0.4);
}

/** What a shape has from those around it, as in SVG. */
const INHERITED = ['fill', 'stroke', 'font-size', 'text-anchor'] as const;

function draw(pdf: Pdf, { name, attributes, children, text: words }: Shape, around: Attributes) {
  const own = { ...around, ...attributes };
  pdf.save();
  const [, x, y] = /^translate\((\S+) (\S+)\)$/.exec(String(attributes.transform ?? '')) ?? [];
  if (x !== undefined && y !== undefined) pdf.translate(Number(x), Number(y));
  if (name === 'text') writeWords(pdf, words, own);
  else if (outline(pdf, name, own)) colour(pdf, own);
  const inner = Object.fromEntries(INHERITED.map((key) => [key, own[key]]));
  for (const child of children) draw(pdf, child, inner);
  pdf.restore();
}

function outline(pdf: Pdf, name: string, attributes: Attributes): boolean {
  const number = (key: string) => Number(attributes[key] ?? 0);
  switch (name) {
    case 'path':
      if (!attributes.d) return false;
      pdf.path(String(attributes.d));
      return true;
    case 'rect':
      pdf.rect(number('x'), number('y'), number('width'), number('height'));
      return true;
    case 'circle':
      pdf.circle(number('cx'), number('cy'), number('r'));
      return true;
    case 'polyline':
      if (!attributes.points) return false;
      pdf.path(`M${String(attributes.points).replaceAll(' ', 'L').replaceAll(',', ' ')}`);
      return true;
    default:
      return false;
  }
}

function colour(pdf: Pdf, attributes: Attributes): void {
  const { fill = '#000000', stroke = 'none' } = attributes;
  pdf.lineWidth(Number(attributes['stroke-width'] ?? 1));
  const dash = attributes['stroke-dasharray'];
  if (dash !== undefined) {
    const [on = 1, off = 1] = String(dash).split(' ').map(Number);
    pdf.dash(on, { space: off });
  }
  const rule = attributes['fill-rule'] === 'evenodd' ? 'even-odd' : 'non-zero';
  if (fill !== 'none' && stroke !== 'none') pdf.fillAndStroke(String(fill), String(stroke), rule);
  else if (fill !== 'none') pdf.fill(String(fill), rule);
  else if (stroke !== 'none') pdf.stroke(String(stroke));
}

function writeWords(pdf: Pdf, words: string, attributes: Attributes): void {
  const size = Number(attributes['font-size'] ?? 12);
  pdf
    .font('plain')
    .fontSize(size)
    .fillColor(String(attributes.fill ?? '#000000'));
  const width = pdf.widthOfString(words);
  const anchor = attributes['text-anchor'];
  const shift = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0;
  pdf.text(words, Number(attributes.x ?? 0) - shift, Number(attributes.y ?? 0), {
    lineBreak: false,
    baseline: 'alphabetic',
  });
}
