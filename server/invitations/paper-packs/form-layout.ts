import type { PrintSize } from '#contract/paper.ts';
import type {
  ChoiceQuestion,
  Question,
  QuestionGroup,
  Questionnaire,
} from '#contract/questionnaire.ts';
import { withOffice } from '#contract/questionnaire.ts';

/** All lengths in millimetres from the top left of the sheet. */
export const SHEET = { width: 210, height: 297 } as const;
export const BOX = 5;
/**
 * Squares by which a reader of scans finds the sheet: left and top of each. So far in that a sheet turned by 3° and
 * scaled by 5 % seldom loses two of them at the edge of the glass.
 */
export const MARK = 5;
const INSET = { x: 9.5, y: 10 } as const;
export const MARKS = [
  { x: INSET.x, y: INSET.y },
  { x: SHEET.width - INSET.x - MARK, y: INSET.y },
  { x: INSET.x, y: SHEET.height - INSET.y - MARK },
  { x: SHEET.width - INSET.x - MARK, y: SHEET.height - INSET.y - MARK },
] as const;

/** The code with the form's number, at the top right of every page. */
export const CODE = { x: 178, y: 18, size: 16 } as const;

export interface PlacedText {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly isBold: boolean;
}
/** A box to tick; `value` null is “no answer”. */
export interface PlacedBox {
  readonly page: number;
  readonly question: string;
  readonly value: number | null;
  readonly x: number;
  readonly y: number;
}
/** Room to write in. */
export interface PlacedRoom {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface FormLayout {
  readonly pages: number;
  readonly texts: readonly PlacedText[];
  readonly boxes: readonly PlacedBox[];
  readonly rooms: readonly PlacedRoom[];
}

/** Height in millimetres of a text in points of `size`. */
export type Measure = (text: string, width: number, size: number, isBold: boolean) => number;

const LEFT = 15;
const RIGHT = 195;
const WIDTH = RIGHT - LEFT;
const TOP = 42;
const BOTTOM = 280;
const PITCH = 9;
const SIZES: Readonly<Record<PrintSize, number>> = { normal: 9.5, large: 14 };
const COMMENT = 28;

/** Where everything of a form is: the printer draws it, and a reader of scans finds it. */
export function formLayout(
  questionnaire: Questionnaire,
  officeName: string,
  print: PrintSize,
  measure: Measure,
): FormLayout {
  const sheet = new Sheet(SIZES[print], measure);
  let stem = '';
  for (const group of questionnaire.groups) {
    const heading = withOffice(group.stem.vi, officeName);
    if (heading !== stem) sheet.stem(heading, group);
    stem = heading;
    for (const question of group.questions) sheet.question(question, officeName, heading);
  }
  return sheet.done();
}

/** Fills pages from the top; what does not fit begins the next one. */
class Sheet {
  private page = 0;
  private y = TOP;
  /** Items are numbered as the entry desk shows them. */
  private item = 0;
  private readonly texts: PlacedText[] = [];
  private readonly boxes: PlacedBox[] = [];
  private readonly rooms: PlacedRoom[] = [];
  private readonly size: number;
  private readonly measure: Measure;

  constructor(size: number, measure: Measure) {
    this.size = size;
    this.measure = measure;
  }

  /** The stem stays with at least one question below it. */
  stem(text: string, { questions, hint }: QuestionGroup): void {
    const scale = questions.find(isScale);
    const key =
      scale &&
      `${scale.options.map(({ value, label }) => `${value} = ${label.vi}`).join(' · ')} · 0 = ${scale.nonAnswer.vi}`;
    const lines = [text, hint?.vi, key].filter((line) => line !== undefined);
    const heights = lines.map((line, i) => this.measure(line, WIDTH, this.size, i === 0));
    this.need(heights.reduce((sum, height) => sum + height, 0) + 18);
    this.y += 2;
    for (const [i, line] of lines.entries()) this.text(line, LEFT, WIDTH, i === 0);
    this.y += 1;
  }

  question(question: Question, officeName: string, stem: string): void {
    if (question.kind === 'comment') {
      this.comment();
      return;
    }
    this.item += 1;
    const text = withOffice(question.text.vi, officeName);
    const numbered = text === stem ? `${this.item}.` : `${this.item}. ${text}`;
    if (isScale(question)) this.scale(question, numbered);
    else this.options(question, numbered);
  }

  private scale(question: ChoiceQuestion, text: string): void {
    const values = [...question.options.map(({ value }) => value), null];
    const width = WIDTH - values.length * PITCH - 3;
    const height = Math.max(BOX, this.measure(text, width, this.size, false)) + 1.6;
    this.need(height);
    const { y } = this;
    this.place(text, LEFT, y, width, false);
    values.forEach((value, i) => {
      const x = RIGHT - (values.length - i) * PITCH + (PITCH - BOX);
      this.place(String(value ?? 0), x - 3, y + 0.6, 3, false, 7);
      this.boxes.push({ page: this.page, question: question.code, value, x, y });
    });
    this.y = y + height;
  }

  private options(question: Exclude<Question, { kind: 'comment' }>, text: string): void {
    const columns = question.options.every(({ label }) => label.vi.length <= 24) ? 3 : 2;
    const width = WIDTH / columns;
    const rows = Math.ceil(question.options.length / columns);
    const height = Math.max(
      BOX + 1.5,
      ...question.options.map(
        ({ label }) => this.measure(`9 ${label.vi}`, width - 9, this.size, false) + 1,
      ),
    );
    const above = this.measure(text, WIDTH, this.size, true);
    this.need(above + rows * height + 2);
    this.text(text, LEFT, WIDTH, true);
    question.options.forEach(({ value, label }, i) => {
      const x = LEFT + (i % columns) * width;
      const y = this.y + Math.floor(i / columns) * height;
      this.boxes.push({ page: this.page, question: question.code, value, x, y });
      this.place(`${value} ${label.vi}`, x + BOX + 1.5, y + 0.3, width - 9, false);
    });
    this.y += rows * height + 1;
  }

  private comment(): void {
    this.need(COMMENT + 2);
    this.rooms.push({ page: this.page, x: LEFT, y: this.y, width: WIDTH, height: COMMENT });
    this.y += COMMENT + 2;
  }

  private need(height: number): void {
    if (this.y + height <= BOTTOM) return;
    this.page += 1;
    this.y = TOP;
  }

  private text(text: string, x: number, width: number, isBold: boolean): void {
    this.place(text, x, this.y, width, isBold);
    this.y += this.measure(text, width, this.size, isBold);
  }

  private place(
    text: string,
    x: number,
    y: number,
    width: number,
    isBold: boolean,
    size = this.size,
  ) {
    this.texts.push({ page: this.page, text, x, y, width, size, isBold });
  }

  done(): FormLayout {
    const { texts, boxes, rooms } = this;
    return { pages: this.page + 1, texts, boxes, rooms };
  }
}

/** Four and more steps of agreement in one row of boxes. */
const isScale = (question: Question): question is ChoiceQuestion =>
  question.kind === 'choice' && /^\d+\.\d+$/.test(question.code) && question.options.length >= 4;
