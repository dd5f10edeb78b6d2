import type { Said } from './complete-identity.ts';
import { linkKeysFor, linkPersons, ORGANISATION, SEPARATED } from './link-persons.ts';

/** One eligible dossier of an agency with what it says of its owner. */
export interface Linkable {
  readonly code: string;
  readonly kind: 'citizen' | 'organization';
  readonly isSeparated: boolean;
  readonly said: Said;
}

/** A dossier in its person's set: the rules (bits) that join it to another one. */
export type LinkedDossier<T extends Linkable> = T & { readonly rules: number };

/**
 * The persons of one agency, each as its dossiers: the chosen one first. It is chosen by the smallest
 * pseudonym: at random, yet the same in every repetition.
 */
export function linkDossiers<T extends Linkable>(
  dossiers: readonly T[],
  pseudonym: (code: string) => string,
): LinkedDossier<T>[][] {
  const { group, rules, sharedPhone } = linkPersons(keysOf(dossiers));
  const persons = new Map<number, LinkedDossier<T>[]>();
  for (const [at, dossier] of dossiers.entries()) {
    const said = { ...dossier.said, hasSharedPhone: sharedPhone[at] === 1 };
    const linked = { ...dossier, said, rules: rules[at]! };
    const person = persons.get(group[at]!);
    if (person) person.push(linked);
    else persons.set(group[at]!, [linked]);
  }
  return [...persons.values()].map((person) => byPseudonym(person, pseudonym));
}

function byPseudonym<T extends { code: string }>(all: T[], pseudonym: (code: string) => string) {
  if (all.length === 1) return all;
  return all
    .map((dossier) => ({ dossier, key: pseudonym(dossier.code) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ dossier }) => dossier);
}

function keysOf(dossiers: readonly Linkable[]) {
  const columns = linkKeysFor(dossiers.length);
  for (const [at, { kind, isSeparated, said }] of dossiers.entries()) {
    const { keys, identity } = said;
    columns.phone[at] = keys.phone;
    columns.id[at] = keys.id;
    columns.name[at] = keys.name;
    columns.bare[at] = keys.bare;
    columns.birth[at] = keys.birth;
    columns.birthYear[at] = identity.birthYear ?? 0;
    columns.flags[at] =
      (kind === 'organization' ? ORGANISATION : 0) | (isSeparated ? SEPARATED : 0);
  }
  return columns;
}
