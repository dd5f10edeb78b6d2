import { createRequire } from 'node:module';

export const mm = (millimetres: number) => (millimetres * 72) / 25.4;

const { resolve } = createRequire(import.meta.url);
const face = (name: string) => resolve(`@expo-google-fonts/tinos/${name}`);
/** Of the widths of Times, with every letter of Vietnamese. */
export const FACES = {
  plain: face('400Regular/Tinos_400Regular.ttf'),
  bold: face('700Bold/Tinos_700Bold.ttf'),
  italic: face('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
};

type Face = keyof typeof FACES;
export type Pdf = PDFKit.PDFDocument;

export const widthOf = (pdf: Pdf) =>
  pdf.page.width - pdf.page.margins.left - pdf.page.margins.right;

export function text(
  pdf: Pdf,
  words: string,
  font: Face,
  size: number,
  options: PDFKit.Mixins.TextOptions = {},
): void {
  const { left } = pdf.page.margins;
  pdf
    .font(font)
    .fontSize(size)
    .text(words, left, pdf.y, { width: widthOf(pdf), ...options });
}

export const heightOf = (
  pdf: Pdf,
  words: string,
  font: Face,
  size: number,
  options: PDFKit.Mixins.TextOptions = {},
): number =>
  pdf
    .font(font)
    .fontSize(size)
    .heightOfString(words, { width: widthOf(pdf), ...options });

type Line = readonly [words: string, font: Face, size: number, isUnderlined?: boolean];

/** Lines in two columns that begin at the same height; what is below begins under the longer one. */
export function columns(pdf: Pdf, lines: readonly (readonly Line[])[], split: number): void {
  const top = pdf.y;
  const width = widthOf(pdf);
  const { left } = pdf.page.margins;
  const ends = lines.map((column, index) => {
    pdf.y = top;
    const x = index === 0 ? left : left + width * split;
    const columnWidth = width * (index === 0 ? split : 1 - split);
    for (const [words, font, size, isUnderlined] of column) {
      pdf.font(font).fontSize(size);
      for (const part of words.split('\n'))
        pdf.text(part, x, pdf.y, { width: columnWidth, align: 'center' });
      if (isUnderlined) rule(pdf, x + columnWidth / 2, pdf.widthOfString(words) / 2);
    }
    return pdf.y;
  });
  pdf.y = Math.max(...ends);
}

/** The line below the issuer's name and the motto. */
function rule(pdf: Pdf, middle: number, length: number): void {
  pdf
    .moveTo(middle - length / 2, pdf.y + 1)
    .lineTo(middle + length / 2, pdf.y + 1)
    .lineWidth(0.7)
    .stroke();
  pdf.y += 4;
}

export const keepTogether = (pdf: Pdf, height: number): void => {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
};
