import { comparedDossier } from './compared-dossier.ts';
import type { KeyedIdentity } from './complete-identity.ts';
import type { PairDecision } from './doubt.ts';
import { columnsOf, ORGANISATION, SEPARATED } from './link-columns.ts';
import { linkPersons } from './link-persons.ts';

/** One eligible dossier of an agency with what it says of its owner. */
export interface Linkable {
  readonly code: string;
  readonly kind: 'citizen' | 'organization';
  readonly isSeparated: boolean;
  readonly identified: KeyedIdentity;
}

/** A dossier in its person's set: the rules (bits) that join it to another one. */
export type LinkedDossier<T extends Linkable> = T & { readonly rules: number };

/** By the codes of two dossiers. */
export interface DecidedPair {
  readonly codes: readonly [string, string];
  readonly isSame: boolean;
}

export interface DoubtfulDossiers<T> {
  readonly dossiers: readonly [T, T];
  readonly weight: number;
  readonly isContradiction: boolean;
}

export interface LinkedAgency<T extends Linkable> {
  readonly persons: LinkedDossier<T>[][];
  /** Contradictions first, then by weight. */
  readonly doubts: DoubtfulDossiers<T>[];
}

/**
 * The persons of one agency, each as its dossiers: the chosen one first. It is chosen by the smallest
 * pseudonym: at random, yet the same in every repetition.
 */
export function linkDossiers<T extends Linkable>(
  dossiers: readonly T[],
  pseudonym: (code: string) => string,
  decided: readonly DecidedPair[] = [],
): LinkedAgency<T> {
  const ordered = dossiers
    .map((dossier) => ({ dossier, pseudonym: pseudonym(dossier.code) }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
  const { group, rules, sharedPhone, doubts } = linkPersons(
    columnsOf(
      ordered.map(({ dossier: { kind, isSeparated, identified } }, order) => ({
        compared: comparedDossier(kind, identified.identity, identified.keys),
        flags: (kind === 'organization' ? ORGANISATION : 0) | (isSeparated ? SEPARATED : 0),
        order,
      })),
    ),
    decisionsAbout(ordered, decided),
  );
  const linked = ordered.map(({ dossier }, row) => ({
    ...dossier,
    identified: { ...dossier.identified, hasSharedPhone: sharedPhone[row] === 1 },
    rules: rules[row]!,
    group: group[row]!,
  }));
  return {
    persons: [...Map.groupBy(linked, (dossier) => dossier.group).values()],
    doubts: doubts
      .map(({ rows: [a, b], ...doubt }) => ({
        ...doubt,
        dossiers: [ordered[a]!.dossier, ordered[b]!.dossier] as const,
      }))
      .sort((a, b) => Number(b.isContradiction) - Number(a.isContradiction) || b.weight - a.weight),
  };
}

/** Decisions about dossiers that are there. */
function decisionsAbout(
  ordered: readonly { readonly dossier: Linkable }[],
  decided: readonly DecidedPair[],
): PairDecision[] {
  if (decided.length === 0) return [];
  const rowOf = new Map(ordered.map(({ dossier }, row) => [dossier.code, row]));
  return decided.flatMap(({ codes, isSame }) => {
    const [a, b] = codes.map((code) => rowOf.get(code));
    return a === undefined || b === undefined ? [] : [{ rows: [a, b] as const, isSame }];
  });
}
