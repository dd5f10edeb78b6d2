import { agencyDots } from './agency-dots.ts';
import type { Boundaries } from './boundary-map.ts';
import { boundaryPicture } from './boundary-map.ts';
import { funnelPlot } from './funnel-plot.ts';
import { heatTable } from './heat-table.ts';
import { lostPlot } from './lost-plot.ts';
import { mapPicture } from './map-picture.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import type { PictureKind, PublishedPicture } from './picture-kinds.ts';
import { sourceText } from './picture-sheet.ts';
import { responseSteps } from './response-steps.ts';
import { responseWeeks } from './response-weeks.ts';
import { markup } from './shapes.ts';
import { slopeChart } from './slope-chart.ts';
import { spreadBars } from './spread-bars.ts';
import type { Tile } from './tile-map.ts';

export type AllFacts = PictureFacts & {
  readonly tiles: readonly Tile[];
  /** Own boundaries that the province had brought when it published. */
  readonly boundaries: Boundaries | null;
};

/** A picture of the whole publication; null where it has no figures for it. */
export function drawPicture(
  kind: PictureKind,
  facts: AllFacts,
  words: PictureWords,
): Picture | null {
  const total = facts.results.nodes.find(({ level }) => level === 'total')?.code ?? '';
  switch (kind) {
    case 'map':
      return mapPicture(facts, facts.tiles, total, words);
    case 'boundaries':
      return boundaryPicture(facts, facts.boundaries, total, words);
    case 'agencies':
      return agencyDots(facts, total, words);
    case 'heat':
      return heatTable(facts, words);
    case 'spread':
      return spreadBars(facts, words);
    case 'lost':
      return lostPlot(facts, words);
    case 'funnel':
      return funnelPlot(facts, total, words);
    case 'slope':
      return slopeChart(facts, 'agencies', words);
    case 'slope_factors':
      return slopeChart(facts, 'factors', words);
    case 'response':
      return responseSteps(facts, words);
    case 'response_weeks':
      return responseWeeks(facts, words);
  }
}

export const pageForm = (
  { svg, ...picture }: Picture,
  { results }: PictureFacts,
  words: PictureWords,
): PublishedPicture => ({
  ...picture,
  source: sourceText(results, words),
  key: [...picture.key],
  table: {
    headings: [...picture.table.headings],
    rows: picture.table.rows.map((row) => [...row]),
  },
  svg: markup(svg),
});
