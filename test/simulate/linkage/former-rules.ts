/**
 * The rules before evidence weights, kept to measure against: the same phone and a compatible name, the same ID number, the
 * same name and day of birth, or the same name of an organisation join; nothing speaks against.
 */
import { DisjointSets } from '../../../server/lists/link/disjoint-sets.ts';
import { isCitizenNumber } from '../../../server/lists/link/identity-keys.ts';
import type { Linkable } from '../../../server/lists/link/link-dossiers.ts';

const NAMES_OF_ONE_ID = 2;
const OWNERS_OF_ONE_PHONE = 3;

interface LinkKeys {
  readonly phone: Float64Array;
  readonly id: Float64Array;
  readonly name: Float64Array;
  readonly bare: Float64Array;
  readonly birth: Float64Array;
  readonly birthYear: Uint16Array;
  readonly isOrganisation: readonly boolean[];
}

export function formerPersons<T extends Linkable>(dossiers: readonly T[]): T[][] {
  const keys = keysOf(dossiers);
  const sets = new DisjointSets(dossiers.length);
  const join = (groups: Iterable<readonly number[]>) => {
    for (const members of groups) for (const row of members) sets.join(members[0]!, row);
  };
  for (const members of buckets(keys.birth))
    for (const same of ofOneNumber(members, keys)) join(ofOneName(same, keys));
  join(buckets(organisationNames(keys)));
  for (const members of buckets(keys.id))
    if (distinct(members, keys.bare) <= NAMES_OF_ONE_ID) join([members]);
  for (const members of buckets(keys.phone))
    if (distinct(members, keys.bare) <= OWNERS_OF_ONE_PHONE) join(sameOwner(members, keys));
  return [...Map.groupBy(dossiers, (_, row) => sets.find(row)).values()];
}

function keysOf(dossiers: readonly Linkable[]): LinkKeys {
  const births = new Map<string, number>();
  const column = (read: (dossier: Linkable) => number) => Float64Array.from(dossiers, read);
  return {
    phone: column((dossier) => dossier.identified.keys.phone),
    id: column((dossier) => dossier.identified.keys.id),
    name: column((dossier) => dossier.identified.keys.name),
    bare: column((dossier) => dossier.identified.keys.bare),
    birth: column((dossier) => {
      const { identity, keys } = dossier.identified;
      const born = `${identity.birthDay} ${keys.bare}`;
      if (identity.birthDay === null) return 0;
      return births.get(born) ?? births.set(born, births.size + 1).size;
    }),
    birthYear: Uint16Array.from(dossiers, (dossier) => dossier.identified.identity.birthYear ?? 0),
    isOrganisation: dossiers.map(({ kind }) => kind === 'organization'),
  };
}

const organisationNames = (keys: LinkKeys) =>
  keys.name.map((name, row) => (keys.isOrganisation[row] ? name : 0));

function buckets(column: Float64Array): number[][] {
  const rows = [...column.keys()].filter((row) => column[row] !== 0);
  return [...Map.groupBy(rows, (row) => column[row]!).values()].filter(({ length }) => length > 1);
}

const distinct = (members: readonly number[], column: Float64Array): number =>
  new Set(members.map((row) => column[row])).size;

/** Two citizen numbers tell namesakes born on one day apart; without a number it could be either. */
function ofOneNumber(members: readonly number[], { id }: LinkKeys): Iterable<readonly number[]> {
  const numbered = members.filter((row) => isCitizenNumber(id[row]!));
  return distinct(numbered, id) > 1 ? grouped(numbered, (row) => id[row]!) : [members];
}

/**
 * Names are compatible when they are the same, or when one was typed without any mark and only one marked
 * name of those can be meant.
 */
function ofOneName(alike: readonly number[], { name, bare }: LinkKeys): Iterable<number[]> {
  const marked = new Set(alike.filter((row) => name[row] !== bare[row]).map((row) => name[row]));
  return grouped(alike, (row) => (marked.size === 1 ? 0 : name[row]!));
}

/**
 * Behind one phone the names are compatible also when their owners were born in one year and only the marks
 * differ. Two known years of birth tell two namesakes of one household apart.
 */
function* sameOwner(members: readonly number[], keys: LinkKeys): Generator<number[]> {
  const { bare, birthYear } = keys;
  const kind = (row: number) => (keys.isOrganisation[row] ? -bare[row]! : bare[row]!);
  const byYear = (same: readonly number[]) => grouped(same, (row) => birthYear[row]!);
  for (const alike of grouped(members, kind)) {
    for (const same of ofOneName(alike, keys)) {
      const years = new Set(same.map((row) => birthYear[row]!).filter((year) => year !== 0));
      yield* years.size > 1 ? byYear(same) : [same];
    }
    yield* byYear(alike.filter((row) => birthYear[row] !== 0));
  }
}

function grouped(members: readonly number[], keyOf: (row: number) => number): Iterable<number[]> {
  if (members.length === 1) return [[members[0]!]];
  const groups = new Map<number, number[]>();
  for (const row of members) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups.values();
}
