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
import type { Zippable } from 'fflate';
import { strToU8, zipSync } from 'fflate';
import { stepTurn } from '../http/step-turn.ts';
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
import { bold, captionLine, line, mm, twoColumns } from './word-lines.ts';
import { pictureOf } from './word-picture.ts';
import { tableMarkup } from './word-table.ts';

const { CENTER, LEFT, JUSTIFIED } = AlignmentType;

/** Of a package by their paths, as docx makes them before it packs them; no type of docx tells of it. */
type DocxParts = ReadonlyMap<string, string | Uint8Array>;
const { compiler } = Packer as unknown as { compiler: { compile(file: Document): DocxParts } };

/** The document as a Word file: tables repeat their heads, pages are numbered at the top from the second. */
export async function wordFile(document: OfficialDocument): Promise<Buffer> {
  await stepTurn();
  const places = new Map<string, string>();
  const { blocks, annex = [] } = document;
  const signed = document.isPoster ? undefined : blocks.at(-1);
  const written = await Promise.all(
    [...blocks, ...annex].map((block, index) => {
      if (block.kind !== 'table') return blockOf(block, block === signed);
      const place = `\uE000${index}\uE000`;
      places.set(place, tableMarkup(block, document, block === signed));
      return tableLines(block.caption, place, block === signed);
    }),
  );
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
        children: document.isPoster
          ? written.flat()
          : [
              letterhead(document),
              ...titleOf(document),
              ...written.slice(0, blocks.length).flat(),
              signatures(document),
              ...(annex.length > 0 ? annexHead(document) : []),
              ...written.slice(blocks.length).flat(),
            ],
      },
    ],
  });
  return packed(compiler.compile(file), places);
}

const tableLines = (caption: string, place: string, keepNext: boolean): Paragraph[] => [
  ...(caption === '' ? [] : [captionLine(caption)]),
  new Paragraph(place),
  new Paragraph({ keepNext, children: [new TextRun({ text: '', size: 12 })] }),
];

const BODY_OF_DOCUMENT = 'word/document.xml';
const PLACE = /<w:p><w:r><w:t[^>]*>(\uE000\d+\uE000)<\/w:t><\/w:r><\/w:p>/gu;

/**
 * Puts each table where its place is held, before the parts are packed: to unpack and pack again what docx had packed was a
 * third of a document's work. Pixels are packed already.
 */
function packed(parts: DocxParts, places: ReadonlyMap<string, string>): Buffer {
  const files: Zippable = {};
  for (const [path, part] of parts) {
    const filled =
      path === BODY_OF_DOCUMENT
        ? String(part).replaceAll(PLACE, (_, place: string) => places.get(place) ?? '')
        : part;
    const bytes = typeof filled === 'string' ? strToU8(filled) : new Uint8Array(filled);
    files[path] = [bytes, { level: path.endsWith('.png') ? 0 : 6 }];
  }
  return Buffer.from(zipSync(files));
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

const annexHead = (document: OfficialDocument): Paragraph[] => [
  new Paragraph({ pageBreakBefore: true, alignment: CENTER, children: [bold(ANNEX)] }),
  line(annexLine(document), CENTER, { italics: true }, { after: 120 }),
];

/** Of the block above the signature, the last paragraph is kept with it. */
async function blockOf(block: Exclude<Block, TableBlock>, isSigned: boolean): Promise<Paragraph[]> {
  const spacing = { before: 60, after: 60 };
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ keepNext: true, spacing, children: [bold(block.text)] })];
    case 'paragraph':
      return block.text.split('\n').map(
        (text, index, all) =>
          new Paragraph({
            keepNext: isSigned && index === all.length - 1,
            alignment: isBroken(text) ? LEFT : JUSTIFIED,
            indent: { firstLine: mm(10) },
            spacing,
            children: [new TextRun(text)],
          }),
      );
    case 'notice':
      return [line(block.text, LEFT, { italics: true, size: SMALL, keepNext: isSigned }, spacing)];
    case 'page_break':
      return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20 } })];
    case 'banner':
      return block.lines.map((text, index) => {
        const size = index === 0 ? LETTERS_OF_BANNER.first : LETTERS_OF_BANNER.others;
        return line(text, CENTER, { bold: index < 3, size }, { before: 300, after: 300 });
      });
    case 'points':
      return block.items.map((text, index, all) =>
        line(
          `- ${text}`,
          isBroken(text) ? LEFT : JUSTIFIED,
          { keepNext: isSigned && index === all.length - 1 },
          { before: 40, after: 40 },
        ),
      );
    case 'picture':
      return pictureOf(block);
  }
}

const signatures = ({ recipients, signer, drawnUpBy }: OfficialDocument) =>
  twoColumns(
    drawnUpBy
      ? signed(drawnUpBy)
      : [
          line('Nơi nhận:', LEFT, { bold: true, italics: true, size: SMALL }, { before: 240 }),
          ...recipients.map((name, index) =>
            line(`- ${name}${index === recipients.length - 1 ? '.' : ';'}`, LEFT, { size: 11 }),
          ),
        ],
    signed(signer),
    [50, 50],
  );

const signed = (lines: readonly string[]) =>
  lines.map((text, index) =>
    line(text, CENTER, { bold: true }, index === 0 ? { before: 240 } : {}),
  );
