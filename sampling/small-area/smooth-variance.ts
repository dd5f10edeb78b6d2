import { SamplingError } from '../errors.ts';

/** A direct estimate of a share, for one area. */
export interface DirectShare {
  readonly area: string;
  /** Share in [0, 1], or null where nobody answered. */
  readonly value: number | null;
  readonly se: number | null;
  readonly nRespondents: number;
}

export interface SmoothedVariances {
  readonly method: 'pooled-share-and-design-effect';
  /** Share pooled over respondents. */
  readonly pooled: number;
  readonly designEffect: number;
  /** ψ per area, null where nobody answered; in the order given. */
  readonly areas: readonly { readonly area: string; readonly variance: number | null }[];
}

/**
 * Sampling variances for an area model: ψ_d = P(1−P)·deff/n_d with one share P and one design
 * effect for all areas, because an area's own variance estimate is unstable and is zero where all
 * its respondents agree. deff = Σ v_d n_d / Σ p_d(1−p_d) over areas with a standard error above
 * zero. Throws InvalidEstimate, and NoVarianceEstimate when no area has one or all shares are alike.
 * Source: generalised variance function for proportions, Wolter 2007, ch. 7.
 */
export function smoothVariance(shares: readonly DirectShare[]): SmoothedVariances {
  const sum = { n: 0, np: 0, nv: 0, pq: 0 };
  for (const share of shares) {
    checkShare(share);
    const { value, se, nRespondents: n } = share;
    if (value === null || n === 0) continue;
    sum.n += n;
    sum.np += n * value;
    if (se === null || se === 0) continue;
    sum.nv += n * se * se;
    sum.pq += value * (1 - value);
  }
  const pooled = sum.n > 0 ? sum.np / sum.n : 0;
  if (!(sum.pq > 0 && pooled > 0 && pooled < 1))
    throw new SamplingError('NoVarianceEstimate', 'No area has a standard error to smooth.', {
      areas: shares.length,
    });
  const designEffect = sum.nv / sum.pq;
  const unitVariance = pooled * (1 - pooled) * designEffect;
  const areas = shares.map(({ area, value, nRespondents: n }) => ({
    area,
    variance: value === null || n === 0 ? null : unitVariance / n,
  }));
  return { method: 'pooled-share-and-design-effect', pooled, designEffect, areas };
}

function checkShare({ area, value, se, nRespondents }: DirectShare): void {
  const isShare = value === null || (value >= 0 && value <= 1);
  const hasError = se === null || (se >= 0 && se < Infinity);
  if (isShare && hasError && Number.isFinite(nRespondents) && nRespondents >= 0) return;
  throw new SamplingError('InvalidEstimate', `The share of ${area} is not one.`, { area });
}
