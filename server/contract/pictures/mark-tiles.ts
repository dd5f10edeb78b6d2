import { rangeKey, withheldWord } from '../figure-words.ts';
import type { Domain, Figure } from '../figures.ts';
import type { Results } from '../results.ts';
import { wholePercent } from './marked-figures.ts';
import type { Say } from './say.ts';
import type { Marked, Sign } from './signs.ts';
import { markOf } from './signs.ts';

/** Whose words and addresses a picture has: the office's, the public page's, or a document's. */
export interface Wording {
  readonly say: Say;
  readonly hrefOf?: (agencyCode: string) => string;
}

interface Mark {
  readonly mark: Sign;
  /** Name, figure, range and n, or the word in their place. */
  readonly sentence: string;
  readonly href?: string;
}

/** Each tile or area with the mark of its commune's figure; what may not be shown has no mark. */
export function markTiles<T extends { readonly code: string }>(
  results: Results,
  tiles: readonly T[],
  node: string,
  { say, hrefOf }: Wording,
): (T & Mark)[] {
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

function sentenceOf({ name }: Domain, figure: Figure | undefined, mark: Marked, say: Say): string {
  const word = withheldWord(figure);
  if (word || !figure) return `${name}: ${say(`figure.${word ?? 'hidden'}`)}`;
  const [low, high] = [wholePercent(figure.low ?? 0), wholePercent(figure.high ?? 0)];
  const words = say(rangeKey('agencies.sentence', low, high), {
    name,
    index: wholePercent(figure.index ?? 0, figure.step),
    low,
    high,
    n: figure.respondents,
  });
  return mark === 'withheld' ? words : `${words}. ${say(`tier.${mark}`)}`;
}

/** The map's finding: numbers of communes by mark, and nothing that a mark does not say. */
export function mapTitle(tiles: readonly Pick<Mark, 'mark'>[], say: Say): string {
  const count = (mark: Sign) => tiles.filter((tile) => tile.mark === mark).length;
  return say('map.finding', {
    measured: tiles.length - count('absent'),
    lower: count('lower'),
    higher: count('higher'),
    same: count('not_different'),
    withheld: count('withheld'),
  });
}
