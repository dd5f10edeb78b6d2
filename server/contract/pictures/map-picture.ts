import type { Results } from '../results.ts';
import { mapTitle, markTiles } from './mark-tiles.ts';
import { figureOf, figureText, markText, rangeText, tierKey } from './marked-figures.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import type { Tile } from './tile-map.ts';
import { tileMap } from './tile-map.ts';

/** The communes as cells of one size; departments are in no cell. */
export function mapPicture(
  { results }: PictureFacts,
  tiles: readonly Tile[],
  node: string,
  words: PictureWords,
): Picture | null {
  if (tiles.length === 0) return null;
  const { say, hrefOf } = words;
  const marked = markTiles(results, tiles, node, { say, ...(hrefOf && { hrefOf }) });
  const title = mapTitle(marked, say);
  const codes = new Set(tiles.map(({ code }) => code));
  return {
    title,
    about: say('map.about'),
    svg: tileMap(marked, title),
    key: tierKey(words),
    table: communeTable(results, codes, node, words),
  };
}

/** The figures of a map's communes, those that have none among them. */
export function communeTable(
  { domains }: Results,
  codes: ReadonlySet<string>,
  node: string,
  words: PictureWords,
): Picture['table'] {
  const communes = domains.filter(
    ({ level, agencyCode }) => level === 'agency' && codes.has(agencyCode ?? ''),
  );
  const headings = ['agencies.agency', 'agencies.index', 'agencies.range', 'agencies.beside'];
  return {
    headings: headings.map((key) => words.say(key)),
    rows: communes.map((commune) => {
      const figure = figureOf(commune, node);
      return [commune.name, figureText(figure, words), rangeText(figure), markText(figure, words)];
    }),
  };
}
