import { bare } from '../understand/fold.ts';
import type { LinkColumns } from './link-columns.ts';
import { isOrganisation, isSeparated, nameHash } from './link-columns.ts';

type Blocking = 'phone' | 'id' | 'birthDay' | 'organization';

/**
 * Only dossiers that share one of these are compared: no other pair has evidence enough. Pairs of a block grow with its
 * square, so one that is larger than this is split by name.
 */
const LARGEST: Readonly<Record<Blocking, number>> = {
  phone: 64,
  id: 64,
  birthDay: 12,
  organization: 64,
};

/** In one that is still too large each is compared to so many that follow. */
const WINDOW = 8;

type Rows = readonly number[];

/** Rows with the same key, where there are two or more. */
export type Buckets = Readonly<Record<Blocking, readonly Rows[]>>;

export const bucketsOf = (columns: LinkColumns): Buckets => ({
  phone: byKey(columns.phone),
  id: byKey(columns.id),
  birthDay: byKey(columns.birthDay),
  organization: byKey(organizationKeys(columns)),
});

/** Gives the pairs that are compared; one that shares two keys comes twice. */
export function eachBlockedPair(
  columns: LinkColumns,
  buckets: Buckets,
  visit: (a: number, b: number) => void,
): void {
  for (const blocking of Object.keys(LARGEST) as Blocking[])
    for (const bucket of buckets[blocking])
      for (const block of blocksOf(columns, bucket, LARGEST[blocking]))
        visitPairs(block, block.length <= LARGEST[blocking] ? block.length : WINDOW, visit);
}

function visitPairs(block: Rows, reach: number, visit: (a: number, b: number) => void): void {
  for (let i = 1; i < block.length; i++)
    for (let j = Math.max(0, i - reach); j < i; j++) visit(block[j]!, block[i]!);
}

function byKey(keys: Float64Array | Uint16Array | Uint32Array): Rows[] {
  // Most keys are one dossier's only: they need no array.
  const rowsOf = new Map<number, number | number[]>();
  const several: number[][] = [];
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key === 0) continue;
    const met = rowsOf.get(key);
    if (met === undefined) rowsOf.set(key, row);
    else if (typeof met !== 'number') met.push(row);
    else {
      const rows = [met, row];
      rowsOf.set(key, rows);
      several.push(rows);
    }
  }
  return several;
}

/** Typed without marks it is the same name. */
function organizationKeys(columns: LinkColumns): Uint32Array {
  return columns.nameHash.map((_, row) =>
    isOrganisation(columns, row) ? nameHash(bare(columns.nameAt(row))) : 0,
  );
}

function* blocksOf(columns: LinkColumns, bucket: Rows, largest: number): Generator<Rows> {
  const rows = bucket.filter((row) => !isSeparated(columns, row));
  if (rows.length <= largest) yield rows;
  else
    for (const named of Map.groupBy(rows, (row) => wordsHash(columns.nameAt(row))).values())
      yield named.length <= largest
        ? named
        : named.sort((a, b) => columns.order[a]! - columns.order[b]!);
}

/** Equal for the same words in any order, with marks or without. */
const wordsHash = (name: string): number => nameHash(bare(name).split(' ').sort().join(' '));
