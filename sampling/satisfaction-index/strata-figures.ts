import type { SampleDesign } from '../weighting/sample-design.ts';
import type { NodeFigure } from './node-figure.ts';
import { distributionOf, figureOf, nodeRatios } from './node-figures.ts';
import { strataLayout } from './node-layout.ts';
import type { NodeTotals, Scale } from './node-totals.ts';

/** A domain made of whole strata of the design: a province, an agency, a field of an agency. */
export type StrataDomain = Readonly<{ key: string; strata: readonly number[] }>;

/**
 * Figures of every node in domains that are made of whole strata and share none.
 * @param design the full design
 * @param totals totals of every node by stratum
 * @param domains keys, and positions of their strata
 * @param scale lowest and highest value of the criteria, in points
 * @returns the figure of a node in a domain, by code and key; index in [0, 1], mean in points
 * Särndal, Swensson & Wretman (1992, §5.6); sampling.md §1c.
 */
export function strataFigures(
  design: SampleDesign,
  totals: ReadonlyMap<string, NodeTotals>,
  domains: readonly StrataDomain[],
  scale: Scale,
): (node: string, key: string) => NodeFigure {
  const width = scale[1] - scale[0] + 1;
  const layout = strataLayout(
    design,
    domains.map(({ strata }) => strata),
  );
  const position = new Map(domains.map(({ key }, d) => [key, d]));
  const ratios = new Map(
    [...totals].map(([node, ofNode]) => [node, nodeRatios(design, ofNode, layout)]),
  );
  return (node, key) => {
    const d = position.get(key)!;
    const distribution = distributionOf(
      design,
      layout,
      totals.get(node)!,
      domains[d]!.strata,
      width,
    );
    return figureOf(node, ratios.get(node)!, d, scale, distribution);
  };
}
