import type { Table } from 'docx';
import {
  AlignmentType,
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
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
import { bold, line, mm, twoColumns } from './word-lines.ts';
import { pictureOf } from './word-picture.ts';
import { tableOf } from './word-table.ts';

const { CENTER, LEFT, JUSTIFIED } = AlignmentType;

/** The document as a Word file: tables repeat their heads, pages are numbered at the top from the second. */
export async function wordFile(document: OfficialDocument): Promise<Buffer> {
  const blocks = await Promise.all(document.blocks.map(blockOf));
  const file = new Document({
    title: document.subject,
    styles: { default: { document: { run: { font: 'Times New Roman', size: 2 * BODY } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: mm(A4.width),
              height: mm(A4.height),
              orientation: document.isLandscape
                ? PageOrientation.LANDSCAPE
                : PageOrientation.PORTRAIT,
            },
            margin: { ...millimetres(MARGINS), header: mm(10) },
          },
          titlePage: true,
        },
        headers: { default: pageNumber(), first: new Header({ children: [] }) },
        children: [
          letterhead(document),
          ...titleOf(document),
          ...blocks.flat(),
          signatures(document),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

const millimetres = (margins: typeof MARGINS) => ({
  top: mm(margins.top),
  bottom: mm(margins.bottom),
  left: mm(margins.left),
  right: mm(margins.right),
});

const pageNumber = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  });

const letterhead = (document: OfficialDocument) =>
  twoColumns(
    [
      ...document.issuer.parent.split('\n').map((text) => line(text, CENTER, { size: SMALL })),
      line(document.issuer.body, CENTER, { bold: true, size: SMALL, isUnderlined: true }),
      line(NUMBER_LINE, CENTER, { size: SMALL }),
    ],
    [
      line(NATION, CENTER, { bold: true, size: SMALL }),
      line(MOTTO, CENTER, { bold: true, size: 13, isUnderlined: true }),
      line(dateLine(document), CENTER, { italics: true, size: 13 }),
    ],
    [42, 58],
  );

const titleOf = ({ title, subject, addressee }: OfficialDocument): Paragraph[] => [
  ...(title ? [line(title, CENTER, { bold: true }, { before: 240 })] : []),
  ...subject.split('\n').map((text) => line(text, CENTER, { bold: true })),
  line('', CENTER, { size: 8 }),
  ...(addressee ? [line(`Kính gửi: ${addressee}`, CENTER, {}, { after: 120 })] : []),
];

async function blockOf(block: Block): Promise<(Paragraph | Table)[]> {
  const spacing = { before: 60, after: 60 };
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ keepNext: true, spacing, children: [bold(block.text)] })];
    case 'paragraph':
      return block.text.split('\n').map(
        (text) =>
          new Paragraph({
            alignment: JUSTIFIED,
            indent: { firstLine: mm(10) },
            spacing,
            children: [new TextRun(text)],
          }),
      );
    case 'notice':
      return [line(block.text, LEFT, { italics: true, size: SMALL }, spacing)];
    case 'points':
      return block.items.map((text) => line(`- ${text}`, JUSTIFIED, {}, { before: 40, after: 40 }));
    case 'picture':
      return pictureOf(block);
    case 'table':
      return [
        line(block.caption, CENTER, { bold: true, size: SMALL }, { before: 160, after: 80 }),
        tableOf(block),
        line('', LEFT, { size: 6 }),
      ];
  }
}

const signatures = ({ recipients, signer }: OfficialDocument) =>
  twoColumns(
    [
      line('Nơi nhận:', LEFT, { bold: true, italics: true, size: SMALL }, { before: 240 }),
      ...recipients.map((name, index) =>
        line(`- ${name}${index === recipients.length - 1 ? '.' : ';'}`, LEFT, { size: 11 }),
      ),
    ],
    signer.map((text, index) =>
      line(text, CENTER, { bold: true }, index === 0 ? { before: 240 } : {}),
    ),
    [50, 50],
  );
