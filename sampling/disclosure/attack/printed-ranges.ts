import { nodeTotals } from '../../satisfaction-index/node-totals.ts';
import { strataFigures } from '../../satisfaction-index/strata-figures.ts';
import { meanStepOf } from '../leaving/precision.ts';
import { roundedTo } from '../rounding.ts';
import type { World } from './agency-worlds.ts';
import type { PublishedFigure } from './published-file.ts';
import type { Composition } from './reconstruct.ts';

/**
 * The compositions of a criterion whose mean and ranges would be printed as they are. The variance is made of how the
 * answers are spread over the strata, so a range rules out many that give the same shares.
 * @param compositions answers of each value, by stratum
 * @param world who answered, and with what weights
 * @param figure as printed; what it does not print rules out nothing
 * @param satisfiedFrom lowest satisfied value
 */
export function printedAlike(
  compositions: readonly Composition[],
  world: World,
  figure: PublishedFigure,
  satisfiedFrom: number,
): Composition[] {
  const { step, distribution } = figure;
  if (!step || !distribution) return [...compositions];
  const ranges = RANGES.filter((name) => Number.isFinite(figure[name]));
  const figureOf = exactFigures(world, figure.node, distribution.length, satisfiedFrom);
  return compositions.filter((composition) => {
    const exact = figureOf(composition);
    return ranges.every((name) => roundedTo(exact[name], stepOf(name, step)) === figure[name]);
  });
}

const RANGES = ['low', 'high', 'mean', 'meanLow', 'meanHigh'] as const;
const stepOf = (name: (typeof RANGES)[number], step: number) =>
  name.startsWith('mean') ? meanStepOf(step) : step;

/** As the figures are made that are published. */
function exactFigures(
  { groups, design }: World,
  node: string,
  most: number,
  satisfiedFrom: number,
) {
  const scale = [1, most] as const;
  const nodes = [{ code: node, parent: null, question: node }];
  const strata = groups.map((_, g) => String(g));
  const domain = { key: '', strata: groups.map((_, g) => g) };
  return (composition: Composition) => {
    const counts = composition.flatMap((row, g) =>
      row.flatMap((answers, value) =>
        answers > 0 ? { stratum: String(g), question: node, value: value + 1, answers } : [],
      ),
    );
    const totals = nodeTotals({ nodes, scale, satisfiedFrom }, strata, [], counts);
    return strataFigures(design, totals, [domain], scale)(node, '');
  };
}
