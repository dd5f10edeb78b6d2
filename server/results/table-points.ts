import type { YearPoint } from '#contract/years.ts';
import { precisionAt, rungOf } from '#sampling/disclosure/leaving/precision.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import type { PublishedShare } from '#sampling/ranking/changes-of-parts.ts';

/** A figure of a table of an earlier year with what it is compared with today. */
export interface MatchedFigure {
  readonly label: string;
  /** Null: the province. */
  readonly agencyCode: string | null;
  readonly nodeCode: string;
  readonly weight: number;
  readonly share: number;
  readonly respondents: number | null;
  readonly standardError: number | null;
}

export interface WavePoint extends Omit<YearPoint, 'year' | 'change'> {
  /** Where its error is known: what a change can be borne out by. */
  readonly measured?: PublishedShare | undefined;
}

const Z_95 = 1.959963984540054;

export const placeKey = (agencyCode: string | null, node: string): string =>
  JSON.stringify([agencyCode, node]);

/**
 * Points of a table by agency and node. Several old agencies of one today are their weighted mean, if each of them has the
 * figure. The rules of what leaves hold for them too: rounded alike, none of fewer respondents than the threshold,
 * none at which everybody answered the same.
 */
export function tablePoints(
  figures: readonly MatchedFigure[],
  total: string,
  threshold: number,
): { points: Map<string, WavePoint>; withheld: number } {
  const labels = Map.groupBy(figures, ({ agencyCode }) => agencyCode ?? '');
  const points = new Map<string, WavePoint>();
  let withheld = 0;
  for (const [key, parts] of Map.groupBy(figures, (figure) =>
    placeKey(figure.agencyCode, figure.nodeCode),
  )) {
    const [{ agencyCode, nodeCode } = { agencyCode: null, nodeCode: '' }] = parts;
    const all = new Set(labels.get(agencyCode ?? '')?.map(({ label }) => label));
    if (parts.length < all.size) continue;
    const rung = rungOf(agencyCode === null ? 'province' : 'agency', nodeCode === total);
    const point = pointOf(parts, precisionAt(rung).share);
    const isFew = parts.some(({ respondents }) => respondents !== null && respondents < threshold);
    if (isFew || point.index <= 0 || point.index >= 1) withheld += 1;
    else points.set(key, point);
  }
  return { points, withheld };
}

function pointOf(parts: readonly MatchedFigure[], step: number): WavePoint {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const share = parts.reduce((sum, part) => sum + (part.weight / whole) * part.share, 0);
  const variances = parts.map(({ weight, standardError }) =>
    standardError === null ? null : ((weight / whole) * standardError) ** 2,
  );
  const variance = variances.includes(null)
    ? null
    : variances.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const index = roundedTo(share, step);
  const counts = parts.map(({ respondents }) => respondents);
  return {
    index,
    step,
    ...rangeAround(share, variance, step),
    respondents: counts.includes(null)
      ? null
      : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    parts: parts.length > 1 ? parts.map(({ label }) => label) : [],
    measured: variance === null ? undefined : { index, step, variance },
  };
}

/** Several agencies of a round that this system counted, as one of today. */
export function pointOfJoined(
  share: PublishedShare,
  step: number,
  parts: readonly { readonly label: string; readonly respondents: number }[],
): WavePoint {
  return {
    index: roundedTo(share.index, step),
    step,
    ...rangeAround(share.index, share.variance, step),
    respondents: parts.reduce((sum, { respondents }) => sum + respondents, 0),
    parts: parts.map(({ label }) => label),
    measured: share,
  };
}

function rangeAround(share: number, variance: number | null, step: number) {
  if (variance === null) return { low: null, high: null };
  const reach = Z_95 * Math.sqrt(variance);
  return {
    low: roundedTo(Math.max(0, share - reach), step),
    high: roundedTo(Math.min(1, share + reach), step),
  };
}
