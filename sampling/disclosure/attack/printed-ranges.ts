import { criterionFigures } from '../../satisfaction-index/criterion-figures.ts';
import { meanStepOf } from '../leaving/precision.ts';
import { roundedTo } from '../rounding.ts';
import type { World } from './agency-worlds.ts';
import type { PublishedFigure } from './published-file.ts';
import type { Composition } from './reconstruct.ts';

/**
 * The compositions of a criterion whose mean and ranges would be printed as they are. The variance is made of how the
 * answers are spread over the strata, so a range rules out many that give the same shares.
 * @param compositions answers of each value, by stratum
 * @param design of who answered, a stratum for each row of a composition
 * @param figure as printed; what it does not print rules out nothing
 * @param satisfiedFrom lowest satisfied value
 */
export function printedAlike(
  compositions: readonly Composition[],
  { design }: Pick<World, 'design'>,
  figure: PublishedFigure,
  satisfiedFrom: number,
): Composition[] {
  const { step, distribution } = figure;
  if (!step || !distribution) return [...compositions];
  const ranges = RANGES.filter((name) => Number.isFinite(figure[name]));
  const figureOf = criterionFigures(design, figure.node, [1, distribution.length], satisfiedFrom);
  return compositions.filter((composition) => {
    const exact = figureOf(composition);
    return ranges.every((name) => roundedTo(exact[name], stepOf(name, step)) === figure[name]);
  });
}

const RANGES = ['index', 'low', 'high', 'mean', 'meanLow', 'meanHigh'] as const;
const stepOf = (name: (typeof RANGES)[number], step: number) =>
  name.startsWith('mean') ? meanStepOf(step) : step;
