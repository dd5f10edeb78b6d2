import type { Results } from '../results.ts';
import type { DotRow } from './dot-rows.ts';
import { dotRows } from './dot-rows.ts';
import {
  agenciesByName,
  countMarks,
  figureOf,
  figureText,
  levelOf,
  markText,
  rangeText,
  shownOf,
  tierKey,
  wholePercent,
} from './marked-figures.ts';
import type { Picture, PictureFacts, PictureWords } from './picture.ts';
import { markOf } from './signs.ts';

const ROW = 20;

/** All agencies by name: an order by the estimate would be read as a ranking. */
export function agencyDots(
  { results }: PictureFacts,
  node: string,
  words: PictureWords,
): Picture | null {
  const rows = agencyRows(results, node);
  if (rows.length === 0) return null;
  const { say } = words;
  const title = dotsTitle(rows, words);
  const province = shownOf(rows[0]?.province);
  return {
    title,
    about: [
      say('pictures.dots_about'),
      say('agencies.overlap'),
      ...(province ? [say('pictures.dots_band', { index: wholePercent(province.index) })] : []),
    ].join(' '),
    svg: dotRows(rows, ROW, title, words),
    key: tierKey(words).filter(({ mark }) => mark !== 'withheld'),
    table: {
      headings: ['agencies.agency', 'agencies.index', 'agencies.range', 'agencies.beside'].map(
        (key) => say(key),
      ),
      rows: rows.map(({ name, figure }) => [
        name,
        figureText(figure, words),
        rangeText(figure),
        markText(figure, words),
      ]),
    },
  };
}

export const agencyRows = (results: Results, node: string): DotRow[] => {
  const province = levelOf(results, node);
  return agenciesByName(results).map((agency) => ({
    name: agency.name,
    figure: figureOf(agency, node),
    province,
  }));
};

/** Counts marks, and says nothing that no mark says. */
export function dotsTitle(rows: readonly DotRow[], { say }: PictureWords): string {
  const marks = countMarks(rows.map(({ figure }) => markOf(figure)));
  return say('pictures.dots_title', {
    n: rows.length,
    lower: marks.lower,
    higher: marks.higher,
    same: marks.not_different,
    withheld: marks.withheld,
  });
}
