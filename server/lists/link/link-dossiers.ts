import { comparedDossier } from './compared-dossier.ts';
import type { Said } from './complete-identity.ts';
import { columnsOf, ORGANISATION, SEPARATED } from './link-columns.ts';
import { linkPersons } from './link-persons.ts';

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
  const ordered = dossiers
    .map((dossier) => ({ dossier, pseudonym: pseudonym(dossier.code) }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
  const { group, rules, sharedPhone } = linkPersons(
    columnsOf(
      ordered.map(({ dossier: { kind, isSeparated, said } }, order) => ({
        compared: comparedDossier(kind, said.identity, said.keys),
        flags: (kind === 'organization' ? ORGANISATION : 0) | (isSeparated ? SEPARATED : 0),
        order,
      })),
    ),
  );
  const linked = ordered.map(({ dossier }, row) => ({
    ...dossier,
    said: { ...dossier.said, hasSharedPhone: sharedPhone[row] === 1 },
    rules: rules[row]!,
    group: group[row]!,
  }));
  return [...Map.groupBy(linked, (dossier) => dossier.group).values()];
}
