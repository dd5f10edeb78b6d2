import { DisjointSets } from './disjoint-sets.ts';
import type { Doubt } from './doubt.ts';
import type { LinkColumns } from './link-columns.ts';
import type { Evidence, PairEvidence } from './pair-evidence.ts';
import { isByHand, isContradiction } from './pair-evidence.ts';
import { SAME_PERSON } from './weights.ts';

interface Settled {
  /** Of each row of the component the first row of its person. */
  readonly group: readonly number[];
  readonly rules: readonly number[];
  readonly doubts: readonly Doubt[];
}

/** A person with more ways of being written down is left as joined. */
const LARGEST = 200;

type Pair = Evidence & { readonly a: number; readonly b: number };

/**
 * Joins the rows of a component from the strongest pair down; two sets with a contradiction between them stay apart, and
 * somebody is asked. Undefined where nothing contradicts.
 */
export function settleComponent(
  columns: LinkColumns,
  evidence: PairEvidence,
  component: readonly number[],
): Settled | undefined {
  if (!canContradict(columns, component) && !component.some((row) => evidence.isDecided(row)))
    return undefined;
  const rows = component.toSorted((a, b) => columns.order[a]! - columns.order[b]!);
  const alike = [
    ...Map.groupBy(rows, (row) =>
      evidence.isDecided(row) ? row : profileOf(columns, row),
    ).values(),
  ];
  if (alike.length > LARGEST) return undefined;
  const pairs = pairsAmong(
    alike.map((same) => same[0]!),
    evidence,
  );
  const conflicts = pairs.filter(isContradiction);
  if (conflicts.length === 0) return undefined;
  const { sets, blocked } = joinStrongest(alike.length, pairs, conflicts);
  const person = new Map<number, number>();
  for (const [place, same] of alike.entries())
    for (const row of same) person.set(row, alike[sets.find(place)]![0]!);
  return {
    group: component.map((row) => person.get(row)!),
    rules: rulesWithin(alike, pairs, sets, component, evidence),
    doubts: blocked.map(({ a, b, weight }) => ({
      rows: [alike[a]![0]!, alike[b]![0]!],
      weight,
      isContradiction: true,
    })),
  };
}

/** Most sets of dossiers say one thing of each. */
function canContradict(columns: LinkColumns, rows: readonly number[]): boolean {
  return [columns.nameHash, columns.id, columns.birthDay, columns.birthYear].some((column) => {
    const first = rows.find((row) => column[row] !== 0);
    return (
      first !== undefined && rows.some((row) => column[row] !== 0 && column[row] !== column[first])
    );
  });
}

const profileOf = (
  { phone, id, birthDay, birthYear, nameHash }: LinkColumns,
  row: number,
): string => `${nameHash[row]} ${phone[row]} ${id[row]} ${birthDay[row]} ${birthYear[row]}`;

function pairsAmong(rows: readonly number[], evidence: PairEvidence): Pair[] {
  return rows.flatMap((row, b) =>
    rows.slice(0, b).flatMap((other, a) => {
      const found = evidence.of(other, row);
      return found && (found.weight >= SAME_PERSON || isContradiction(found))
        ? [{ ...found, a, b }]
        : [];
    }),
  );
}

function joinStrongest(size: number, pairs: readonly Pair[], conflicts: readonly Pair[]) {
  const sets = new DisjointSets(size);
  // What speaks against the pair itself has been outweighed.
  const areApart = (a: number, b: number, { against }: Pair) =>
    conflicts.some(
      (conflict) =>
        (conflict.against & ~against) !== 0 &&
        isBetween(conflict, a, b, (place) => sets.find(place)),
    );
  const blocked: Pair[] = [];
  const strongest = pairs
    .filter(({ weight }) => weight >= SAME_PERSON)
    .sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  const couldBeEither = (pair: Pair) =>
    strongest.some(
      (other) => Math.abs(other.weight - pair.weight) < TIED && isRivalOf(pair, other, conflicts),
    );
  for (const pair of strongest) {
    const [a, b] = [sets.find(pair.a), sets.find(pair.b)];
    if (a === b) continue;
    if (!isByHand(pair) && (areApart(a, b, pair) || couldBeEither(pair))) blocked.push(pair);
    else sets.join(a, b);
  }
  return { sets, blocked: blocked.filter(({ a, b }) => sets.find(a) !== sets.find(b)) };
}

/** Bits by which two weights count as equal. */
const TIED = 0.5;

type Places = Pick<Pair, 'a' | 'b'>;

const isBetween = (pair: Places, a: number, b: number, find = (place: number) => place) =>
  (find(pair.a) === a && find(pair.b) === b) || (find(pair.a) === b && find(pair.b) === a);

/** Both have one dossier in common, and their other ends contradict each other. */
function isRivalOf(pair: Places, other: Places, conflicts: readonly Pair[]): boolean {
  const ends = [
    [pair.a, pair.b],
    [pair.b, pair.a],
  ] as const;
  const common = ends.find(([end]) => end === other.a || end === other.b);
  if (!common || isBetween(other, pair.a, pair.b)) return false;
  const otherEnd = other.a === common[0] ? other.b : other.a;
  return conflicts.some((conflict) => isBetween(conflict, common[1], otherEnd));
}

function rulesWithin(
  alike: readonly (readonly number[])[],
  pairs: readonly Pair[],
  sets: DisjointSets,
  component: readonly number[],
  evidence: PairEvidence,
): number[] {
  const rules = alike.map((same) => (same.length > 1 ? evidence.of(same[0]!, same[1]!)!.rules : 0));
  for (const { a, b, weight, rules: found } of pairs)
    if (weight >= SAME_PERSON && sets.find(a) === sets.find(b))
      for (const place of [a, b]) rules[place]! |= found;
  const placeOf = new Map(alike.flatMap((same, place) => same.map((row) => [row, place] as const)));
  return component.map((row) => rules[placeOf.get(row)!]!);
}
