import { SamplingError } from '../errors.ts';
import type { DataDefect } from './data-defect.ts';
import { dataDefect } from './data-defect.ts';

const SCORES = [1, 2, 3, 4, 5] as const;
const CORRELATIONS = [0.005, 0.01, 0.05] as const;

export interface OpenLinkDescription {
  readonly basis: 'nonprobability';
  /** Scores received; "no experience" is counted apart. */
  readonly received: number;
  readonly withoutScore: number;
  /** Unweighted, about those who came and nobody else. */
  readonly distribution: readonly {
    readonly score: number;
    readonly count: number;
    readonly share: number | null;
  }[];
  /** What the plain share of scores 4–5 would be worth under assumed self-selection. */
  readonly sensitivity: readonly (DataDefect & { readonly biasOfSatisfiedShare: number })[];
}

/**
 * Describes answers given through an open link: counts, the unweighted distribution of the scores
 * 1–5 (null = no experience), and how far self-selection could move the share of scores 4–5 in a
 * population of `population` persons. Nobody's chance of answering is known, so there is no
 * standard error and no interval, and the answers join no estimate. Throws InvalidOpenLink.
 * Source: Baker et al. 2013, AAPOR task force on non-probability sampling; Meng 2018, Annals of
 * Applied Statistics 12, eq. 2.3.
 */
export function describeOpenLink(
  scores: readonly (number | null)[],
  population: number,
): OpenLinkDescription {
  const given = scores.filter((score) => score !== null);
  const strange = given.find((score) => !SCORES.some((known) => known === score));
  if (strange !== undefined || given.length > population)
    throw new SamplingError('InvalidOpenLink', 'Scores are 1 to 5, from no more than everybody.', {
      score: strange,
      received: given.length,
      population,
    });
  const received = given.length;
  const distribution = SCORES.map((score) => {
    const count = given.filter((answer) => answer === score).length;
    return { score, count, share: received > 0 ? count / received : null };
  });
  return {
    basis: 'nonprobability',
    received,
    withoutScore: scores.length - received,
    distribution,
    sensitivity: received > 0 ? sensitivityOf(given, population) : [],
  };
}

function sensitivityOf(given: readonly number[], population: number) {
  const satisfied = given.filter((score) => score >= 4).length / given.length;
  const sd = Math.sqrt(satisfied * (1 - satisfied));
  return CORRELATIONS.map((correlation) => {
    const defect = dataDefect(given.length, population, correlation);
    return { ...defect, biasOfSatisfiedShare: defect.biasInSd * sd };
  });
}
