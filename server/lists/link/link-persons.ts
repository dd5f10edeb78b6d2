import { DisjointSets } from './disjoint-sets.ts';
import { isCitizenNumber } from './identity-keys.ts';

/** An ID number under more names than this is a clerk's or a placeholder, not a person's. */
const NAMES_OF_ONE_ID = 2;
/** A phone under more names than this is an intermediary's or an official's (domain.md 2.5). */
export const OWNERS_OF_ONE_PHONE = 3;

/** What joins a dossier to another one of the same person, as bits. */
export const RULES = {
  phone_and_name: 1,
  id_number: 2,
  name_and_birth_day: 4,
  organisation_name: 8,
} as const;
export type Rule = keyof typeof RULES;

export const rulesIn = (bits: number): Rule[] =>
  (Object.keys(RULES) as Rule[]).filter((rule) => (bits & RULES[rule]) !== 0);

export const ORGANISATION = 1;
/** Somebody has said that this dossier is another person's: it is linked to none. */
export const SEPARATED = 2;

/** Of each dossier of one agency the keyed hashes (0: the list says nothing), year of birth and flags. */
export interface LinkKeys {
  readonly phone: Float64Array;
  readonly id: Float64Array;
  readonly name: Float64Array;
  readonly bare: Float64Array;
  readonly birth: Float64Array;
  /** 0 where unknown. */
  readonly birthYear: Uint16Array;
  readonly flags: Uint8Array;
}

export interface Linked {
  /** The first dossier of the same person. */
  readonly group: Int32Array;
  /** Which rules join the dossier to another one. */
  readonly rules: Uint8Array;
  /** 1 where the phone is an intermediary's. */
  readonly sharedPhone: Uint8Array;
}

export const linkKeysFor = (size: number): LinkKeys => ({
  phone: new Float64Array(size),
  id: new Float64Array(size),
  name: new Float64Array(size),
  bare: new Float64Array(size),
  birth: new Float64Array(size),
  birthYear: new Uint16Array(size),
  flags: new Uint8Array(size),
});

/**
 * The dossiers of each person among those of one agency (domain.md 2.5): the same phone and a compatible
 * name, the same ID number, the same name and day of birth, or the same name of an organisation. The order
 * of the dossiers changes nothing. It reads keyed hashes only: a million dossiers take 3 s.
 */
export function linkPersons(keys: LinkKeys): Linked {
  const size = keys.name.length;
  const rules = new Uint8Array(size);
  const sharedPhone = new Uint8Array(size);
  const sets = new DisjointSets(size);
  const join = (groups: Iterable<readonly number[]>, rule: Rule) => {
    for (const members of groups)
      for (const row of members.length > 1 ? members : []) {
        sets.join(members[0]!, row);
        rules[row]! |= RULES[rule];
      }
  };
  for (const members of buckets(keys, keys.birth))
    for (const same of ofOneNumber(members, keys))
      join(ofOneName(same, keys), 'name_and_birth_day');
  join(buckets(keys, organisationNames(keys)), 'organisation_name');
  for (const members of buckets(keys, keys.id))
    if (distinct(members, keys.bare) <= NAMES_OF_ONE_ID) join([members], 'id_number');
  for (const members of buckets(keys, keys.phone, true)) {
    const isShared = distinct(members, keys.bare) > OWNERS_OF_ONE_PHONE;
    if (isShared) for (const row of members) sharedPhone[row] = 1;
    else join(sameOwner(members, keys), 'phone_and_name');
  }
  const group = Int32Array.from({ length: size }, (_, row) => sets.find(row));
  return { group, rules, sharedPhone };
}

const isOrganisation = ({ flags }: LinkKeys, row: number) => (flags[row]! & ORGANISATION) !== 0;
const isSeparated = ({ flags }: LinkKeys, row: number) => (flags[row]! & SEPARATED) !== 0;

const organisationNames = (keys: LinkKeys) =>
  keys.name.map((name, row) => (isOrganisation(keys, row) ? name : 0));

/** Dossiers with the same key, where there are two or more; separated ones only where they count too. */
function* buckets(keys: LinkKeys, column: Float64Array, isWithSeparated = false) {
  // Most keys are one dossier's only: they need no array.
  const byKey = new Map<number, number | number[]>();
  for (let row = 0; row < column.length; row++) {
    const key = column[row]!;
    if (key === 0 || (!isWithSeparated && isSeparated(keys, row))) continue;
    const met = byKey.get(key);
    if (met === undefined) byKey.set(key, row);
    else if (typeof met === 'number') byKey.set(key, [met, row]);
    else met.push(row);
  }
  for (const bucket of byKey.values()) if (typeof bucket !== 'number') yield bucket;
}

const distinct = (members: readonly number[], column: Float64Array): number =>
  new Set(members.map((row) => column[row])).size;

/** Namesakes born on one day are told apart by two citizen numbers; whoever has none could be either. */
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
  const linkable = members.filter((row) => !isSeparated(keys, row));
  const kind = (row: number) => (isOrganisation(keys, row) ? -bare[row]! : bare[row]!);
  const byYear = (same: readonly number[]) => grouped(same, (row) => birthYear[row]!);
  for (const alike of grouped(linkable, kind)) {
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
