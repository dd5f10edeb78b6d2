import { bareName, isBare, nameKey } from '../understanding/names.ts';
import type { Eligible } from './application.ts';
import { DisjointSets } from './disjoint-sets.ts';

/** An ID number under more names than this is a clerk's or a placeholder, not a person's. */
const NAMES_OF_ONE_ID = 2;

interface Key {
  readonly at: number;
  readonly name: string;
  readonly bare: string;
  readonly isBare: boolean;
}

/**
 * The applications of each person among those of one unit (domain.md 2.5): the same phone and a compatible name, the same
 * ID number, the same name and day of birth, or the same name of an organisation. A phone that many people
 * share joins none of them.
 */
export function linkPersons(applications: readonly Eligible[]): Eligible[][] {
  const sets = new DisjointSets(applications.length);
  const byPhone = new Map<string, Key[]>();
  const byId = new Map<string, Key[]>();
  const byName = new Map<string, Key[]>();
  for (const [at, { contact }] of applications.entries()) {
    const { fullName, kind, phone, birth } = contact;
    const key = keyOf(at, fullName);
    if (phone) add(byPhone, `${kind} ${phone}`, key);
    if (contact.idHash) add(byId, contact.idHash, key);
    if (birth.day) add(byName, `${birth.day} ${key.name}`, key);
    if (kind === 'organization') add(byName, `organization ${key.name}`, key);
  }
  for (const keys of byName.values()) joinAll(sets, keys);
  for (const keys of byId.values())
    if (new Set(keys.map(({ name }) => name)).size <= NAMES_OF_ONE_ID) joinAll(sets, keys);
  for (const keys of byPhone.values()) joinCompatible(sets, keys, applications);
  return members(sets, applications);
}

function keyOf(at: number, fullName: string): Key {
  const name = nameKey(fullName);
  return { at, name, bare: bareName(fullName), isBare: isBare(fullName) };
}

/**
 * Names are compatible when they are the same, or when one was typed without any mark and only one marked
 * name of the group can be meant. Two known years of birth tell two namesakes of one household apart.
 */
function joinCompatible(
  sets: DisjointSets,
  keys: readonly Key[],
  applications: readonly Eligible[],
): void {
  for (const alike of grouped(keys, ({ bare }) => bare).values()) {
    const marked = new Set(alike.filter((key) => !key.isBare).map(({ name }) => name));
    const byName = grouped(alike, (key) => (marked.size === 1 ? '' : key.name));
    for (const same of byName.values()) joinUnlessBornApart(sets, same, applications);
  }
}

function joinUnlessBornApart(
  sets: DisjointSets,
  keys: readonly Key[],
  applications: readonly Eligible[],
): void {
  const yearOf = ({ at }: Key) => applications[at]!.contact.birth.year;
  const years = new Set(keys.map(yearOf).filter((year) => year !== null));
  const byYear = grouped(keys, (key) => (years.size > 1 ? String(yearOf(key)) : ''));
  for (const same of byYear.values()) joinAll(sets, same);
}

function joinAll(sets: DisjointSets, keys: readonly Key[]): void {
  for (const key of keys) sets.join(keys[0]!.at, key.at);
}

function members(sets: DisjointSets, applications: readonly Eligible[]): Eligible[][] {
  const groups = new Map<number, Eligible[]>();
  for (const [at, application] of applications.entries()) add(groups, sets.find(at), application);
  return [...groups.values()];
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) add(groups, keyOf(value), value);
  return groups;
}

function add<K, T>(groups: Map<K, T[]>, key: K, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
