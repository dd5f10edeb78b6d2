import type { Picture } from './picture.ts';
import { grayBetween } from './picture.ts';
import type { Projection } from './projection.ts';
import type { Room, SheetBox } from './read-page.ts';

/** Pixels a millimetre: handwriting is read at 100 dots an inch. */
const FINENESS = 4;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the sheet as the picture shows it, upright. */
export function cutout(picture: Picture, projection: Projection, area: Area): Picture {
  const width = Math.round(area.width * FINENESS);
  const height = Math.round(area.height * FINENESS);
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const { x, y } = projection(
        area.x + (column + 0.5) / FINENESS,
        area.y + (row + 0.5) / FINENESS,
      );
      pixels[row * width + column] = grayBetween(picture, x, y);
    }
  return { width, height, pixels };
}

const LEFT = 14;
const RIGHT = 197;

/** The lines of an item from margin to margin, with the words above its boxes and beside them. */
export function areaOf(boxes: readonly SheetBox[], side: number): Area {
  const rows = boxes.map(({ y }) => y);
  const top = Math.min(...rows) - 6;
  return { x: LEFT, y: top, width: RIGHT - LEFT, height: Math.max(...rows) + side + 5 - top };
}

/** Millimetres between points that are looked at, and from the frame of a room. */
const STEP = 0.4;
const INSET = 1;
/** Share of the points: less than a short word. */
const WRITTEN = 0.001;
const DARKER = 35;

/** Whether anything is written in a room; a fold is shown too often rather than a word too seldom. */
export function isWrittenIn(picture: Picture, projection: Projection, room: Room): boolean {
  const across = Math.floor((room.width - 2 * INSET) / STEP);
  const lines = Math.floor((room.height - 2 * INSET) / STEP);
  const grays: number[] = [];
  for (let i = 0; i < across * lines; i += 1) {
    const right = room.x + INSET + (i % across) * STEP;
    const down = room.y + INSET + Math.floor(i / across) * STEP;
    const { x, y } = projection(right, down);
    grays.push(grayBetween(picture, x, y));
  }
  const paper = [...grays].sort((a, b) => a - b)[Math.floor(grays.length / 2)]!;
  const isDark = (i: number) => grays[i]! < paper - DARKER;
  // Dust is a point alone, a stroke is longer.
  const strokes = grays.filter((_, i) => isDark(i) && (isDark(i + 1) || isDark(i + across)));
  return strokes.length > WRITTEN * grays.length;
}
