import type { LinkColumns } from './link-columns.ts';
import type { PairNames } from './pair-names.ts';

const MANY = 1000;
/** Names of one key that are compared; of more each is taken for a person. */
const COMPARED = 24;

/** Of each row how many persons seem to share its phone or number, by their names. */
export function countSharers(
  { nameHash }: LinkColumns,
  buckets: readonly (readonly number[])[],
  names: PairNames,
): Uint16Array {
  const sharers = new Uint16Array(nameHash.length).fill(1);
  for (const bucket of buckets) {
    if (bucket.every((row) => nameHash[row] === nameHash[bucket[0]!])) continue;
    const named = new Map(bucket.map((row) => [nameHash[row]!, row]));
    const persons = countPersons([...named.values()], names);
    for (const row of bucket) sharers[row] = persons;
  }
  return sharers;
}

/** Spellings of one name are one person's. */
function countPersons(rows: readonly number[], names: PairNames): number {
  if (rows.length > COMPARED) return Math.min(rows.length, MANY);
  const first = rows.map((row) => rows.find((other) => row === other || names.isAlike(row, other)));
  return new Set(first).size;
}
