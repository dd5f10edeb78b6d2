import { normalQuantile } from '#sampling/distributions/normal.ts';
import { linearizeRatio } from '#sampling/estimation/linearization.ts';
import type { LinearizedRatio } from '#sampling/estimation/ratio-estimate.ts';
import { rakedDesign } from '#sampling/estimation/unit-design.ts';
import { arcsineFayHerriot } from '#sampling/small-area/arcsine-fay-herriot.ts';
import { fayHerriot } from '#sampling/small-area/fay-herriot.ts';
import { smoothVariance } from '#sampling/small-area/smooth-variance.ts';
import type { Margin } from '#sampling/weighting/rake.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import type { Fieldwork } from './fieldwork.ts';
import type { Province } from './province.ts';
import { COMMUNES, communeOfStratum } from './province.ts';

const Z = normalQuantile(0.975);

/** Fay–Herriot estimates of the communes' satisfied shares, plain and on the arcsine-root scale. */
export function modelEstimates(direct: readonly LinearizedRatio[], onlineShare: Float64Array) {
  const shares = direct.slice(0, COMMUNES).map((ratio, d) => ({
    area: `C${d}`,
    value: ratio.respondents > 0 ? ratio.y / ratio.x : null,
    se: ratio.respondents > 1 ? Math.sqrt(ratio.variance) : null,
    nRespondents: ratio.respondents,
  }));
  const smoothed = smoothVariance(shares);
  const covariates = (d: number) => [onlineShare[d]!];
  const plain = fayHerriot(
    shares.map(({ area, value }, d) => ({
      area,
      estimate: value,
      variance: smoothed.areas[d]!.variance,
      covariates: covariates(d),
    })),
  );
  const rooted = arcsineFayHerriot(
    shares.map(({ area, value, nRespondents }, d) => ({
      area,
      value,
      nEffective: value === null ? null : nRespondents / smoothed.designEffect,
      covariates: covariates(d),
    })),
  );
  return {
    normal: plain.areas.map(({ value, mse }) => ({
      value,
      interval: { lower: value - Z * Math.sqrt(mse), upper: value + Z * Math.sqrt(mse) },
    })),
    arcsine: rooted.areas,
  };
}

export function onlineShares(province: Province): Float64Array {
  const online = new Float64Array(COMMUNES);
  const persons = new Float64Array(COMMUNES);
  province.stratumOf.forEach((stratum, i) => {
    persons[communeOfStratum(stratum)]! += 1;
    online[communeOfStratum(stratum)]! += province.online[i]!;
  });
  return online.map((count, d) => count / persons[d]!);
}

/** The province's satisfied share with weights raked to channel and age group of the frame. */
export function rakedRatio(
  province: Province,
  design: SampleDesign,
  { respondents, ineligible }: Fieldwork,
): LinearizedRatio {
  const agencies = [...respondents, ...ineligible];
  const strata = Int32Array.from(agencies, (i) => province.stratumOf[i]!);
  const before = {
    groups: design.groups,
    factors: design.factors,
    groupOf: strata.map((h) => design.groupOf[h]!),
    weights: Float64Array.from(strata, (h) => design.weights[h]!),
  };
  const margins = [
    margin('channel', ['counter', 'online'], province.online, agencies),
    margin('age', ['18-29', '30-44', '45-59', '60+'], province.ageGroup, agencies),
  ];
  const x = Float64Array.from(agencies, (_, k) => (k < respondents.length ? 1 : 0));
  const y = Float64Array.from(agencies, (i, k) => x[k]! * province.satisfied[i]!);
  return linearizeRatio(rakedDesign(before, margins), { x, y }, [...agencies.keys()]);
}

function margin(
  name: string,
  categories: readonly string[],
  column: Uint8Array,
  agencies: readonly number[],
): Margin {
  const targets = new Float64Array(categories.length);
  for (const category of column) targets[category]! += 1;
  return { name, categories, categoryOf: Uint8Array.from(agencies, (i) => column[i]!), targets };
}
