import type { Questionnaire } from '#contract/questionnaire.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import { addRespondent, respondentsIn } from '#sampling/estimation/cell-sums.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import type { NodeFigure } from '#sampling/satisfaction-index/node-figures.ts';
import {
  crossingLayout,
  distributionOf,
  figureOf,
  nodeRatios,
} from '#sampling/satisfaction-index/node-figures.ts';
import type { NodeTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { emptyTotals } from '#sampling/satisfaction-index/node-totals.ts';
import type { Measured } from './measures.ts';
import { nodesOfQuestion } from './measures.ts';

/** A field of procedures over the whole province, as it may be stored: a tenth of a per cent, a hundredth of a point. */
export interface FieldFigure {
  readonly fieldCode: string;
  readonly figure: Omit<NodeFigure, 'standardError' | 'degreesOfFreedom'>;
}

/** Fields cross the pooled strata, so their figures are made in the fold, with everything a figure has. */
export class FieldTotals {
  private readonly totals: ReadonlyMap<string, NodeTotals>;
  private readonly nodes: Questionnaire['nodes'];
  private readonly fields: readonly string[];
  private readonly design: SampleDesign;
  private readonly scale: readonly [number, number];
  private readonly nodesOf: ReadonlyMap<string, readonly string[]>;

  constructor(
    questionnaire: Questionnaire,
    fields: readonly string[],
    design: SampleDesign,
    scale: readonly [number, number],
  ) {
    const cells = fields.length * design.strata.length;
    this.totals = emptyTotals(questionnaire.nodes, cells, scale);
    this.nodes = questionnaire.nodes;
    this.fields = fields;
    this.design = design;
    this.scale = scale;
    this.nodesOf = nodesOfQuestion(questionnaire, () => true);
  }

  add(
    field: string,
    stratum: number,
    answers: Readonly<Record<string, readonly number[]>>,
    measured: readonly Measured[],
  ): void {
    const cell = this.fields.indexOf(field) * this.design.strata.length + stratum;
    for (const { measure, x, y, s } of measured) {
      const { index, score } = this.totals.get(measure)!;
      addRespondent(index, cell, x, y);
      addRespondent(score, cell, x, s);
    }
    const [least, greatest] = this.scale;
    for (const [question, nodes] of this.nodesOf) {
      const value = answers[question]?.[0];
      if (value === undefined) continue;
      for (const node of nodes)
        this.totals.get(node)!.values[cell * (greatest - least + 1) + value - least]! += 1;
    }
  }

  /** Figures of the fields that may be told in each node. */
  figures(fewest: number): FieldFigure[] {
    const layout = crossingLayout(this.design, this.fields.length);
    const strata = this.design.strata.length;
    const width = this.scale[1] - this.scale[0] + 1;
    return [...this.fieldsTold(fewest)].flatMap(([node, told]) => {
      const totals = this.totals.get(node)!;
      const ratios = nodeRatios(this.design, totals, layout);
      return told.map((fieldCode) => {
        const f = this.fields.indexOf(fieldCode);
        const cells = Array.from({ length: strata }, (_, h) => f * strata + h);
        const distribution = distributionOf(this.design, layout, totals, cells, width);
        return { fieldCode, figure: stored(figureOf(node, ratios, f, this.scale, distribution)) };
      });
    });
  }

  /**
   * All children of a node are told for a field or none, and none under a node that is not: one alone
   * would be the difference between its parent and its siblings.
   */
  private fieldsTold(fewest: number): Map<string, string[]> {
    const told = new Map<string, string[]>();
    const descend = (parent: string | null, above: readonly string[]) => {
      const block = this.nodes.filter((node) => node.parent === parent);
      let shown = above;
      for (const { code } of block) {
        const hidden = new Set(this.fields.filter((field) => !shown.includes(field)));
        shown = shownCategories(this.respondentsIn(code), fewest, hidden);
      }
      for (const { code } of block) {
        told.set(code, [...shown]);
        descend(code, shown);
      }
    };
    descend(null, this.fields);
    return told;
  }

  private respondentsIn(node: string): [field: string, respondents: number][] {
    const strata = this.design.strata.length;
    const { index } = this.totals.get(node)!;
    return this.fields.map((field, f) => [
      field,
      respondentsIn(index, f * strata, (f + 1) * strata),
    ]);
  }
}

const SHARE = 0.001;
const POINT = 0.01;

function stored(exact: NodeFigure): FieldFigure['figure'] {
  const { standardError: _se, degreesOfFreedom: _df, ...figure } = exact;
  return {
    ...figure,
    index: roundedTo(figure.index, SHARE),
    low: roundedTo(figure.low, SHARE),
    high: roundedTo(figure.high, SHARE),
    mean: roundedTo(figure.mean, POINT),
    meanLow: roundedTo(figure.meanLow, POINT),
    meanHigh: roundedTo(figure.meanHigh, POINT),
    distribution: figure.distribution?.map((share) => roundedTo(share, SHARE)) ?? null,
  };
}
