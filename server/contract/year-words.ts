import type { Say } from './pictures/say.ts';
import type { ShownYear, YearPoint, YearSeries, Years } from './years.ts';

/** How a page writes shares and numbers. */
export interface YearWording {
  readonly say: Say;
  readonly share: (share: number, step: number) => string;
}

/** What may be said of a figure's last step: a word where both years bear it out, else why there is none. */
export function lastChange({ points }: YearSeries, { years }: Years, say: Say): string {
  const [before, last] = [points.at(-2), points.at(-1)];
  if (!before || !last) return '';
  const between = years.at(-2);
  if (last.year !== years.at(-1)?.year || before.year !== between?.year)
    return say('years.no_figure');
  if (last.change) return say(`since_before.${last.change}`);
  return say('years.no_error', { year: String(before.year) });
}

/** The last two years of a figure in one sentence; nothing where it has no two. */
export function betweenYears(series: YearSeries, years: Years, wording: YearWording) {
  const [before, last] = series.points.slice(-2);
  if (!before || !last) return undefined;
  return wording.say('since_before.sentence', {
    name: series.name,
    earlierYear: String(before.year),
    laterYear: String(last.year),
    earlier: pointWords(before, wording),
    later: pointWords(last, wording),
    word: lastChange(series, years, wording.say),
  });
}

/** “2025: 84% (gộp 3 đơn vị cũ)”. */
export function pointWords(point: YearPoint, { say, share }: YearWording): string {
  const value = share(point.index, point.step);
  return point.parts.length > 0 ? say('years.merged', { value, n: point.parts.length }) : value;
}

/** A figure over the years as one sentence; the alternative of its picture too. */
export function seriesSentence(series: YearSeries, years: Years, wording: YearWording): string {
  const values = series.points
    .map((point) => `${point.year}: ${pointWords(point, wording)}`)
    .join('; ');
  const [from, to] = years.years.slice(-2).map(({ year }) => String(year));
  const word = lastChange(series, years, wording.say);
  return `${series.name}: ${values}. ${wording.say('years.between', { from, to, word })}`;
}

/** Where the figures of a year come from, and what is not known of them. */
export function yearNote(year: ShownYear, say: Say, day: (iso: string) => string): string {
  if (year.kind === 'round')
    return say('years.round', { year: String(year.year), name: year.name });
  const parts = [
    say('years.table', {
      year: String(year.year),
      source: year.publishedOn ? `${year.name}, ${day(year.publishedOn)}` : year.name,
    }),
    say(year.hasErrors ? 'years.some_errors' : 'years.without_errors'),
  ];
  if (year.method) parts.push(say('years.method', { method: year.method }));
  if (year.withheld > 0) parts.push(say('years.withheld', { n: year.withheld }));
  return parts.join(' ');
}

/** Names of the old agencies behind a merged figure of the latest table that has one. */
export const mergedParts = ({ points }: YearSeries): readonly string[] =>
  points.findLast(({ parts }) => parts.length > 0)?.parts ?? [];
