import { SamplingError } from '../../errors.ts';
import { attackAnswers } from './answer-sums.ts';
import { attackCounts } from './count-sums.ts';
import { attackFieldwork } from './fieldwork.ts';
import type { AttackedFigures, Unexplained } from './publication.ts';
import { attackPublication } from './publication.ts';
import type { Publication } from './published-file.ts';

/**
 * Every attack that needs nothing but the published file.
 * @param publication the published file
 * @throws ContradictoryPublication with the cells that no people give
 * Dinur & Nissim (2003); Hundepool et al. (2012, §4.3.1).
 */
export async function attackFile(publication: Publication): Promise<AttackedFigures> {
  const counts = await attackCounts(publication);
  const figures = await attackPublication(publication);
  const answers = await attackAnswers(publication);
  const fieldwork = await attackFieldwork(publication);
  const inSums = answers.unexplained.map((criterion) => ({ stratum: '*.*', criterion }));
  const unexplained = [...figures.unexplained, ...inSums];
  const agencies = new Set(unexplained.map(({ stratum }) => stratum));
  if (agencies.size > mostIneligible(publication))
    throw new SamplingError('ContradictoryPublication', 'No people give the printed figures.', {
      cells: unexplained.map(nameOfCell),
    });
  return {
    claims: [...figures.claims, ...counts, ...answers.claims, ...fieldwork],
    unexplained,
  };
}

/** Weights follow from the printed counts where nobody is ineligible; each who is changes those of one agency. */
function mostIneligible({ counts, method }: Publication): number {
  const { invited, eligible } = counts ?? {};
  if (invited === undefined) return 0;
  return eligible === undefined ? method.disclosureThreshold - 1 : invited - eligible;
}

const nameOfCell = ({ stratum, criterion }: Unexplained): string =>
  criterion === null ? stratum : `${stratum} · ${criterion}`;
