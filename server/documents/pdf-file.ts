import PDFDocument from 'pdfkit';
import type { Block, OfficialDocument } from './official-document.ts';
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
import { writePicture } from './pdf-picture.ts';
import { writeTable } from './pdf-table.ts';
import type { Pdf } from './pdf-text.ts';
import { columns, FACES, keepTogether, mm, text, widthOf } from './pdf-text.ts';

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
    case 'picture':
      writePicture(pdf, block);
      return;
    case 'table':
      writeTable(pdf, block);
  }
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
