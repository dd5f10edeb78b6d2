import type { Box, Offset } from './box-ink.ts';
import { BoxReader } from './box-ink.ts';
import type { Decision, ReadBox } from './decide-item.ts';
import { decideChoice, decideMultiple } from './decide-item.ts';
import { readFormCode } from './form-code.ts';
import type { Picture } from './picture.ts';
import type { PlacedPage, Sheet, Unreadable } from './placed-page.ts';
import { placedPage } from './placed-page.ts';
import type { Projection } from './projection.ts';

export interface SheetBox extends Box {
  readonly page: number;
  readonly question: string;
  readonly value: number | null;
}
export interface Room extends Box {
  readonly page: number;
  readonly width: number;
  readonly height: number;
}
/** The boxes of a form in normal or in large print. */
export interface Layout {
  readonly pages: number;
  readonly boxes: readonly SheetBox[];
  readonly rooms: readonly Room[];
}
export interface Form extends Sheet {
  readonly normal: Layout;
  readonly large: Layout;
  /** Codes of the questions that take several answers. */
  readonly multiple: readonly string[];
}
export interface ReadItem {
  readonly question: string;
  readonly decision: Decision;
}
export interface ReadPage extends PlacedPage {
  readonly items: readonly ReadItem[];
}
/** Steps that a comparison may leave out. */
export interface Steps {
  /** Else the sheet is taken to fill the picture. */
  readonly findsMarks: boolean;
  /** Else boxes are taken to be where the marks say. */
  readonly findsRims: boolean;
}
const ALL_STEPS: Steps = { findsMarks: true, findsRims: true };

/** A page of a form, whichever way it lay. */
export function readPage(picture: Picture, form: Form, steps = ALL_STEPS): ReadPage | Unreadable {
  const found = steps.findsMarks ? placedPage(picture, form) : fillingPage(picture, form);
  if (typeof found === 'string') return found;
  const boxes = readBoxes(picture, form, found, steps.findsRims);
  return { ...found, items: itemsOf(form, boxes) };
}

function fillingPage(picture: Picture, form: Form): PlacedPage | Unreadable {
  const { width, height } = form.sheet;
  const projection: Projection = (x, y) => ({
    x: (x * picture.width) / width,
    y: (y * picture.height) / height,
  });
  const found = readFormCode(picture, projection, form.code);
  return found ? { code: found.code, projection } : 'no_code';
}

type BoxOfPage = ReadBox & { readonly question: string };

function readBoxes(
  picture: Picture,
  form: Form,
  { projection, code }: PlacedPage,
  findsRims: boolean,
): BoxOfPage[] {
  const reader = new BoxReader(picture, projection, form.box);
  const { boxes } = code.isLarge ? form.large : form.normal;
  const placed = boxes.filter(({ page }) => page === code.page);
  const offsets = placed.map((box) => (findsRims ? reader.rimOffset(box) : { dx: 0, dy: 0 }));
  return placed.map((box, i) => ({
    question: box.question,
    value: box.value,
    ink: reader.ink(box, steadied(placed, offsets, i)),
  }));
}

/** Millimetres around a box in which paper moves together. */
const NEAR = 30;
const MOST_APART = 0.5;

/** A rim that moved otherwise than those around it was mistaken for a tick's stroke: theirs is taken. */
function steadied(boxes: readonly Box[], offsets: readonly Offset[], i: number): Offset {
  const { x, y } = boxes[i]!;
  const own = offsets[i]!;
  const near = offsets.filter((_, n) => Math.hypot(boxes[n]!.x - x, boxes[n]!.y - y) <= NEAR);
  const dx = median(near.map((offset) => offset.dx));
  const dy = median(near.map((offset) => offset.dy));
  return Math.hypot(own.dx - dx, own.dy - dy) > MOST_APART ? { dx, dy } : own;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)]!;
}

function itemsOf(form: Form, boxes: readonly BoxOfPage[]): ReadItem[] {
  const questions = [...new Set(boxes.map(({ question }) => question))];
  return questions.map((question) => {
    const own = boxes.filter((box) => box.question === question);
    const decide = form.multiple.includes(question) ? decideMultiple : decideChoice;
    return { question, decision: decide(own) };
  });
}
