import type { Verdict } from '../quality/publishability.ts';

/** A node's figure in a domain as estimated, nothing rounded; without a number where it is withheld. */
export interface NodeFigure {
  readonly node: string;
  readonly verdict: Verdict;
  readonly reasons: string[];
  readonly index: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
  readonly meanLow: number | null;
  readonly meanHigh: number | null;
  readonly respondents: number | null;
  readonly validAnswers: number | null;
  readonly distribution: number[] | null;
  readonly degreesOfFreedom: number | null;
}
