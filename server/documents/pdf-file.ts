import { stepTurn } from '../http/step-turn.ts';
import { newPdf } from '../new-pdf.ts';
import { NO_OTHER_FACE, parsedFace } from '../parsed-face.ts';
import type { Block, OfficialDocument, TableBlock } from './official-document.ts';
import {
  A4,
  ANNEX,
  annexLine,
  BODY,
  dateLine,
  isBroken,
  LETTERS_OF_BANNER,
  MARGINS,
  MOTTO,
  NATION,
  NUMBER_LINE,
  SMALL,
} from './official-document.ts';
import { writePicture } from './pdf-picture.ts';
import { writeTable } from './pdf-table.ts';
import type { Pdf } from './pdf-text.ts';
import { columns, FACES, heightOf, keepTogether, mm, text, widthOf } from './pdf-text.ts';

/** The document as a PDF; tables repeat their heads, pages are numbered at the top from the second. */
export async function pdfFile(document: OfficialDocument): Promise<Buffer> {
  await stepTurn();
  const pdf = newPdf({
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
    ...NO_OTHER_FACE,
  });
  for (const [name, path] of Object.entries(FACES)) pdf.registerFont(name, parsedFace(path));
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolved, rejected) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolved(Buffer.concat(parts)));
    pdf.on('error', rejected);
  });
  await write(pdf, document);
  await stepTurn();
  numberPages(pdf);
  pdf.end();
  return done;
}

async function write(pdf: Pdf, document: OfficialDocument): Promise<void> {
  if (!document.isPoster) heads(pdf, document);
  const below = document.isPoster ? 0 : SIGNATURES;
  await writeBlocks(pdf, document.blocks, document.tableSize, below);
  if (!document.isPoster) signatures(pdf, document);
  if (!document.annex) return;
  pdf.addPage();
  text(pdf, ANNEX, 'bold', BODY, { align: 'center' });
  text(pdf, annexLine(document), 'italic', BODY, { align: 'center' });
  pdf.moveDown(0.5);
  await writeBlocks(pdf, document.annex, document.tableSize);
}

async function writeBlocks(
  pdf: Pdf,
  blocks: readonly Block[],
  size?: number,
  below = 0,
): Promise<void> {
  for (const block of blocks) {
    const signed = block === blocks.at(-1) ? below : 0;
    if (block.kind === 'table') await writeTable(pdf, block, size, signed);
    else writeBlock(pdf, block, signed);
  }
}

function heads(pdf: Pdf, document: OfficialDocument): void {
  const { title, subject, addressee } = document;
  letterhead(pdf, document);
  pdf.moveDown(1.2);
  if (title) text(pdf, title, 'bold', BODY, { align: 'center' });
  for (const line of subject.split('\n')) text(pdf, line, 'bold', BODY, { align: 'center' });
  pdf.moveDown(0.8);
  if (addressee) text(pdf, `Kính gửi: ${addressee}`, 'plain', BODY, { align: 'center' });
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

function writeBanner(pdf: Pdf, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    const size = index === 0 ? LETTERS_OF_BANNER.first : LETTERS_OF_BANNER.others;
    text(pdf, line, index < 3 ? 'bold' : 'plain', size, { align: 'center' });
    pdf.moveDown(0.6);
  }
}

/** `below`: points that the last paragraph is to have free beneath it on its page. */
function writeBlock(pdf: Pdf, block: Exclude<Block, TableBlock>, below: number): void {
  switch (block.kind) {
    case 'heading':
      keepTogether(pdf, 60);
      pdf.moveDown(0.4);
      text(pdf, block.text, 'bold', BODY);
      return;
    case 'paragraph':
      writeLines(pdf, block.text.split('\n'), { indent: mm(10), gap: 0.25, below });
      return;
    case 'notice':
      pdf.moveDown(0.25);
      keepTogether(pdf, heightOf(pdf, block.text, 'italic', SMALL) + below);
      text(pdf, block.text, 'italic', SMALL);
      return;
    case 'page_break':
      pdf.addPage();
      return;
    case 'banner':
      writeBanner(pdf, block.lines);
      return;
    case 'points':
      writeLines(
        pdf,
        block.items.map((item) => `- ${item}`),
        { indent: 0, gap: 0, below },
      );
      return;
    case 'picture':
      writePicture(pdf, block);
  }
}

interface Lines {
  readonly indent: number;
  /** Of a line's height, above each. */
  readonly gap: number;
  readonly below: number;
}

function writeLines(pdf: Pdf, lines: readonly string[], { indent, gap, below }: Lines): void {
  for (const [index, words] of lines.entries()) {
    pdf.moveDown(gap);
    if (below > 0 && index === lines.length - 1)
      keepTogether(pdf, heightOf(pdf, words, 'plain', BODY, { indent }) + below);
    text(pdf, words, 'plain', BODY, { align: isBroken(words) ? 'left' : 'justify', indent });
  }
}

/** Recipients and signature, in points. */
const SIGNATURES = 120;

function signatures(pdf: Pdf, { recipients, signer, drawnUpBy }: OfficialDocument): void {
  keepTogether(pdf, SIGNATURES);
  pdf.moveDown(1);
  const { left } = pdf.page.margins;
  const top = pdf.y;
  const half = widthOf(pdf) / 2;
  if (drawnUpBy) signed(pdf, drawnUpBy, left);
  else recipientLines(pdf, recipients, half);
  pdf.y = top;
  signed(pdf, signer, left + half);
}

function recipientLines(pdf: Pdf, recipients: readonly string[], width: number): void {
  pdf.font('italic').fontSize(SMALL).text('Nơi nhận:', pdf.page.margins.left, pdf.y, { width });
  for (const [index, name] of recipients.entries())
    pdf
      .font('plain')
      .fontSize(11)
      .text(`- ${name}${index === recipients.length - 1 ? '.' : ';'}`, { width });
}

function signed(pdf: Pdf, lines: readonly string[], left: number): void {
  for (const words of lines)
    pdf
      .font('bold')
      .fontSize(BODY)
      .text(words, left, pdf.y, { width: widthOf(pdf) / 2, align: 'center' });
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
