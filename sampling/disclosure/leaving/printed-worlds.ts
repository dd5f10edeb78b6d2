import type { AskedStratum } from '../answers/asked-strata.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import type { AuditedProvince } from './audited-province.ts';
import type { PlacedFigure } from './figure-ladder.ts';
import { rungOfFigure } from './figure-ladder.ts';
import type { Treatment } from './leaving-figure.ts';
import { leavingFigure } from './leaving-figure.ts';
import { MOST_CHOICES, ShiftedFigure } from './shifted-figure.ts';

/**
 * Everything that is printed of a criterion and of the nodes above it, as other answers would print it, to the last
 * digit: how wide a range is tells how answers are spread over the strata, and of a node how each person's answers go
 * along, which no sum of them does. Of nodes above, people must be known: who changes an answer is chosen.
 */
export class PrintedWorlds {
  readonly #province: AuditedProvince;
  readonly #strata: readonly AskedStratum[];
  readonly #shifted = new Map<PlacedFigure, ShiftedFigure>();

  /** @param strata with the domains that they are part of */
  constructor(province: AuditedProvince, strata: readonly AskedStratum[]) {
    this.#province = province;
    this.#strata = strata;
  }

  /**
   * Whether all figures print the same under other answers.
   * @param criterion code of the criterion whose answers differ
   * @param figuresAbout the figures of a domain that are made of it
   * @param treatmentOf how they leave
   */
  isAlike(
    criterion: string,
    other: OtherAnswers,
    figuresAbout: (domain: number) => readonly PlacedFigure[],
    treatmentOf: (figure: PlacedFigure) => Treatment,
  ): boolean {
    const finest: PlacedFigure[] = [];
    const above: PlacedFigure[] = [];
    for (const domain of this.touched(other))
      for (const figure of figuresAbout(domain))
        if (!treatmentOf(figure).isHidden)
          (figure.exact.node === criterion ? finest : above).push(figure);
    const alike = (choice: number) => (figure: PlacedFigure) =>
      this.#isAlike(figure, criterion, other, choice, treatmentOf(figure));
    if (!finest.every(alike(0))) return false;
    if (!this.#province.people) return true;
    for (let choice = 0; choice < MOST_CHOICES; choice += 1)
      if (above.every(alike(choice))) return true;
    return false;
  }

  /** Domains that the shifts are part of, the smallest first: they differ most, and cost least. */
  touched({ shifts }: OtherAnswers): number[] {
    const domains: number[] = [];
    const touch = (domain: number) => {
      if (!domains.includes(domain)) domains.push(domain);
    };
    for (const { stratum } of shifts) this.#strata[stratum]!.own.forEach(touch);
    for (const { stratum } of shifts) this.#strata[stratum]!.shared.forEach(touch);
    return domains;
  }

  #isAlike(
    figure: PlacedFigure,
    criterion: string,
    other: OtherAnswers,
    choice: number,
    treatment: Treatment,
  ): boolean {
    let shifted = this.#shifted.get(figure);
    if (!shifted) {
      shifted = new ShiftedFigure(this.#province, figure);
      this.#shifted.set(figure, shifted);
    }
    const printed = (exact: PlacedFigure['exact']) =>
      JSON.stringify(leavingFigure(exact, figure.level, rungOfFigure(figure), treatment));
    return shifted.isAlike(criterion, other, choice, treatment, printed);
  }
}
