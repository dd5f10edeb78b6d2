import { criterionFigures } from '../../satisfaction-index/criterion-figures.ts';
import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import type { SampleDesign } from '../../weighting/sample-design.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import type { AuditedProvince } from './audited-province.ts';
import type { PlacedFigure } from './figure-ladder.ts';
import { rungOfFigure } from './figure-ladder.ts';
import type { Treatment } from './leaving-figure.ts';
import { leavingFigure } from './leaving-figure.ts';

/** In more groups the answers behind a share cannot be listed. */
export const MOST_GROUPS = 40;

/** Answers of each value, by stratum of the design. */
type Composition = number[][];

/** A domain whose answers an attacker could list, with what makes its figure of a criterion. */
interface ListedDomain {
  readonly figure: PlacedFigure;
  /** Row of the composition, by stratum of the audit. */
  readonly rowOf: ReadonlyMap<number, number>;
  readonly truth: Composition;
  readonly figureOf: (composition: Composition) => NodeFigure;
  /** What is printed of the truth, by what was asked of the figure: each world is compared with it. */
  readonly printed: Map<Treatment, string>;
}

/**
 * The figures of one criterion as other answers would print them, to the last digit: how wide a range is tells how
 * answers are spread over the strata, which no sum of them does. Of domains with more groups than an attacker can list
 * nothing is checked.
 */
export class PrintedWorlds {
  readonly #domains: readonly ListedDomain[];

  /** @param figures of the criterion, with their domains */
  constructor(province: AuditedProvince, criterion: string, figures: readonly PlacedFigure[]) {
    this.#domains = figures.flatMap((figure) => listed(province, criterion, figure) ?? []);
  }

  /** Whether all figures print the same under other answers. */
  isAlike({ from, to, shifts }: OtherAnswers, treatmentOf: (figure: PlacedFigure) => Treatment) {
    return this.#domains.every((domain) => {
      const { figure, rowOf, truth } = domain;
      const treatment = treatmentOf(figure);
      if (treatment.isHidden || !shifts.some(({ stratum }) => rowOf.has(stratum))) return true;
      const other = truth.map((row) => [...row]);
      for (const { stratum, persons } of shifts) {
        const row = other[rowOf.get(stratum) ?? -1];
        if (!row) continue;
        row[from]! -= persons;
        row[to]! += persons;
      }
      return printedOf(domain, other, treatment) === printedTruth(domain, treatment);
    });
  }
}

const printedOf = (
  { figure, figureOf }: ListedDomain,
  composition: Composition,
  treatment: Treatment,
): string =>
  JSON.stringify(
    leavingFigure(figureOf(composition), figure.level, rungOfFigure(figure), treatment),
  );

function printedTruth(domain: ListedDomain, treatment: Treatment): string {
  const known = domain.printed.get(treatment);
  if (known !== undefined) return known;
  const printed = printedOf(domain, domain.truth, treatment);
  domain.printed.set(treatment, printed);
  return printed;
}

function listed(
  province: AuditedProvince,
  criterion: string,
  figure: PlacedFigure,
): ListedDomain | undefined {
  const { strata, domains, design, stratumOf, scale, satisfiedFrom } = province;
  const cells = domains[figure.domain]!.strata.filter((cell) => strata[cell]!.respondents > 0);
  const rows = [...new Set(cells.map(stratumOf))];
  if (rows.length > MOST_GROUPS) return undefined;
  const width = scale[1] - scale[0] + 1;
  const answers = province.answers(criterion);
  const truth = rows.map(() => new Array<number>(width).fill(0));
  const rowOf = new Map(cells.map((cell) => [cell, rows.indexOf(stratumOf(cell))]));
  for (const [cell, row] of rowOf)
    for (let value = 0; value < width; value += 1)
      truth[row]![value]! += answers[cell * width + value]!;
  const figureOf = criterionFigures(partOf(design, rows), criterion, scale, satisfiedFrom);
  return { figure, rowOf, truth, figureOf, printed: new Map() };
}

/** Some strata of a design, with their weights and variance strata. */
const partOf = (design: SampleDesign, strata: readonly number[]): SampleDesign => ({
  ...design,
  strata: strata.map((h) => design.strata[h]!),
  groupOf: Int32Array.from(strata, (h) => design.groupOf[h]!),
  weights: Float64Array.from(strata, (h) => design.weights[h]!),
});
