import { AlignmentType, ImageRun, Paragraph } from 'docx';
import { sizeOf } from '#contract/pictures/picture-sheet.ts';
import { markup } from '#contract/pictures/shapes.ts';
import { keptPngOf } from './kept-png.ts';
import type { Block } from './official-document.ts';
import { A4, MARGINS } from './official-document.ts';
import { captionLine, line } from './word-lines.ts';

/** Pixels of 96 an inch between the margins, and as high as leaves room for the words. */
const PIXELS = 96 / 25.4;
const WIDEST = (A4.width - MARGINS.left - MARGINS.right) * PIXELS;
const HIGHEST = (A4.height - MARGINS.top - MARGINS.bottom - 45) * PIXELS;
const LARGEST = 0.85 * (96 / 72);

/** The drawing as lines, with pixels for programs that draw none, and its finding as the text in its place. */
export async function pictureOf(block: Extract<Block, { kind: 'picture' }>): Promise<Paragraph[]> {
  const { width, height } = sizeOf(block.drawing);
  const scale = Math.min(LARGEST, WIDEST / width, HIGHEST / height);
  const transformation = {
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
  const svg = markup(block.drawing);
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: Buffer.from(await keptPngOf(svg)) },
    transformation,
    altText: {
      name: 'Hình',
      title: block.caption,
      description: `${block.caption}. ${block.about}`,
    },
  });
  return [
    captionLine(block.caption),
    // Kept to the next caption too, pictures in a row were more than a page, and captions stayed behind.
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: block.about !== '',
      children: [image],
    }),
    ...(block.about
      ? [line(block.about, AlignmentType.LEFT, { italics: true, size: 11 }, { after: 120 })]
      : []),
  ];
}
