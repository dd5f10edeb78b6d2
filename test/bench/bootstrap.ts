import { bootstrapRatios } from '#sampling/replication/bootstrap-ratios.ts';
import type { Margin } from '#sampling/weighting/rake.ts';
import { rake } from '#sampling/weighting/rake.ts';
import {
  COMMUNES,
  communeOf,
  populationOf,
  RESPONSES,
  responses,
  STRATA,
} from './province-of-communes.ts';
import type { BenchRow } from './row.ts';
import { repeatableNumbers, threadTime } from './row.ts';

const REPLICATES = 500;
const ITERATIONS = 20;

function sortedSample() {
  const { stratum, x, y, counts } = responses();
  const starts = new Uint32Array(STRATA + 1);
  counts.forEach((n, h) => {
    starts[h + 1] = starts[h]! + n;
  });
  const order = Uint32Array.from(stratum.keys()).sort((a, b) => stratum[a]! - stratum[b]!);
  return {
    starts,
    populations: Float64Array.from(counts, populationOf),
    x: Uint8Array.from(order, (i) => x[i]!),
    y: Uint8Array.from(order, (i) => y[i]!),
  };
}

function bootstrapSeconds(): number {
  const sample = sortedSample();
  const domainOf = Int32Array.from({ length: STRATA }, (_, h) => communeOf(h));
  bootstrapRatios(sample, domainOf, COMMUNES, 3, 1);
  const start = threadTime();
  bootstrapRatios(sample, domainOf, COMMUNES, REPLICATES, 1);
  return (threadTime() - start) / 1000;
}

/** Margins that no number of turns meets exactly, so that all iterations are made. */
function margins(): Margin[] {
  const next = repeatableNumbers(7);
  return [3, 4, 8].map((size, k) => {
    const categories = Array.from({ length: size }, (_, c) => `${c}`);
    const targets = new Float64Array(size).fill((3 * RESPONSES) / size);
    const categoryOf = Uint8Array.from({ length: RESPONSES }, () =>
      Math.floor(next() ** 1.3 * size),
    );
    return { name: `margin ${k}`, categories, categoryOf, targets };
  });
}

function rakingSeconds(): number {
  const weights = new Float64Array(RESPONSES).fill(3);
  const given = margins();
  const turns = () => {
    const done = rake(weights, given, { tolerance: 1e-300, maximumIterations: ITERATIONS });
    throw new Error(`raking ended after ${done.iterations} iterations`);
  };
  const start = threadTime();
  try {
    turns();
  } catch (error) {
    if ((error as Error).name !== 'NonconvergentCalibration') throw error;
  }
  return (threadTime() - start) / 1000;
}

export function measure(): BenchRow[] {
  return [
    {
      label: '500 Rao–Wu replicates of 1,000,000 responses, 3,321 communes',
      measured: bootstrapSeconds(),
      goal: '≤ 4',
      unit: 's',
    },
    {
      label: 'raking 1,000,000 weights to 3 margins, 20 turns',
      measured: rakingSeconds(),
      goal: '≤ 0.5',
      unit: 's',
    },
  ];
}
