import { agencyRows, dotsTitle } from '#contract/pictures/agency-dots.ts';
import { dotRows } from '#contract/pictures/dot-rows.ts';
import type { AllFacts } from '#contract/pictures/draw-picture.ts';
import { drawPicture } from '#contract/pictures/draw-picture.ts';
import { heatDrawing, heatTable } from '#contract/pictures/heat-table.ts';
import { agenciesByName } from '#contract/pictures/marked-figures.ts';
import type { PictureKind } from '#contract/pictures/picture-kinds.ts';
import { withKey } from '#contract/pictures/picture-sheet.ts';
import { pictureWords } from '../http/picture-words.ts';
import { totalOf } from './figure-text.ts';
import type { Block } from './official-document.ts';
import { picture } from './official-document.ts';

const words = pictureWords('vi');

/** A picture of the publication as the pages have it; nothing where there are no figures for it. */
export function pictureBlocks(kind: PictureKind, facts: AllFacts): Block[] {
  const drawn = drawPicture(kind, facts, words);
  if (!drawn) return [];
  const about = kind === 'map' ? words.say('pictures.map_printed') : drawn.about;
  return [picture(drawn.title, withKey(drawn), about)];
}

/** Rows that a sheet of A4 holds, of a height at which letters do not touch. */
const SHEET = { rows: 38, height: 14 } as const;

/** All agencies as dots, by name, on as many sheets as they need. */
export function dotBlocks(facts: AllFacts): Block[] {
  const rows = agencyRows(facts.results, totalOf(facts.results));
  const drawn = drawPicture('agencies', facts, words);
  if (!drawn) return [];
  const title = dotsTitle(rows, words);
  return sheetsOf(rows).map((part, sheet, all) => {
    const svg = dotRows(part, SHEET.height, title, words);
    return picture(numbered(title, sheet, all), withKey({ ...drawn, svg }), aboutOf(drawn, sheet));
  });
}

/** Agencies by factors, on as many sheets as they need. */
export function heatBlocks(facts: AllFacts): Block[] {
  const drawn = heatTable(facts, words);
  if (!drawn) return [];
  return sheetsOf(agenciesByName(facts.results)).map((agencies, sheet, all) => {
    const rows = { agencies, height: SHEET.height };
    const svg = heatDrawing(facts.results, rows, drawn.title, words);
    return picture(
      numbered(drawn.title, sheet, all),
      withKey({ ...drawn, svg }),
      aboutOf(drawn, sheet),
    );
  });
}

const numbered = (title: string, sheet: number, all: readonly unknown[]): string =>
  all.length === 1 ? title : `${title} (${sheet + 1}/${all.length})`;

/** How to read it is said once. */
const aboutOf = ({ about }: { readonly about: string }, sheet: number): string =>
  sheet === 0 ? about : '';

function sheetsOf<Row>(rows: readonly Row[]): Row[][] {
  const sheets: Row[][] = [];
  for (let first = 0; first < rows.length; first += SHEET.rows)
    sheets.push(rows.slice(first, first + SHEET.rows));
  return sheets;
}
