import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import { repeatableNumbers } from './row.ts';

export const RESPONSES = 1_000_000;
export const COMMUNES = 3_321;
const FIELDS = 8;
export const STRATA = COMMUNES * FIELDS;
const CRITERIA = 16;

export interface Responses {
  readonly stratum: Uint16Array;
  /** Valid answers and answers of 4 or 5 to the sixteen criteria of service. */
  readonly x: Uint8Array;
  readonly y: Uint8Array;
  /** Respondents by stratum. */
  readonly counts: Uint32Array;
}

/** A million responses in the order they came in, every stratum with two or more. */
export function responses(): Responses {
  const next = repeatableNumbers(2026);
  const stratum = new Uint16Array(RESPONSES);
  const x = new Uint8Array(RESPONSES);
  const y = new Uint8Array(RESPONSES);
  const counts = new Uint32Array(STRATA);
  for (let i = 0; i < RESPONSES; i++) {
    stratum[i] = i < 2 * STRATA ? i % STRATA : Math.floor(next() * STRATA);
    x[i] = 4 + Math.floor(next() * (CRITERIA - 3));
    y[i] = Math.floor((0.4 + 0.6 * next()) * (x[i]! + 1));
    if (y[i]! > x[i]!) y[i] = x[i]!;
    counts[stratum[i]!]! += 1;
  }
  return { stratum, x, y, counts };
}

export const communeOf = (h: number) => Math.floor(h / FIELDS);
export const populationOf = (n: number) => 3 * n + 1;

/** Everybody released answered; three times as many are in the frame. */
export const designOf = (counts: Uint32Array): SampleDesign =>
  sampleDesign(
    Array.from(counts, (n, h) => ({
      code: `${communeOf(h)}.${h % FIELDS}`,
      population: populationOf(n),
      released: n,
      respondents: n,
      ineligible: 0,
    })),
    (code) => code.split('.')[0]!,
  );
