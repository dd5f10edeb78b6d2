import type { IntervalMethod } from '#sampling/intervals/interval.ts';
import type { Province } from './province.ts';
import { COMMUNES, communeOfStratum } from './province.ts';

export interface SurveyVariable {
  readonly name: 'satisfied' | 'index' | 'score';
  readonly x: (province: Province, person: number) => number;
  readonly y: (province: Province, person: number) => number;
  /** Intervals to compare, the default first. */
  readonly methods: readonly Exclude<IntervalMethod, 'clopper-pearson'>[];
  /** Factor to percentage points. */
  readonly points: number;
}

export const SATISFIED: SurveyVariable = {
  name: 'satisfied',
  x: () => 1,
  y: (province, i) => province.satisfied[i]!,
  methods: ['wilson-capped', 'wilson', 'korn-graubard', 'logit', 'wald'],
  points: 100,
};

export const VARIABLES: readonly SurveyVariable[] = [
  SATISFIED,
  {
    name: 'index',
    x: (province, i) => province.valid[i]!,
    y: (province, i) => province.favourable[i]!,
    methods: ['wilson-capped', 'wilson'],
    points: 100,
  },
  {
    name: 'score',
    x: () => 1,
    y: (province, i) => province.score[i]!,
    methods: ['mean-t'],
    points: 1,
  },
];

/** True value of a variable for every commune, and last for the province, over eligible persons. */
export function truthOf(province: Province, { x, y }: SurveyVariable): Float64Array {
  const below = new Float64Array(COMMUNES + 1);
  const above = new Float64Array(COMMUNES + 1);
  for (let i = 0; i < province.persons; i++) {
    if (province.eligible[i] === 0) continue;
    for (const domain of [communeOfStratum(province.stratumOf[i]!), COMMUNES]) {
      below[domain]! += x(province, i);
      above[domain]! += y(province, i);
    }
  }
  return above.map((sum, domain) => sum / below[domain]!);
}
