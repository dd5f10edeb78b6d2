import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block, Column, OfficialDocument } from './official-document.ts';
import {
  A4,
  BODY,
  dateLine,
  MARGINS,
  MOTTO,
  NATION,
  NUMBER_LINE,
  SMALL,
} from './official-document.ts';

const mm = (millimetres: number) => (millimetres * 72) / 25.4;
const { resolve } = createRequire(import.meta.url);
const face = (name: string) => resolve(`@expo-google-fonts/tinos/${name}`);
/** Of the widths of Times, with every letter of Vietnamese. */
const FACES = {
  plain: face('400Regular/Tinos_400Regular.ttf'),
  bold: face('700Bold/Tinos_700Bold.ttf'),
  italic: face('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
};
type Face = keyof typeof FACES;
type Pdf = PDFKit.PDFDocument;

/** The document as a PDF; tables repeat their heads, pages are numbered at the top from the second. */
export function pdfFile(document: OfficialDocument): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [mm(A4.width), mm(A4.height)],
    layout: document.isLandscape ? 'landscape' : 'portrait',
    margins: {
      top: mm(MARGINS.top),
      bottom: mm(MARGINS.bottom),
      left: mm(MARGINS.left),
      right: mm(MARGINS.right),
    },
    info: { Title: document.subject },
    lang: 'vi',
    displayTitle: true,
    bufferPages: true,
    pdfVersion: '1.7',
  });
  for (const [name, path] of Object.entries(FACES)) pdf.registerFont(name, path);
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolved, rejected) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolved(Buffer.concat(parts)));
    pdf.on('error', rejected);
  });
  write(pdf, document);
  numberPages(pdf);
  pdf.end();
  return done;
}

function write(pdf: Pdf, document: OfficialDocument): void {
  letterhead(pdf, document);
  pdf.moveDown(1.2);
  const { title, subject, addressee } = document;
  if (title) text(pdf, title, 'bold', BODY, { align: 'center' });
  for (const line of subject.split('\n')) text(pdf, line, 'bold', BODY, { align: 'center' });
  pdf.moveDown(0.8);
  if (addressee) text(pdf, `Kính gửi: ${addressee}`, 'plain', BODY, { align: 'center' });
  for (const block of document.blocks) writeBlock(pdf, block);
  signatures(pdf, document);
}

const widthOf = (pdf: Pdf) => pdf.page.width - pdf.page.margins.left - pdf.page.margins.right;

function text(
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

type Line = readonly [words: string, font: Face, size: number, isUnderlined?: boolean];

/** Lines in two columns that begin at the same height; what is below begins under the longer one. */
function columns(pdf: Pdf, lines: readonly (readonly Line[])[], split: number): void {
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

const letterhead = (pdf: Pdf, document: OfficialDocument) =>
  columns(
    pdf,
    [
      [
        [document.issuer.parent, 'plain', SMALL],
        [document.issuer.body, 'bold', SMALL, true],
        [NUMBER_LINE, 'plain', SMALL],
      ],
      [
        [NATION, 'bold', SMALL],
        [MOTTO, 'bold', 13, true],
        [dateLine(document), 'italic', 13],
      ],
    ],
    0.42,
  );

function writeBlock(pdf: Pdf, block: Block): void {
  switch (block.kind) {
    case 'heading':
      keepTogether(pdf, 60);
      pdf.moveDown(0.4);
      text(pdf, block.text, 'bold', BODY);
      return;
    case 'paragraph':
      for (const part of block.text.split('\n')) {
        pdf.moveDown(0.25);
        text(pdf, part, 'plain', BODY, { align: 'justify', indent: mm(10) });
      }
      return;
    case 'notice':
      pdf.moveDown(0.25);
      text(pdf, block.text, 'italic', SMALL);
      return;
    case 'points':
      for (const item of block.items) text(pdf, `- ${item}`, 'plain', BODY, { align: 'justify' });
      return;
    case 'table':
      writeTable(pdf, block);
  }
}

const keepTogether = (pdf: Pdf, height: number): void => {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
};

const PAD = 3;

function writeTable(pdf: Pdf, block: Extract<Block, { kind: 'table' }>): void {
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

function signatures(pdf: Pdf, { recipients, signer }: OfficialDocument): void {
  keepTogether(pdf, 120);
  pdf.moveDown(1);
  const { left } = pdf.page.margins;
  const top = pdf.y;
  const half = widthOf(pdf) / 2;
  pdf.font('italic').fontSize(SMALL).text('Nơi nhận:', left, top, { width: half });
  for (const [index, name] of recipients.entries())
    pdf
      .font('plain')
      .fontSize(11)
      .text(`- ${name}${index === recipients.length - 1 ? '.' : ';'}`, { width: half });
  pdf.y = top;
  for (const words of signer)
    pdf
      .font('bold')
      .fontSize(BODY)
      .text(words, left + half, pdf.y, { width: half, align: 'center' });
}

/** At the top in the middle, from the second page on. */
function numberPages(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start + 1; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins.top = 0;
    pdf.font('plain').fontSize(13);
    pdf.text(String(page + 1), pdf.page.margins.left, mm(10), {
      width: widthOf(pdf),
      align: 'center',
      lineBreak: false,
    });
  }
}
