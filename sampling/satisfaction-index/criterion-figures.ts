import type { SampleDesign } from '../weighting/sample-design.ts';
import type { NodeFigure } from './node-figure.ts';
import type { Scale } from './node-totals.ts';
import { nodeTotals } from './node-totals.ts';
import { strataFigures } from './strata-figures.ts';

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
  const nodes = [{ code: node, parent: null, question: node }];
  const strata = design.strata.map((_, g) => String(g));
  const domain = { key: '', strata: [...design.strata.keys()] };
  return (composition) => {
    const counts = composition.flatMap((row, g) =>
      row.flatMap((answers, value) =>
        answers > 0 ? { stratum: String(g), question: node, value: value + scale[0], answers } : [],
      ),
    );
    const totals = nodeTotals({ nodes, scale, satisfiedFrom }, strata, [], counts);
    return strataFigures(design, totals, [domain], scale)(node, '');
  };
}
