import type { Picture, Point } from '../../client/office/scans/reading/picture.ts';
import type { Form, SheetBox } from '../../client/office/scans/reading/read-page.ts';
import type { Chance } from './chance.ts';
import { PRINT_DPI } from './printed-forms.ts';

const DOTS = PRINT_DPI / 25.4;

export interface Filled {
  readonly picture: Picture;
  /** What the person meant, by question. */
  readonly meant: ReadonlyMap<string, readonly number[]>;
}
interface Pen {
  /** Millimetres. */
  readonly width: number;
  readonly gray: number;
  /** A pencil leaves grains of paper. */
  readonly grain: number;
}

/** A page as a person fills it in: ballpoint, felt-tip or pencil, crosses and ticks that leave the box, corrections. */
export function filledForm(
  printed: Picture,
  boxes: readonly SheetBox[],
  form: Pick<Form, 'box' | 'multiple'>,
  chance: Chance,
): Filled {
  const picture = { ...printed, pixels: printed.pixels.slice() };
  const sheet = new Drawing(picture, chance);
  const pen = penBy(chance);
  const meant = new Map<string, readonly number[]>();
  for (const question of new Set(boxes.map((box) => box.question))) {
    const own = boxes.filter((box) => box.question === question);
    const wanted = form.multiple.includes(question)
      ? own.filter(() => chance.isMet(0.3))
      : chance.isMet(0.08)
        ? []
        : [chance.pick(own)];
    const others = own.filter((box) => !wanted.includes(box));
    const isCorrected = wanted.length > 0 && others.length > 0 && chance.isMet(0.03);
    if (isCorrected) sheet.fillIn(middleOf(chance.pick(others), form.box), form.box, pen);
    for (const box of wanted) sheet.tick(middleOf(box, form.box), form.box, pen);
    const values = wanted.flatMap(({ value }) => (value === null ? [] : [value]));
    meant.set(question, values);
  }
  return { picture, meant };
}

function penBy(chance: Chance): Pen {
  const kind = chance.share();
  if (kind < 0.65)
    return { width: chance.between(0.35, 0.6), gray: chance.between(20, 80), grain: 0 };
  if (kind < 0.8) return { width: chance.between(0.7, 1), gray: chance.between(10, 50), grain: 0 };
  return { width: chance.between(0.45, 0.7), gray: chance.between(95, 140), grain: 0.25 };
}

const middleOf = ({ x, y }: Point, side: number): Point => ({ x: x + side / 2, y: y + side / 2 });

class Drawing {
  private readonly picture: Picture;
  private readonly chance: Chance;

  constructor(picture: Picture, chance: Chance) {
    this.picture = picture;
    this.chance = chance;
  }

  /** A cross or a tick, seldom in the middle, sometimes longer than the box. */
  tick(middle: Point, side: number, pen: Pen): void {
    const { chance } = this;
    const reach = (side / 2) * chance.between(0.65, 1.35);
    const x = middle.x + chance.between(-0.6, 0.6);
    const y = middle.y + chance.between(-0.6, 0.6);
    const near = (value: number) => value + chance.between(-0.4, 0.4);
    const stroke = (...points: readonly (readonly [number, number])[]) =>
      this.line(
        points.map(([right, down]) => ({ x: near(x + right * reach), y: near(y + down * reach) })),
        pen,
      );
    if (chance.isMet(0.6)) {
      stroke([-1, -1], [1, 1]);
      stroke([1, -1], [-1, 1]);
    } else stroke([-0.8, 0], [-0.2, 0.8], [1.1, -1.1]);
  }

  /** To and fro over the whole box. */
  fillIn(middle: Point, side: number, pen: Pen): void {
    const half = side / 2;
    const broad = { ...pen, width: Math.max(pen.width, 0.7), grain: 0 };
    const points: Point[] = [];
    for (let down = -half; down <= half; down += 0.45)
      points.push(
        { x: middle.x - half, y: middle.y + down },
        { x: middle.x + half, y: middle.y + down + 0.2 },
      );
    this.line(points, broad);
  }

  private line(points: readonly Point[], pen: Pen): void {
    for (let i = 1; i < points.length; i += 1) {
      const [from, to] = [points[i - 1]!, points[i]!];
      const steps = Math.ceil((Math.hypot(to.x - from.x, to.y - from.y) * DOTS) / 2) + 1;
      for (let n = 0; n <= steps; n += 1) {
        const share = n / steps;
        this.dot(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, pen);
      }
    }
  }

  private dot(x: number, y: number, { width, gray, grain }: Pen): void {
    const radius = (width / 2) * DOTS;
    const [middleX, middleY] = [x * DOTS, y * DOTS];
    for (let row = Math.floor(middleY - radius); row <= middleY + radius; row += 1)
      for (let column = Math.floor(middleX - radius); column <= middleX + radius; column += 1) {
        const isInside = Math.hypot(column + 0.5 - middleX, row + 0.5 - middleY) <= radius;
        const isOn =
          row >= 0 && column >= 0 && column < this.picture.width && row < this.picture.height;
        if (!isInside || !isOn || (grain > 0 && this.chance.isMet(grain))) continue;
        const i = row * this.picture.width + column;
        this.picture.pixels[i] = Math.min(this.picture.pixels[i]!, gray);
      }
  }
}
