import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Treatment } from '#sampling/disclosure/leaving/leaving-figure.ts';
import { UNTREATED } from '#sampling/disclosure/leaving/leaving-figure.ts';
import type { FigureLevel } from '#sampling/disclosure/leaving/precision.ts';
import { precisionAt, rungOf } from '#sampling/disclosure/leaving/precision.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import {
  addRespondent,
  addSums,
  respondentsIn,
  sumsOfCell,
} from '#sampling/estimation/cell-sums.ts';
import type { NodeFigure } from '#sampling/satisfaction-index/node-figure.ts';
import { distributionOf, figureOf, nodeRatios } from '#sampling/satisfaction-index/node-figures.ts';
import { crossingLayout } from '#sampling/satisfaction-index/node-layout.ts';
import type { NodeTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { emptyTotals } from '#sampling/satisfaction-index/node-totals.ts';
import { confidential } from '#sampling/satisfaction-index/withheld-figure.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import type { Measured } from './measures.ts';
import { nodesOfQuestion } from './measures.ts';

/** A field of procedures over the whole province, as it may be stored: no finer than it will be published. */
export interface FieldFigure {
  readonly fieldCode: string;
  readonly figure: Omit<NodeFigure, 'standardError' | 'degreesOfFreedom'>;
}

/** The same as estimated: it is not kept. */
export interface ExactFieldFigure {
  readonly fieldCode: string;
  readonly exact: NodeFigure;
}

/** Fields cross the pooled strata, so their figures are made in the fold, with everything a figure has. */
export class FieldTotals {
  readonly fields: readonly string[];
  readonly design: SampleDesign;
  readonly scale: readonly [number, number];
  /** By field × response stratum: `[field × strata + stratum]`. */
  private readonly totals: ReadonlyMap<string, NodeTotals>;
  private readonly nodes: Questionnaire['nodes'];
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

  ofNode = (node: string): NodeTotals => this.totals.get(node)!;

  /** What stored responses will say: totals by response stratum, over all fields. */
  byStratum(): Map<string, NodeTotals> {
    const strata = this.design.strata.length;
    const width = this.scale[1] - this.scale[0] + 1;
    const summed = emptyTotals(this.nodes, strata, this.scale);
    for (const [node, { index, score, values }] of this.totals) {
      const whole = summed.get(node)!;
      for (let cell = 0; cell < index.cells; cell += 1) {
        addSums(whole.index, cell % strata, sumsOfCell(index, cell));
        addSums(whole.score, cell % strata, sumsOfCell(score, cell));
      }
      values.forEach((count, place) => {
        whole.values[place % (strata * width)]! += count;
      });
    }
    return summed;
  }

  /** Figures of the fields that may be published in each node. */
  figures(fewest: number): ExactFieldFigure[] {
    const layout = crossingLayout(this.design, this.fields.length);
    const strata = this.design.strata.length;
    const width = this.scale[1] - this.scale[0] + 1;
    return [...this.fieldsTold(fewest)].flatMap(([node, fields]) => {
      const totals = this.totals.get(node)!;
      const ratios = nodeRatios(this.design, totals, layout);
      return fields.map((fieldCode) => {
        const f = this.fields.indexOf(fieldCode);
        const cells = Array.from({ length: strata }, (_, h) => f * strata + h);
        const distribution = distributionOf(this.design, layout, totals, cells, width);
        return { fieldCode, exact: figureOf(node, ratios, f, this.scale, distribution) };
      });
    });
  }

  /**
   * All children of a node are published for a field or none, and none under a node that is not: one alone
   * would be the difference between its parent and its siblings.
   */
  private fieldsTold(fewest: number): Map<string, string[]> {
    const fieldsByNode = new Map<string, string[]>();
    const descend = (parent: string | null, above: readonly string[]) => {
      const block = this.nodes.filter((node) => node.parent === parent);
      let shown = above;
      for (const { code } of block) {
        const hidden = new Set(this.fields.filter((field) => !shown.includes(field)));
        shown = shownCategories(this.respondentsIn(code), fewest, hidden);
      }
      for (const { code } of block) {
        fieldsByNode.set(code, [...shown]);
        descend(code, shown);
      }
    };
    descend(null, this.fields);
    return fieldsByNode;
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

/**
 * Rounded as it will be published, so that publishing rounds nothing more.
 * @param treatment what the audit asked beyond the rule of fields
 * @param rounding the level whose rounding the field has
 */
export function storedFigure(
  { fieldCode, exact }: ExactFieldFigure,
  { coarser, isHidden }: Treatment = UNTREATED,
  rounding: FigureLevel = 'field',
): FieldFigure {
  const shown = isHidden ? confidential(exact.node) : exact;
  const { standardError: _se, degreesOfFreedom: _df, ...figure } = shown;
  const { share, mean } = precisionAt(rungOf(rounding, false) + coarser);
  return {
    fieldCode,
    figure: {
      ...figure,
      index: roundedTo(figure.index, share),
      low: roundedTo(figure.low, share),
      high: roundedTo(figure.high, share),
      mean: roundedTo(figure.mean, mean),
      meanLow: roundedTo(figure.meanLow, mean),
      meanHigh: roundedTo(figure.meanHigh, mean),
      distribution: figure.distribution?.map((value) => roundedTo(value, share)) ?? null,
    },
  };
}
