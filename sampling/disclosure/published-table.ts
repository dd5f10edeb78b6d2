import { SamplingError } from '../errors.ts';

/** One total a cell is a part of: all cells naming the same total and dimension sum to it. */
export interface Addition {
  readonly total: string;
  /** The dimension summed over (`agency`, `field`, `node`, …): a total may be split in several. */
  readonly along: string;
}

/** One figure of a published table: a margin, an inner cell, or a part of another cell. */
export interface PublishedCell {
  readonly key: string;
  /** Persons behind the figure: what the threshold looks at. */
  readonly respondents: number;
  /** What adds up to the totals, where it is not persons (valid answers of a factor). */
  readonly count?: number;
  readonly addsInto: readonly Addition[];
  /** A figure that is out whatever happens, such as the province's number of answers. */
  readonly alwaysPublished?: boolean;
  /** A figure that no reader has seen or will see. */
  readonly neverPublished?: boolean;
  /** What the count cannot exceed, as everybody knows: how many were invited. */
  readonly atMost?: number;
}

/** Whether a count of nobody is printed as 0, or withheld with the few. */
export type Zeros = 'shown' | 'withheld';

/** total = Σ parts, as positions in the table. */
export interface Relation {
  readonly total: number;
  readonly parts: readonly number[];
}

export interface PublishedTable {
  readonly keys: readonly string[];
  readonly respondents: readonly number[];
  readonly counts: readonly number[];
  /** Published whatever happens. */
  readonly open: readonly boolean[];
  /** Withheld whatever happens. */
  readonly closed: readonly boolean[];
  /** Bounds of a withheld count that a reader knows before any sum. */
  readonly floors: readonly number[];
  readonly ceilings: readonly number[];
  readonly relations: readonly Relation[];
}

/**
 * Reads the cells of one publication into positions and sums, and checks every sum. `cells` may be
 * in any order; a part that is missing counts as nothing. Where zeros are shown a withheld count is
 * at least 1. Throws DuplicateCell, UnknownTotal, InvalidCount, or InconsistentTotals when the parts of a total do not add up to it.
 */
export function readPublishedTable(
  cells: readonly PublishedCell[],
  zeros: Zeros = 'withheld',
): PublishedTable {
  const position = new Map(cells.map((cell, i) => [cell.key, i] as const));
  if (position.size !== cells.length)
    throw new SamplingError('DuplicateCell', 'A cell of the table is given twice.', {
      cells: cells.length,
      distinct: position.size,
    });
  const counts = cells.map((cell) => cell.count ?? cell.respondents);
  const ceilings = cells.map((cell) => cell.atMost ?? Number.POSITIVE_INFINITY);
  const bad = cells.find(
    (cell, i) => !isCount(cell.respondents) || !isCount(counts[i]!) || counts[i]! > ceilings[i]!,
  );
  if (bad) throw new SamplingError('InvalidCount', 'A count is not a whole number.', { ...bad });
  const relations = relationsOf(cells, position);
  for (const relation of relations) checkSum(relation, counts, cells);
  return {
    keys: cells.map((cell) => cell.key),
    respondents: cells.map((cell) => cell.respondents),
    counts,
    open: cells.map((cell) => cell.alwaysPublished === true),
    closed: cells.map((cell) => cell.neverPublished === true),
    ...knownBounds(counts, ceilings, relations, zeros),
    relations,
  };
}

/** Where zeros are shown every other count is at least 1, and a total at least its parts that are not 0. */
function knownBounds(
  counts: readonly number[],
  most: readonly number[],
  relations: readonly Relation[],
  zeros: Zeros,
) {
  const floors = counts.map((count): number => (zeros === 'shown' && count > 0 ? 1 : 0));
  const ceilings = most.map((limit, i) => (zeros === 'shown' && counts[i] === 0 ? 0 : limit));
  const sum = (bounds: readonly number[], parts: readonly number[]) =>
    parts.reduce((running, part) => running + bounds[part]!, 0);
  for (let again = true; again; ) {
    again = false;
    for (const { total, parts } of relations) {
      const least = Math.max(floors[total]!, sum(floors, parts));
      const greatest = Math.min(ceilings[total]!, sum(ceilings, parts));
      again ||= least > floors[total]! || greatest < ceilings[total]!;
      floors[total] = least;
      ceilings[total] = greatest;
    }
  }
  return { floors, ceilings };
}

const isCount = (x: number) => Number.isSafeInteger(x) && x >= 0;

function relationsOf(cells: readonly PublishedCell[], position: ReadonlyMap<string, number>) {
  const sums = new Map<string, { total: number; parts: number[] }>();
  cells.forEach((cell, part) => {
    for (const { total, along } of cell.addsInto) {
      const index = position.get(total);
      if (index === undefined)
        throw new SamplingError('UnknownTotal', `No cell is called "${total}".`, {
          cell: cell.key,
          total,
        });
      const name = JSON.stringify([total, along]);
      const sum = sums.get(name) ?? { total: index, parts: [] };
      sum.parts.push(part);
      sums.set(name, sum);
    }
  });
  return [...sums.values()];
}

function checkSum(
  { total, parts }: Relation,
  counts: readonly number[],
  cells: readonly PublishedCell[],
): void {
  const sum = parts.reduce((running, part) => running + counts[part]!, 0);
  if (sum === counts[total]) return;
  throw new SamplingError('InconsistentTotals', 'The parts of a total do not add up to it.', {
    total: cells[total]!.key,
    count: counts[total],
    sum,
  });
}
