import { readContact } from '../../../server/lists/decide/contact.ts';
import { comparedDossier } from '../../../server/lists/link/compared-dossier.ts';
import { keyedIdentity } from '../../../server/lists/link/complete-identity.ts';
import { DisjointSets } from '../../../server/lists/link/disjoint-sets.ts';
import type { Linkable } from '../../../server/lists/link/link-dossiers.ts';
import { linkDossiers } from '../../../server/lists/link/link-dossiers.ts';
import { uniforms } from '../random.ts';
import type { WrittenDossier } from './dossiers.ts';
import { writtenDossiers } from './dossiers.ts';
import { formerPersons } from './former-rules.ts';
import { otherErrors } from './other-errors.ts';
import { ownErrors } from './own-errors.ts';

/** A dossier as the product has read it, with whom it truly belongs to. */
type KnownDossier = Linkable & { readonly person: string };

const key = Buffer.alloc(32, 5);

const readDossiers = (written: readonly WrittenDossier[], list: string): KnownDossier[] =>
  written.map(({ person, cells }, place) => {
    const contact = readContact(cells, '2026-03-04');
    if (typeof contact === 'string') throw new Error(contact);
    const code = `H55.200-260302-${String(place).padStart(6, '0')}`;
    return {
      person: `${list}${person}`,
      code,
      kind: contact.kind,
      isSeparated: false,
      identified: keyedIdentity(key, contact),
    };
  });

interface Share {
  readonly value: number;
  /** 95 %, by bootstrap over persons: pairs of one person are not independent. */
  readonly low: number;
  readonly high: number;
}
interface Measured {
  readonly precision: Share;
  readonly recall: Share;
  readonly pairs: number;
}

const WRITINGS = { own: ownErrors, 'hold-out': otherErrors };
export type Kind = keyof typeof WRITINGS;
export const KINDS = Object.keys(WRITINGS) as Kind[];

/** The former rules and the weights over the same seeded lists, each an agency's. */
export function measureKind(kind: Kind, lists: number, size: number, firstSeed = 1) {
  const all = Array.from({ length: lists }, (_, list) =>
    readDossiers(writtenDossiers(WRITINGS[kind], firstSeed + list, size), `${list}.`),
  );
  return {
    former: measure(all.flatMap(formerPersons)),
    weights: measure(all.flatMap((dossiers) => linkDossiers(dossiers, (code) => code).persons)),
    withinReach: ratio(reachOf(all.flat())),
  };
}

const pairs = (n: number) => (n * (n - 1)) / 2;
const pairsBy = <T>(all: readonly T[], keyOf: (value: T) => unknown) =>
  [...Map.groupBy(all, keyOf).values()].reduce((sum, { length }) => sum + pairs(length), 0);

/** Over all pairs of dossiers: how many of those joined are one person's, and of one person's are joined. */
function measure(persons: readonly (readonly KnownDossier[])[]): Measured {
  const linked = persons.flatMap((dossiers, cluster) =>
    dossiers.map(({ person }) => ({ person, cluster })),
  );
  const found = [...Map.groupBy(linked, ({ cluster }) => cluster).values()].map(
    (all) => [pairsBy(all, ({ person }) => person), pairs(all.length)] as const,
  );
  const truth = [...Map.groupBy(linked, ({ person }) => person).values()].map(
    (all) => [pairsBy(all, ({ cluster }) => cluster), pairs(all.length)] as const,
  );
  return {
    precision: shareOf(found),
    recall: shareOf(truth),
    pairs: truth.reduce((sum, [, all]) => sum + all, 0),
  };
}

/**
 * Of the pairs of one person those of which a chain of dossiers shares a phone, a number, a day of birth or a company's
 * name: about what any way of linking could find.
 */
const reachOf = (dossiers: readonly KnownDossier[]): Counts =>
  [...Map.groupBy(dossiers, ({ person }) => person).values()].map((all) => {
    const values = all.map(valuesOf);
    const sets = new DisjointSets(all.length);
    for (const [b, later] of values.entries())
      for (const [a, earlier] of values.slice(0, b).entries())
        if (earlier.some((value) => later.includes(value))) sets.join(a, b);
    return [pairsBy([...all.keys()], (row) => sets.find(row)), pairs(all.length)] as const;
  });

function valuesOf(dossier: KnownDossier): string[] {
  const { kind } = dossier;
  const { identity, keys } = dossier.identified;
  const { name, phone, id, birthDay } = comparedDossier(kind, identity, keys);
  return [
    phone ? `phone ${phone}` : [],
    id ? `id ${id}` : [],
    birthDay ? `day ${birthDay}` : [],
    kind === 'organization' ? `name ${name}` : [],
  ].flat();
}

type Counts = readonly (readonly [right: number, all: number])[];

const ratio = (counts: Counts) => ratioOf(counts.length, (place) => counts[place]!);

/** Of so many counts, each asked for once: a bootstrap draws millions and keeps none. */
function ratioOf(length: number, countsAt: (place: number) => Counts[number]): number {
  let [rights, sum] = [0, 0];
  for (let place = 0; place < length; place += 1) {
    const counts = countsAt(place);
    rights += counts[0];
    sum += counts[1];
  }
  return rights / sum;
}

function shareOf(counts: Counts): Share {
  const severals = counts.filter(([, all]) => all > 0);
  const uniform = uniforms(1);
  const drawn = Array.from({ length: 400 }, () =>
    ratioOf(severals.length, () => severals[Math.floor(uniform() * severals.length)]!),
  ).sort((a, b) => a - b);
  return { value: ratio(severals), low: drawn[9]!, high: drawn[389]! };
}

const inWords = ({ value, low, high }: Share) =>
  `${value.toFixed(4)} (${low.toFixed(4)}–${high.toFixed(4)})`;
export const measuredInWords = ({ precision, recall, pairs: all }: Measured) =>
  `precision ${inWords(precision)}, recall ${inWords(recall)} of ${all} pairs`;
