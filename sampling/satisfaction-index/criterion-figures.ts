import type { SampleDesign } from '../weighting/sample-design.ts';
import type { NodeFigure } from './node-figure.ts';
import { distributionOf, figureOf, nodeRatios } from './node-figures.ts';
import { strataLayout } from './node-layout.ts';
import type { NodeTotals, Scale } from './node-totals.ts';
import { addCriterion, emptyTotals } from './node-totals.ts';

/**
 * Figures of a criterion, made of its answers as the published ones are.
 * @param design a stratum for each row of a composition
 * @param node code of the criterion
 * @param scale lowest and highest value, in points
 * @param satisfiedFrom lowest satisfied value
 * sampling.md §1c.
 */
export function criterionFigures(
  design: SampleDesign,
  node: string,
  scale: Scale,
  satisfiedFrom: number,
): (composition: readonly (readonly number[])[]) => NodeFigure {
  const [least, greatest] = scale;
  const strata = [...design.strata.keys()];
  const width = greatest - least + 1;
  // Asked for millions of compositions: layout and sums are made once.
  const layout = strataLayout(design, [strata]);
  const totals = emptyTotals([{ code: node }], strata.length, scale).get(node)!;
  return (composition) => {
    empty(totals);
    composition.forEach((row, g) => {
      row.forEach((answers, value) => {
        if (answers === 0) return;
        addCriterion(totals, g, { value: value + least, answers, satisfiedFrom });
        totals.values[g * width + value] = answers;
      });
    });
    const distribution = distributionOf(design, layout, totals, strata, width);
    return figureOf(node, nodeRatios(design, totals, layout), 0, scale, distribution);
  };
}

function empty({ index, score, values }: NodeTotals): void {
  for (const sums of [index.sums, score.sums, values]) sums.fill(0);
}
