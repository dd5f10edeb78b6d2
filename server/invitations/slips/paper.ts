import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { stepTurn } from '../../http/step-turn.ts';
import { newPdf } from '../../new-pdf.ts';
import { NO_OTHER_FACE, parsedFace } from '../../parsed-face.ts';

export type Paper = PDFKit.PDFDocument;

export const MM = 72 / 25.4;
/** A4 is three strips of 99 mm, and a strip three panels of 70 mm. */
export const PAGE_WIDTH = 210 * MM;
export const STRIP_HEIGHT = 99 * MM;
export const PANEL_WIDTH = 70 * MM;
/** Office printers leave about 4 mm white at each edge. */
export const MARGIN = 5 * MM;

const { resolve } = createRequire(import.meta.url);
/** Noto Sans has the letters ĕ ĭ ŏ ŭ ƀ of Ê Đê, Gia Rai, Ba Na and M'Nông names, and marks upon marks. */
const FACES = {
  regular: 'be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  bold: 'be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf',
  'wide regular': 'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'wide bold': 'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
} as const;

/** A4 with Be Vietnam Pro embedded: what is printed in a commune looks as it does here. */
export function newPaper(title: string, createdAt: Date): Paper {
  const paper = newPdf({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'vi',
    pdfVersion: '1.7',
    info: { Title: title, CreationDate: createdAt },
    ...NO_OTHER_FACE,
  });
  for (const [name, file] of Object.entries(FACES))
    paper.registerFont(name, parsedFace(resolve(`@expo-google-fonts/${file}`)));
  return paper;
}

/** Pages wait here for a slow reader: a packet of a whole province is never in memory at once. */
const MOST_UNREAD_BYTES = 256 * 1024;
const PAUSE_MS = 5;

/** The next page, when other requests had their turn and the reader has taken most of the pages before. */
export async function nextPage(paper: Paper): Promise<void> {
  await stepTurn();
  while (!paper.destroyed && paper.readableLength > MOST_UNREAD_BYTES) await setTimeout(PAUSE_MS);
  if (paper.destroyed) throw new Error('the reader of the PDF has gone');
  paper.addPage();
}

export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font?: 'regular' | 'bold';
  /** Most lines; what is longer ends in “…”. */
  readonly lines?: number;
  readonly align?: 'left' | 'center';
  readonly lineGap?: number;
}

/** Sets a text and gives the y below it. */
export function setText(paper: Paper, text: string, box: TextBox): number {
  const { x, y, width, align = 'left', lineGap = 0, lines } = box;
  const shown = lines ? fitted(paper, text, '', box, heightOfLines(paper, lines, box)) : text;
  setType(paper, shown, box);
  paper.text(shown.normalize('NFC'), x, y, { width, align, lineGap });
  return paper.y;
}

type Measure = Omit<TextBox, 'x' | 'y'>;

/** Most texts of a slip are on the next one too: measured once, 300 slips cost 0.8 s of a core instead of 1.0. */
const measured = new WeakMap<Paper, Map<string, number>>();
/** A packet of a whole province has as many names as slips. */
const MOST_MEASURED = 2000;

export function heightOf(paper: Paper, text: string, box: Measure): number {
  const { width, size, font = 'regular', lineGap = 0 } = box;
  const heights = measured.get(paper) ?? new Map<string, number>();
  measured.set(paper, heights);
  const key = [width, size, font, lineGap, text].join(' ');
  const known = heights.get(key);
  if (known !== undefined) return known;
  setType(paper, text, box);
  const height = paper.heightOfString(text.normalize('NFC'), { width, lineGap });
  if (heights.size >= MOST_MEASURED) heights.clear();
  heights.set(key, height);
  return height;
}

/** The largest of the sizes in which a text is at most so high, or the smallest of them. */
export const sizeWithin = (
  paper: Paper,
  text: string,
  box: Omit<Measure, 'size'>,
  sizes: readonly number[],
  height: number,
): number =>
  sizes.find((size) => heightOf(paper, text, { ...box, size }) <= height) ?? sizes.at(-1)!;

/** The text and its ending in at most `height`: what is too long is cut at a word, the ending never. */
export function fitted(
  paper: Paper,
  text: string,
  ending: string,
  box: Measure,
  height: number,
): string {
  if (heightOf(paper, text + ending, box) <= height) return text + ending;
  const words = text.split(' ');
  const cut = () => `${words.join(' ').replace(/[,;.]$/, '')}…${ending}`;
  do words.pop();
  while (words.length > 1 && heightOf(paper, cut(), box) > height);
  return cut();
}

function heightOfLines(paper: Paper, lines: number, box: Measure): number {
  return heightOf(paper, 'Ậ', box) * lines + 0.5;
}

/** A text is in one face from end to end: the usual one, or the one with more letters where that lacks any. */
function setType(paper: Paper, text: string, { font = 'regular', size }: Measure): void {
  paper.font(font).fontSize(size);
  if (!isCovered(paper, text.normalize('NFC'))) paper.font(`wide ${font}`);
}

let covered: ReadonlySet<number> | undefined;

/** By the letters of the face that is set; pdfkit's types do not show them. Both weights have the same. */
function isCovered(paper: Paper, text: string): boolean {
  const { _font: face } = paper as unknown as { _font: { font: { characterSet: number[] } } };
  covered ??= new Set(face.font.characterSet);
  for (const letter of text)
    if (letter !== '\n' && !covered.has(letter.codePointAt(0)!)) return false;
  return true;
}
