import { normalQuantile } from '../distributions/normal.ts';
import { SamplingError } from '../errors.ts';
import type { FayHerriotFit, ModelEstimate } from './fay-herriot.ts';
import { fayHerriot } from './fay-herriot.ts';

export interface ShareForModel {
  readonly area: string;
  /** Direct share in [0, 1], or null without a sample. */
  readonly value: number | null;
  /** Respondents divided by a smoothed design effect, or null without a sample. */
  readonly nEffective: number | null;
  readonly covariates: readonly number[];
}

export interface ShareFromModel {
  readonly area: string;
  readonly basis: ModelEstimate['basis'];
  /** Share in [0, 1]. */
  readonly value: number;
  readonly interval: { readonly lower: number; readonly upper: number };
  readonly gamma: number;
  readonly direct: number | null;
}

/**
 * Fay–Herriot estimates of shares on the arcsine-root scale, where the sampling variance 1/(4n) does
 * not depend on the share and nothing leaves [0, 1]: for shares near 1, where the plain model's
 * intervals pass it. Values are transformed back with their bias corrected, intervals by their ends.
 * `level` is nominal for an average area. Throws InvalidEstimate, and what `fayHerriot` throws.
 * Source: Schmid, Bruckschen, Salvati & Zbiranski 2017, JRSS A 180, §3; bias-corrected
 * back-transformation as Hadam, Würz, Kreutzmann & Schmid 2024, in closed form
 * E sin²(X) = ½ − ½·exp(−2σ²)·cos(2μ) for normal X.
 */
export function arcsineFayHerriot(
  shares: readonly ShareForModel[],
  { level = 0.95, whenZero = 'clip' as 'clip' | 'adjust' } = {},
): { readonly fit: FayHerriotFit; readonly areas: readonly ShareFromModel[] } {
  const transformed = shares.map((share) => ({
    area: share.area,
    estimate: share.value === null ? null : arcsineRoot(share, share.value),
    variance: share.nEffective === null ? null : 1 / (4 * share.nEffective),
    covariates: share.covariates,
  }));
  const fit = fayHerriot(transformed, { whenZero });
  const z = normalQuantile((1 + level) / 2);
  const areas = fit.areas.map((area, i): ShareFromModel => {
    const { value: mean, mse, gamma, basis } = area;
    const half = z * Math.sqrt(mse);
    const spread = (1 - gamma) * fit.betweenAreaVariance;
    return {
      area: area.area,
      basis,
      value: (1 - Math.exp(-2 * spread) * Math.cos(2 * withinQuarter(mean))) / 2,
      interval: { lower: shareAt(mean - half), upper: shareAt(mean + half) },
      gamma,
      direct: shares[i]!.value,
    };
  });
  return { fit, areas };
}

function arcsineRoot({ area, nEffective }: ShareForModel, value: number): number {
  if (value >= 0 && value <= 1 && nEffective !== null) return Math.asin(Math.sqrt(value));
  throw new SamplingError('InvalidEstimate', `The share of ${area} is not one.`, { area, value });
}

const withinQuarter = (angle: number) => Math.min(Math.PI / 2, Math.max(0, angle));
const shareAt = (angle: number) => Math.sin(withinQuarter(angle)) ** 2;
