import type { AnswersRule, Slacks } from './asked-strata.ts';
import type { Limits } from './moves.ts';
import type { Slack } from './slack.ts';
import { flowLimits } from './slack.ts';

/** How much may flow between two values through each domain before another figure is printed. */
export class FlowLimits {
  readonly #rule: AnswersRule;
  readonly #values: readonly [from: number, to: number];
  #slacks: Slacks;
  /** By domain, and the slack that they follow from: two questions differ in one domain. */
  readonly #limits: Limits[] = [];
  readonly #limitedBy: Slack[] = [];

  constructor(rule: AnswersRule, values: readonly [from: number, to: number], slacks: Slacks) {
    this.#rule = rule;
    this.#values = values;
    this.#slacks = slacks;
  }

  get slacks(): Slacks {
    return this.#slacks;
  }

  /** From here on these slacks are asked about. */
  askAbout(slacks: Slacks): void {
    this.#slacks = slacks;
  }

  of(domain: number): Limits {
    const slack = this.#slacks[domain]!;
    if (this.#limitedBy[domain] === slack) return this.#limits[domain]!;
    const limits = this.#under(slack);
    this.#limits[domain] = limits;
    this.#limitedBy[domain] = slack;
    return limits;
  }

  areAlike(slacks: Slacks, others: Slacks): boolean {
    return slacks.every((slack, domain) => {
      const other = others[domain]!;
      if (slack === other) return true;
      const [limits, otherLimits] = [this.#under(slack), this.#under(other)];
      return limits[0] === otherLimits[0] && limits[1] === otherLimits[1];
    });
  }

  #under(slack: Slack): Limits {
    const { values, satisfiedFrom } = this.#rule;
    const [a, b] = this.#values;
    return flowLimits(slack, values, { a, b, satisfiedFrom });
  }
}
