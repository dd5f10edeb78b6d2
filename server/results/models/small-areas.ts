import type { Domain } from '#contract/figures.ts';
import type { ModelFigures } from '#contract/model-figures.ts';
import type { Results } from '#contract/results.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import { SamplingError } from '#sampling/errors.ts';
import { pooledVariance } from '#sampling/ranking/tiers-of-parts.ts';
import type { ShareForModel } from '#sampling/small-area/arcsine-fay-herriot.ts';
import { arcsineFayHerriot } from '#sampling/small-area/arcsine-fay-herriot.ts';
import { benchmarkToTotal } from '#sampling/small-area/benchmark-to-total.ts';
import type { StrataOf } from '../tiers.ts';
import { publishedStrata } from '../tiers.ts';

type SmallAreas = NonNullable<ModelFigures['smallAreas']>;

/** An agency with a band has a published statement already, which an estimate could contradict. */
const isModelled = ({ level, agencyCode, figures }: Domain, total: string): boolean =>
  level === 'agency' &&
  agencyCode !== null &&
  !figures.some(({ node, band }) => node === total && band !== null);

/**
 * Fay–Herriot (1979) on the agencies' published totals; the variance of each is that of the published marks and
 * of rounding. An agency whose figure is withheld enters without it: no withheld answer is in any estimate.
 * Null where the agencies are too few or the total is withheld.
 */
export function smallAreasOf(results: Results): SmallAreas | null {
  const total = results.nodes.find(({ level }) => level === 'total')?.code ?? '';
  const province = results.domains.find(({ level }) => level === 'province');
  const whole = province?.figures.find(({ node }) => node === total)?.index ?? null;
  const effect = results.designEffects?.[total];
  const agencies = results.domains.filter((domain) => isModelled(domain, total));
  if (whole === null || effect === undefined) return null;
  const hasKinds = kindsOf(agencies, total).every((count) => count >= FEWEST_OF_KIND);
  const strataOf = publishedStrata(results.domains);
  const shares = agencies.map((agency) =>
    shareOf(agency, { total, whole, effect }, strataOf, hasKinds),
  );
  const fitted = fit(shares);
  if (!fitted) return null;
  const { fit: model, areas } = fitted;
  const sizes = new Map(agencies.map(({ key, population }) => [key, population]));
  const people = agencies.reduce((sum, { population }) => sum + population, 0);
  const { adjustment } = benchmarkToTotal(
    areas.map(({ area, value }) => ({ area, value, size: sizes.get(area)! / people })),
    whole,
  );
  const moved = (share: number) => roundedTo(Math.min(1, share * adjustment), 0.01);
  return {
    fittedOn: shares.filter(({ value }) => value !== null).length,
    covariates: hasKinds ? ['kind'] : [],
    deviation: roundedTo(Math.sqrt(model.betweenAreaVariance), 0.001),
    benchmark: roundedTo(adjustment, 0.001),
    agencies: areas.map(({ basis, value, interval, gamma, direct }, k) => ({
      agencyCode: agencies[k]!.agencyCode!,
      name: agencies[k]!.name,
      basis,
      value: moved(value),
      low: moved(interval.lower),
      high: moved(interval.upper),
      ownShare: roundedTo(gamma, 0.01),
      direct,
    })),
  };
}

/** Of each kind of agency so many with a figure, before kinds have a mean each. */
const FEWEST_OF_KIND = 5;

function kindsOf(agencies: readonly Domain[], total: string): number[] {
  const shown = agencies.filter(({ figures }) =>
    figures.some(({ node, index }) => node === total && index !== null),
  );
  const departments = shown.filter(isDepartment).length;
  return [departments, shown.length - departments];
}

const isDepartment = ({ kind }: Domain) => kind === 'department';

interface Whole {
  readonly total: string;
  readonly whole: number;
  readonly effect: number;
}

function shareOf(
  agency: Domain,
  { total, whole, effect }: Whole,
  strataOf: StrataOf,
  hasKinds: boolean,
): ShareForModel {
  const covariates = hasKinds ? [Number(isDepartment(agency))] : [];
  const none = { area: agency.key, value: null, nEffective: null, covariates };
  const figure = agency.figures.find(({ node }) => node === total);
  if (!figure || figure.index === null || !figure.respondents) return none;
  const { index, respondents, step } = figure;
  const spread = Math.max(index * (1 - index), whole * (1 - whole));
  const sampled = pooledVariance(
    { index, respondents, strata: strataOf(agency, respondents) },
    whole,
    effect,
  );
  const variance = sampled + (step ?? 0) ** 2 / 12;
  if (!(variance > 0 && spread > 0)) return none;
  return { ...none, value: index, nEffective: spread / variance };
}

/** Too few agencies for a model is no fault of a publication. */
function fit(shares: readonly ShareForModel[]) {
  try {
    return arcsineFayHerriot(shares, { whenZero: 'adjust' });
  } catch (error) {
    if (error instanceof SamplingError) return undefined;
    throw error;
  }
}
