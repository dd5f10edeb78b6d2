import { criterionFigures } from '../../satisfaction-index/criterion-figures.ts';
import { meanStepOf } from '../leaving/precision.ts';
import { roundedTo } from '../rounding.ts';
import type { World } from './agency-worlds.ts';
import type { PublishedFigure } from './published-file.ts';
import type { Composition } from './reconstruct.ts';

/**
 * Whether the mean and ranges of a composition of a criterion would be printed as they are. The variance is made of how the
 * answers are spread over the strata, so a range rules out many that give the same shares.
 * @param design of who answered, a stratum for each row of a composition
 * @param figure as printed; what it does not print rules out nothing
 * @param satisfiedFrom lowest satisfied value
 */
export function printsAlike(
  { design }: Pick<World, 'design'>,
  figure: PublishedFigure,
  satisfiedFrom: number,
): (composition: Composition) => boolean {
  const { step, distribution } = figure;
  if (!step || !distribution) return () => true;
  const ranges = RANGES.filter((name) => Number.isFinite(figure[name]));
  const figureOf = criterionFigures(design, figure.node, [1, distribution.length], satisfiedFrom);
  return (composition) => {
    const exact = figureOf(composition);
    return ranges.every((name) => roundedTo(exact[name], stepOf(name, step)) === figure[name]);
  };
}

const RANGES = ['index', 'low', 'high', 'mean', 'meanLow', 'meanHigh'] as const;
const stepOf = (name: (typeof RANGES)[number], step: number) =>
  name.startsWith('mean') ? meanStepOf(step) : step;
