import type { ModelFigures } from '#contract/model-figures.ts';
import { pointsLost } from '#contract/pictures/points-lost.ts';
import type { Results } from '#contract/results.ts';
import { sensitivityOf } from './sensitivity.ts';
import { smallAreasOf } from './small-areas.ts';

/** From the publication alone: anybody with the file gets the same, and nothing follows that did not before. */
export const modelFiguresOf = (results: Results): ModelFigures => ({
  campaignId: results.campaignId,
  campaignName: results.campaignName,
  provinceName: results.provinceName,
  lost: pointsLost(results),
  sensitivity: sensitivityOf(results),
  smallAreas: smallAreasOf(results),
  nodes: results.nodes.map(({ code, label: { vi, en } }) => ({ code, label: { vi, en } })),
});
