import { withheldWord } from '../figure-words.ts';
import type { Domain, Figure } from '../figures.ts';
import type { Results } from '../results.ts';
import type { MarkedTile, Tile, TileMark } from './tile-map.ts';

export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** Whose words and addresses a picture has: the office's, the public page's, or a document's. */
export interface Wording {
  readonly say: Say;
  readonly hrefOf?: (agencyCode: string) => string;
}

/** Whole percent, as intervals are published; a value that was rounded coarser says so. */
const wholePercent = (share: number, step: number | null = null): string =>
  `${step !== null && step > 0.01 ? '≈ ' : ''}${Math.round(100 * share)}%`;

/** Each tile with the mark of its commune's figure; what may not be shown has no mark. */
export function markTiles(
  results: Results,
  tiles: readonly Tile[],
  node: string,
  { say, hrefOf }: Wording,
): MarkedTile[] {
  const communes = new Map(
    results.domains.flatMap((domain) =>
      domain.level === 'agency' && domain.agencyCode ? [[domain.agencyCode, domain]] : [],
    ),
  );
  return tiles.map((tile) => {
    const commune = communes.get(tile.code);
    if (!commune) return { ...tile, mark: 'absent', sentence: say('map.absent') };
    const figure = commune.figures.find((candidate) => candidate.node === node);
    const mark = markOf(figure);
    return {
      ...tile,
      mark,
      sentence: sentenceOf(commune, figure, mark, say),
      ...(hrefOf && { href: hrefOf(tile.code) }),
    };
  });
}

function markOf(figure: Figure | undefined): TileMark {
  if (!figure?.tier || withheldWord(figure)) return 'withheld';
  return figure.tier;
}

function sentenceOf(
  { name }: Domain,
  figure: Figure | undefined,
  mark: TileMark,
  say: Say,
): string {
  const word = withheldWord(figure);
  if (word || !figure) return `${name}: ${say(`figure.${word ?? 'hidden'}`)}`;
  const words = say('agencies.sentence', {
    name,
    index: wholePercent(figure.index ?? 0, figure.step),
    low: wholePercent(figure.low ?? 0),
    high: wholePercent(figure.high ?? 0),
    n: figure.respondents,
  });
  return mark === 'withheld' ? words : `${words}. ${say(`tier.${mark}`)}`;
}

/** The map's finding: numbers of communes by mark, and nothing that a mark does not say. */
export function mapTitle(tiles: readonly MarkedTile[], say: Say): string {
  const count = (mark: TileMark) => tiles.filter((tile) => tile.mark === mark).length;
  return say('map.finding', {
    measured: tiles.length - count('absent'),
    lower: count('lower'),
    higher: count('higher'),
    same: count('not_different'),
    withheld: count('withheld'),
  });
}
