import { assignCells } from './assign-cells.ts';
import type { Cell } from './hexagons.ts';
import { cellKey, cellsAround, cellsNear, centreOf, doTouch } from './hexagons.ts';
import type { Place } from './places.ts';
import { spreadPlaces } from './spread-places.ts';

/** Cells beyond the spread places that a commune may move to. */
const MARGIN = 1.6;
const STEPS_PER_COMMUNE = 12_000;
/** Against one pair of neighbours that touch: the square of a cell's distance from the spread place. */
const FAR = 0.06;
const HEAT = { first: 0.8, last: 0.02 };

/** One cell for each commune, near its place, so that many true neighbours touch. The same places give the same cells. */
export function placeTiles(places: readonly Place[], seed = 1): Cell[] {
  const points = spreadPlaces(places);
  const cells = cellsNear(points, MARGIN);
  const cost = points.map(({ x, y }) =>
    cells.map((cell) => (centreOf(cell).x - x) ** 2 + (centreOf(cell).y - y) ** 2),
  );
  const placed = improve(places, cells, cost, assignCells(cost), seed);
  return placed.map((index) => cells[index]!);
}

/** Simulated annealing: a commune moves beside one of its neighbours, and who was there takes its cell. */
function improve(
  places: readonly Place[],
  cells: readonly Cell[],
  cost: readonly (readonly number[])[],
  first: readonly number[],
  seed: number,
): number[] {
  const random = lehmer(seed);
  const cellIndex = new Map(cells.map((cell, index) => [cellKey(cell), index]));
  const around = cells.map((cell) =>
    cellsAround(cell).flatMap((other) => cellIndex.get(cellKey(other)) ?? []),
  );
  const indexOf = new Map(places.map(({ code }, index) => [code, index]));
  const neighbours = places.map((place) => place.neighbours.map((code) => indexOf.get(code)!));
  const cellOf = [...first];
  const tenant = new Int32Array(cells.length).fill(-1);
  cellOf.forEach((cell, commune) => {
    tenant[cell] = commune;
  });
  const worth = (commune: number) => {
    const cell = cellOf[commune]!;
    const touching = neighbours[commune]!.filter((other) => around[cell]!.includes(cellOf[other]!));
    return touching.length - FAR * cost[commune]![cell]!;
  };
  const exchange = (commune: number, cell: number) => {
    const other = tenant[cell]!;
    const left = cellOf[commune]!;
    cellOf[commune] = cell;
    tenant[cell] = commune;
    tenant[left] = other;
    if (other >= 0) cellOf[other] = left;
  };
  const steps = STEPS_PER_COMMUNE * places.length;
  for (let step = 0; step < steps; step++) {
    const heat = HEAT.first * (HEAT.last / HEAT.first) ** (step / steps);
    const commune = Math.floor(random() * places.length);
    const own = neighbours[commune]!;
    const near = own.length > 0 ? own[Math.floor(random() * own.length)]! : commune;
    const options = around[cellOf[near]!]!;
    const target = options[Math.floor(random() * options.length)]!;
    const left = cellOf[commune]!;
    const other = tenant[target]!;
    if (other === commune) continue;
    const before = worth(commune) + (other >= 0 ? worth(other) : 0);
    exchange(commune, target);
    const gain = worth(commune) + (other >= 0 ? worth(other) : 0) - before;
    if (gain < 0 && random() >= Math.exp(gain / heat)) exchange(commune, left);
  }
  return cellOf;
}

/** Pairs of communes that share a border, and those of them whose cells share a side. */
export function countTouching(places: readonly Place[], cellOf: ReadonlyMap<string, Cell>) {
  const pairs = places.flatMap(({ code, neighbours }) =>
    neighbours.filter((other) => code < other).map((other) => [code, other] as const),
  );
  const touching = pairs.filter(([first, second]) =>
    doTouch(cellOf.get(first)!, cellOf.get(second)!),
  );
  return { pairs: pairs.length, touching: touching.length };
}

/** Park and Miller (1988): the same cells on every machine. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
