import type { PrintSize } from '#contract/paper.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Paper } from '../slips/paper.ts';
import { heightOf, MM, nextPage, setText } from '../slips/paper.ts';
import { drawSquare, squareModules } from '../slips/qr-square.ts';
import type { FormLayout } from './form-layout.ts';
import { BOX, CODE, formLayout, MARK, MARKS } from './form-layout.ts';

/** Text is measured on a paper, as it will be set. */
export const layoutOn = (
  paper: Paper,
  questionnaire: Questionnaire,
  officeName: string,
  size: PrintSize,
): FormLayout =>
  formLayout(questionnaire, officeName, size, (text, width, points, isBold) => {
    const box = { width: width * MM, size: points, font: isBold ? 'bold' : 'regular' } as const;
    return heightOf(paper, text, box) / MM;
  });

/** Of the codes of all forms: their texts are equally long. */
export const codeModules = (): number => squareModules(codeOf('00000000', 1, 'large'));

/** What one form says beside the questions. */
export interface FormHeading {
  readonly number: string;
  readonly title: string;
  readonly agencyName: string;
  readonly fieldName: string;
}

/** PDFKit's page as far as it is used here; its types leave out that a page has several streams. */
interface Page {
  content: Stream;
  readonly dictionary: { readonly data: Record<string, unknown> };
  readonly fonts: Record<string, unknown>;
}
interface Stream {
  end(): void;
}
const pageOf = (paper: Paper) => paper.page as unknown as Page;

/**
 * Prints forms that differ in their number and heading alone: the questions of a page are drawn once and
 * shared by all forms, which made 1,000 packs of two pages take a third of the time.
 */
export class FormPress {
  private readonly layout: FormLayout;
  private readonly shared: { readonly content: Stream; readonly fonts: Record<string, unknown> }[] =
    [];
  private readonly paper: Paper;
  private readonly size: PrintSize;

  constructor(paper: Paper, questionnaire: Questionnaire, officeName: string, size: PrintSize) {
    this.paper = paper;
    this.size = size;
    this.layout = layoutOn(paper, questionnaire, officeName, size);
  }

  async print(heading: FormHeading): Promise<void> {
    for (let n = 0; n < this.layout.pages; n += 1) {
      await nextPage(this.paper);
      drawCode(this.paper, codeOf(heading.number, n + 1, this.size));
      drawHeading(this.paper, heading, n + 1, this.layout.pages);
      this.drawQuestions(n);
    }
  }

  private drawQuestions(n: number): void {
    const page = pageOf(this.paper);
    const own = page.content;
    let shared = this.shared[n];
    if (!shared) {
      page.content = this.paper.ref({}) as unknown as Stream;
      drawPage(this.paper, this.layout, n);
      shared = { content: page.content, fonts: { ...page.fonts } };
      page.content.end();
      page.content = own;
      this.shared[n] = shared;
    }
    page.dictionary.data.Contents = [own, shared.content];
    Object.assign(page.fonts, shared.fonts);
  }
}

/** Capitals and digits only, so that the code stays small (ISO/IEC 18004, alphanumeric mode). */
const codeOf = (number: string, page: number, size: PrintSize): string =>
  `${number}-${page}${size === 'large' ? 'L' : ''}`;

const drawCode = (paper: Paper, code: string): void =>
  drawSquare(paper, code, CODE.x * MM, CODE.y * MM, CODE.size * MM);

function drawHeading(paper: Paper, heading: FormHeading, page: number, pages: number): void {
  const { number, title, agencyName, fieldName } = heading;
  const box = { x: 15 * MM, width: 155 * MM, size: 10 };
  let y = setText(paper, title, { ...box, y: 16 * MM, size: 12, font: 'bold', lines: 1 });
  y = setText(paper, `${agencyName} · ${fieldName}`, { ...box, y, lines: 1 });
  const printed = `Phiếu số ${number.slice(0, 4)} ${number.slice(4)} · trang ${page}/${pages}`;
  y = setText(paper, printed, { ...box, y, font: 'bold', lines: 1 });
  setText(paper, page === 1 ? HOW : CORRECTION, { ...box, y, size: 8.5, lines: 2 });
}

const CORRECTION = 'Đánh dấu × vào ô. Chọn nhầm thì tô kín ô ấy rồi đánh ô khác.';
const HOW = `${CORRECTION} Câu nào không muốn trả lời thì để trống. Không ghi tên vào phiếu này.`;

function drawPage(paper: Paper, layout: FormLayout, n: number): void {
  for (const { x, y } of MARKS) paper.rect(x * MM, y * MM, MARK * MM, MARK * MM);
  paper.fill('#000');
  for (const { text, x, y, width, size, isBold } of layout.texts.filter(({ page }) => page === n))
    setText(paper, text, {
      x: x * MM,
      y: y * MM,
      width: width * MM,
      size,
      font: isBold ? 'bold' : 'regular',
    });
  paper.lineWidth(0.8).strokeColor('#000');
  for (const { x, y } of layout.boxes.filter(({ page }) => page === n))
    paper.rect(x * MM, y * MM, BOX * MM, BOX * MM);
  for (const { x, y, width, height } of layout.rooms.filter(({ page }) => page === n))
    paper.rect(x * MM, y * MM, width * MM, height * MM);
  paper.stroke();
}
