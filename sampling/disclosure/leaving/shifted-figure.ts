import { addSums, shiftRespondent, sumsOfCell } from '../../estimation/cell-sums.ts';
import type { DomainLayout } from '../../estimation/domain-layout.ts';
import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import { distributionOf, figureOf, nodeRatios } from '../../satisfaction-index/node-figures.ts';
import { strataLayout } from '../../satisfaction-index/node-layout.ts';
import type { NodeTotals } from '../../satisfaction-index/node-totals.ts';
import { emptyTotals } from '../../satisfaction-index/node-totals.ts';
import type { SampleDesign } from '../../weighting/sample-design.ts';
import type { OtherAnswers } from '../answers/other-answers.ts';
import type { AuditedProvince } from './audited-province.ts';
import type { PlacedFigure } from './figure-ladder.ts';
import type { Treatment } from './leaving-figure.ts';

/** So many choices of who changes the answer are tried. */
export const MOST_CHOICES = 4;

/** What somebody answered in a node: valid answers, those that are satisfied, scores from nought on. */
interface Given {
  readonly x: number;
  readonly y: number;
  readonly s: number;
}

/** A figure as it would be if some people had given another answer to one criterion. */
export class ShiftedFigure {
  readonly truth: NodeFigure;
  readonly #province: AuditedProvince;
  readonly #node: string;
  /** Row of the sums, by stratum of the audit. */
  readonly #rowOf: ReadonlyMap<number, number>;
  readonly #totals: NodeTotals;
  readonly #design: SampleDesign;
  readonly #layout: DomainLayout;
  /** Answers about one criterion: four of five questions of an audit are asked again, with other strata beside the domain. */
  readonly #asked = new Map<string, boolean>();
  #criterion: string | undefined;
  #printed: { readonly treatment: Treatment; readonly text: string } | undefined;

  constructor(province: AuditedProvince, { domain, exact }: PlacedFigure) {
    const cells = province.domains[domain]!.strata.filter(
      (cell) => province.strata[cell]!.respondents > 0,
    );
    const rows = [...new Set(cells.map(province.stratumOf))];
    const place = new Map(rows.map((h, row) => [h, row]));
    this.#province = province;
    this.#node = exact.node;
    this.#rowOf = new Map(cells.map((cell) => [cell, place.get(province.stratumOf(cell))!]));
    this.#design = partOf(province.design, rows);
    this.#layout = strataLayout(this.#design, [[...rows.keys()]]);
    this.#totals = this.#summed(rows.length);
    this.truth = this.#figure();
  }

  /**
   * Whether it is printed the same under other answers.
   * @param choice of the people who answer otherwise
   * @param print the figure as it leaves under the treatment
   */
  isAlike(
    criterion: string,
    other: OtherAnswers,
    choice: number,
    treatment: Treatment,
    print: (exact: NodeFigure) => string,
  ): boolean {
    if (this.#criterion !== criterion) this.#asked.clear();
    this.#criterion = criterion;
    const question = this.#questionOf(other, choice, treatment);
    let isAlike = this.#asked.get(question);
    if (isAlike === undefined) {
      isAlike = print(this.under(criterion, other, choice)) === this.#printedAs(treatment, print);
      this.#asked.set(question, isAlike);
    }
    return isAlike;
  }

  #questionOf({ from, to, shifts }: OtherAnswers, choice: number, treatment: Treatment): string {
    let question = `${from} ${to} ${choice} ${treatment.coarser} ${treatment.isBanded}`;
    for (const { stratum, persons } of shifts)
      if (this.#rowOf.has(stratum)) question += ` ${stratum} ${persons}`;
    return question;
  }

  #printedAs(treatment: Treatment, print: (exact: NodeFigure) => string): string {
    if (this.#printed?.treatment !== treatment)
      this.#printed = { treatment, text: print(this.truth) };
    return this.#printed.text;
  }

  /** @param choice of the people who answer otherwise */
  under(criterion: string, { from, to, shifts }: OtherAnswers, choice: number): NodeFigure {
    const changes: Change[] = [];
    for (const { stratum, persons } of shifts) {
      const row = this.#rowOf.get(stratum);
      if (row === undefined) continue;
      const [before, after] = persons > 0 ? [from, to] : [to, from];
      const size = Math.abs(persons);
      const given = this.#given(stratum, criterion, { value: before, size, choice });
      for (let k = 0; k < size; k += 1)
        changes.push({ row, before, after, given: given[k % given.length]! });
    }
    for (const change of changes) this.#move(change, 1);
    const figure = this.#figure();
    for (const change of changes) this.#move(change, -1);
    return figure;
  }

  #summed(rows: number): NodeTotals {
    const { scale, totals } = this.#province;
    const all = totals(this.#node);
    const summed = emptyTotals([{ code: this.#node }], rows, scale).get(this.#node)!;
    const width = scale[1] - scale[0] + 1;
    for (const [cell, row] of this.#rowOf) {
      addSums(summed.index, row, sumsOfCell(all.index, cell));
      addSums(summed.score, row, sumsOfCell(all.score, cell));
      for (let value = 0; value < width; value += 1)
        summed.values[row * width + value]! += all.values[cell * width + value]!;
    }
    return summed;
  }

  #figure(): NodeFigure {
    const { scale } = this.#province;
    const [design, layout, totals] = [this.#design, this.#layout, this.#totals];
    const rows = design.strata.keys();
    const distribution = distributionOf(design, layout, totals, rows, scale[1] - scale[0] + 1);
    return figureOf(this.#node, nodeRatios(design, totals, layout), 0, scale, distribution);
  }

  /** Some of the people of a stratum who gave a value, by what they answered in the node. */
  #given(
    stratum: number,
    criterion: string,
    { value, size, choice }: Readonly<{ value: number; size: number; choice: number }>,
  ): Given[] {
    const { people, satisfiedFrom, scale } = this.#province;
    const isSatisfied = (answer: number) => answer + scale[0] >= satisfiedFrom;
    if (this.#node === criterion || !people)
      return [{ x: 1, y: Number(isSatisfied(value)), s: value + scale[0] }];
    const place = people.criteria.indexOf(criterion);
    const below = people.criteriaBelow(this.#node);
    const persons = people.inStratum(stratum).filter((answers) => answers[place] === value);
    const first = Math.floor((choice * persons.length) / MOST_CHOICES);
    return Array.from({ length: Math.min(size, persons.length) }, (_, k) => {
      const answers = persons[(first + k) % persons.length]!;
      const valid = below.map((c) => answers[c]!).filter((answer) => answer >= 0);
      return {
        x: valid.length,
        y: valid.filter(isSatisfied).length,
        s: valid.reduce((sum, answer) => sum + answer + scale[0], 0),
      };
    });
  }

  /** Sums of whole numbers are exact, so that a change taken back leaves them as they were. */
  #move({ row, before, after, given: { x, y, s } }: Change, sign: 1 | -1): void {
    const { satisfiedFrom, scale } = this.#province;
    const { index, score, values } = this.#totals;
    const width = scale[1] - scale[0] + 1;
    const satisfied = (value: number) => Number(value + scale[0] >= satisfiedFrom);
    values[row * width + before]! -= sign;
    values[row * width + after]! += sign;
    shiftRespondent(index, row, { x, y, by: satisfied(after) - satisfied(before) }, sign);
    shiftRespondent(score, row, { x, y: s, by: after - before }, sign);
  }
}

interface Change {
  readonly row: number;
  /** Positions on the scale. */
  readonly before: number;
  readonly after: number;
  readonly given: Given;
}

/** Some strata of a design, with their weights and variance strata. */
const partOf = (design: SampleDesign, strata: readonly number[]): SampleDesign => ({
  ...design,
  strata: strata.map((h) => design.strata[h]!),
  groupOf: Int32Array.from(strata, (h) => design.groupOf[h]!),
  weights: Float64Array.from(strata, (h) => design.weights[h]!),
});
