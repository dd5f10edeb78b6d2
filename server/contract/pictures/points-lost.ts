import { roundedTo } from '#sampling/disclosure/rounding.ts';
import type { ModelFigures } from '../model-figures.ts';
import type { Results } from '../results.ts';

/**
 * The index is pooled, so each factor takes from it what its unsatisfied answers take: with nothing but sums,
 * this is also the Shapley value (Shapley 1953) of the factor. It says where answers are lost, not why.
 */
export function pointsLost({ nodes, domains }: Results): ModelFigures['lost'] {
  const province = domains.find(({ level }) => level === 'province');
  const factors = new Set(nodes.filter(({ level }) => level === 'factor').map(({ code }) => code));
  const losses = (province?.figures ?? []).flatMap(({ node, index, validAnswers }) =>
    factors.has(node) && index !== null && validAnswers !== null
      ? [{ node, lost: (1 - index) * validAnswers }]
      : [],
  );
  const total = losses.reduce((sum, { lost }) => sum + lost, 0);
  // A factor that is withheld would make the others' shares too large.
  if (losses.length < factors.size || total === 0) return [];
  return losses
    .map(({ node, lost }) => ({ node, share: roundedTo(lost / total, 0.01) }))
    .sort((a, b) => b.share - a.share);
}
