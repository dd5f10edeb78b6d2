import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import type { PublishedShare } from '#sampling/ranking/changes-of-parts.ts';
import type { EarlierPart } from './earlier-parts.ts';

type SharesOf = (
  place: Pick<Domain, 'level' | 'agencyCode' | 'fieldCode'>,
  node: string,
) => PublishedShare | undefined;

/** What it is compared with, and what its figure is written in: the parts' rounding, without the doubt of weights. */
type JoinedShare = PublishedShare & { readonly printedStep: number };

/**
 * Agencies of one earlier round together, from its publication alone. A pooled index is satisfied answers over all
 * answers, so each part weighs by its answers: people in the frame × valid answers of a respondent. How many
 * answers a person gives is itself estimated; where weighing by people alone would move the index by more than half a
 * step of rounding nothing is said, and what it does move is added to the rounding. Agencies are sampled
 * independently, so that variances add with squared weights (Cochran 1977, §5.2, estimates of strata).
 * @returns undefined where a part was divided, or has no figure that leaves
 */
export function joinedShare(
  results: Results,
  parts: readonly EarlierPart[],
  node: string,
  shareOf: SharesOf,
): JoinedShare | undefined {
  const found = parts.map((part) => weighedPart(results, part, node, shareOf));
  const known = found.filter((part) => part !== undefined);
  if (known.length < parts.length || known.length === 0) return undefined;
  const { index, variance } = meanOf(
    known.map(({ share, answers }) => ({ share, weight: answers })),
  );
  const byPeople = meanOf(known.map(({ share, people }) => ({ share, weight: people })));
  const step = Math.max(...known.map(({ share }) => share.step));
  const doubt = Math.abs(index - byPeople.index);
  if (doubt > step / 2) return undefined;
  return { index, step: step + 2 * doubt, variance, printedStep: step };
}

function weighedPart(
  { domains }: Results,
  { code, isWhole }: EarlierPart,
  node: string,
  shareOf: SharesOf,
) {
  const domain = domains.find(({ level, agencyCode }) => level === 'agency' && agencyCode === code);
  const figure = domain?.figures.find((candidate) => candidate.node === node);
  if (!isWhole || !domain?.received || !figure?.validAnswers) return undefined;
  const share = shareOf(domain, node);
  const { population: people, received } = domain;
  return share && { share, people, answers: (people * figure.validAnswers) / received };
}

function meanOf(parts: readonly { readonly share: PublishedShare; readonly weight: number }[]) {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sumOf = (value: (share: PublishedShare, weight: number) => number) =>
    parts.reduce((sum, { share, weight }) => sum + value(share, weight / whole), 0);
  return {
    index: sumOf((share, weight) => weight * share.index),
    variance: sumOf((share, weight) => weight ** 2 * share.variance),
  };
}
