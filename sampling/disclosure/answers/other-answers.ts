import { Flow } from './flow.ts';
import type { Room } from './room.ts';

/** One stratum as the attacker knows it, and the domains whose figures it is part of. */
export interface AskedStratum {
  readonly weight: number;
  readonly respondents: number;
  /** Positions in `rooms` of the domains that it is part of, the narrowest with others (the agency) first. */
  readonly domains: readonly number[];
}

/** One criterion: how often each value was given in each stratum, and what its figures leave open. */
export interface AskedCriterion {
  /** `[stratum × values + value]`. */
  readonly counts: Float64Array;
  /** By domain, over the criterion and every node above it. */
  readonly rooms: readonly Room[];
}

export interface AnswersRule {
  readonly values: number;
  /** Position of the lowest satisfied value. */
  readonly satisfiedFrom: number;
  /** Strata with fewer respondents may not be known by any answer. */
  readonly threshold: number;
}

/** So many answers of a stratum cross over; negative: the other way. */
export interface Shift {
  readonly stratum: number;
  readonly persons: number;
}
/** The difference between two worlds: in these strata `to` was answered instead of `from`. */
export interface OtherAnswers {
  readonly from: number;
  readonly to: number;
  readonly shifts: readonly Shift[];
}

/**
 * Other answers under which everything that is told stays as it is printed. A reader who knows every
 * weight, every count of respondents and every rule cannot exclude them, so what differs between the
 * two worlds is not determined. Sound whatever the attack: it is a counterexample, not an estimate of
 * an attacker's strength.
 */
export class OtherWorlds {
  readonly #strata: readonly AskedStratum[];
  readonly #rule: AnswersRule;
  /** Strata with answers, by their first domain. */
  readonly #agencies: ReadonlyMap<number | undefined, readonly number[]>;

  constructor(strata: readonly AskedStratum[], rule: AnswersRule) {
    this.#strata = strata;
    this.#rule = rule;
    const answered = [...strata.keys()].filter((h) => strata[h]!.respondents > 0);
    this.#agencies = Map.groupBy(answered, (h) => strata[h]!.domains[0]);
  }

  /** Strata in which the answers to a criterion must not follow: small ones, and those that agree. */
  mustStayOpen({ counts }: AskedCriterion): number[] {
    const { values, satisfiedFrom, threshold } = this.#rule;
    return this.#strata.flatMap(({ respondents }, h) => {
      const own = counts.subarray(h * values, (h + 1) * values);
      const answers = own.reduce((sum, count) => sum + count, 0);
      if (answers === 0) return [];
      const satisfied = own.subarray(satisfiedFrom).reduce((sum, count) => sum + count, 0);
      const agrees = satisfied === 0 || satisfied === answers;
      return respondents < threshold || agrees ? [h] : [];
    });
  }

  /** Finds, for a stratum, another world in which its number of satisfied answers differs. */
  of(criterion: AskedCriterion): (stratum: number) => OtherAnswers | undefined {
    const flows = crossings(this.#rule).map(
      (values) => new Flow(this.#strata, criterion, this.#rule, values),
    );
    return (stratum) => {
      const agency = this.#agencies.get(this.#strata[stratum]!.domains[0]) ?? [];
      for (const flow of flows) {
        const shifts = flow.search(stratum, agency);
        if (shifts) return { from: flow.from, to: flow.to, shifts };
      }
      return undefined;
    };
  }
}

/** Pairs of values on both sides of the line of satisfaction, nearest first: they move the mean least. */
function crossings({ values, satisfiedFrom }: AnswersRule): (readonly [number, number])[] {
  const all = Array.from({ length: values * values }, (_, at) => {
    return [Math.floor(at / values), at % values] as const;
  });
  return all
    .filter(([from, to]) => from >= satisfiedFrom !== to >= satisfiedFrom)
    .sort((one, other) => Math.abs(one[0] - one[1]) - Math.abs(other[0] - other[1]));
}
