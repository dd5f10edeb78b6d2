import type { AnswersRule, AskedStratum, Shift, Slacks } from './asked-strata.ts';
import { Flow } from './flow.ts';
import { isWithin } from './moves.ts';
import { flowLimits } from './slack.ts';

/** The difference between two worlds: in these strata `to` was answered instead of `from`. */
export interface OtherAnswers {
  readonly from: number;
  readonly to: number;
  readonly shifts: readonly Shift[];
}

/**
 * Other answers to one criterion under which everything that is published stays as it is printed. A reader who
 * knows every weight, every count of respondents and every rule cannot exclude them, so what differs between
 * the two worlds is not determined. Sound whatever the attack: it is a counterexample, not an estimate of
 * an attacker's strength.
 */
export class OtherWorlds {
  readonly #strata: readonly AskedStratum[];
  readonly #rule: AnswersRule;
  readonly #counts: Float64Array;
  readonly #flows: readonly Flow[];

  /**
   * @param counts how often each value was given in each stratum: `[stratum × values + value]`
   * @param slacks what the figures leave open at first; later ones may only be wider
   */
  constructor(
    strata: readonly AskedStratum[],
    rule: AnswersRule,
    counts: Float64Array,
    slacks: Slacks,
  ) {
    this.#strata = strata;
    this.#rule = rule;
    this.#counts = counts;
    this.#flows = crossings(rule).map(
      (values) => new Flow({ strata, counts, rule }, values, slacks),
    );
  }

  /** Strata in which the answers to the criterion must not follow: small ones, and those that agree. */
  mustStayOpen(): number[] {
    const { values, satisfiedFrom, threshold } = this.#rule;
    return this.#strata.flatMap(({ respondents }, h) => {
      const own = this.#counts.subarray(h * values, (h + 1) * values);
      const answers = own.reduce((sum, count) => sum + count, 0);
      if (answers === 0) return [];
      const satisfied = own.subarray(satisfiedFrom).reduce((sum, count) => sum + count, 0);
      const agrees = satisfied === 0 || satisfied === answers;
      return respondents < threshold || agrees ? [h] : [];
    });
  }

  /** Whether other answers leave all sums within what the figures leave open. */
  isWithin({ from, to, shifts }: OtherAnswers, slacks: Slacks): boolean {
    const { values, satisfiedFrom } = this.#rule;
    const flows = new Map<number, number>();
    for (const { stratum, persons } of shifts) {
      const { weight, own, shared } = this.#strata[stratum]!;
      for (const domain of [...own, ...shared])
        flows.set(domain, (flows.get(domain) ?? 0) + persons * weight);
    }
    return [...flows].every(([domain, flow]) =>
      isWithin(flow, flowLimits(slacks[domain]!, values, { a: from, b: to, satisfiedFrom })),
    );
  }

  /**
   * Another world in which the stratum's number of satisfied answers differs.
   * @param isAlike whether all that the slacks do not say of a world prints the same, too
   * @param narrower slacks that were asked about before: what they left is not looked for again
   */
  find(
    stratum: number,
    slacks: Slacks,
    isAlike: (other: OtherAnswers) => boolean = () => true,
    narrower = slacks,
  ): OtherAnswers | undefined {
    for (const flow of this.#flows) {
      const { from, to } = flow;
      const isAccepted = (found: readonly Shift[]) => isAlike({ from, to, shifts: found });
      const shifts = flow.search(stratum, slacks, isAccepted, narrower);
      if (shifts) return { from, to, shifts };
    }
    return undefined;
  }
}

/** Pairs of values on both sides of the line of satisfaction, nearest first: they move the mean least. */
function crossings({ values, satisfiedFrom }: AnswersRule): (readonly [number, number])[] {
  const all = Array.from({ length: values * values }, (_, pair) => {
    return [Math.floor(pair / values), pair % values] as const;
  });
  return all
    .filter(([from, to]) => from >= satisfiedFrom !== to >= satisfiedFrom)
    .sort((first, other) => Math.abs(first[0] - first[1]) - Math.abs(other[0] - other[1]));
}
