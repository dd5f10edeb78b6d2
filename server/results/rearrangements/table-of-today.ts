import type { Results } from '#contract/results.ts';
import type { MatchedFigure } from '../table-points.ts';
import { earlierParts } from './earlier-parts.ts';

/**
 * A table of an earlier year was matched to agencies as they were then. Of an agency that was rearranged since, its rows
 * are those of all its parts if each is in the table whole and with its respondents, by which they weigh; or
 * those that a person has matched to the agency since: to a new code, or as many as there are parts.
 * @param rounds the round that is shown, then those before it until the table's year, the newest first
 */
export function tableOfToday<Table extends { readonly figures: readonly MatchedFigure[] }>(
  table: Table,
  rounds: readonly Results[],
): Table {
  const byCode = Map.groupBy(table.figures, ({ agencyCode }) => agencyCode);
  const rowsOf = (code: string) => byCode.get(code) ?? [];
  const agencies = rounds[0]!.domains.filter(({ level }) => level === 'agency');
  const figures = agencies.flatMap(({ agencyCode }) => {
    const code = agencyCode ?? '';
    const parts = earlierParts(rounds, code);
    const own = rowsOf(code);
    if (!parts) return own;
    const labels = new Set(own.map(({ label }) => label));
    const isMatchedSince = parts.every((part) => part.code !== code) || labels.size >= parts.length;
    if (own.length > 0 && isMatchedSince) return own;
    const joined = parts.flatMap((part) => rowsOf(part.code));
    const isWhole = parts.every((part) => part.isWhole && byCode.has(part.code));
    const isWeighed = joined.every(({ respondents }) => respondents !== null && respondents > 0);
    if (!isWhole || !isWeighed) return [];
    return joined.map((row) => ({ ...row, agencyCode: code, weight: row.respondents! }));
  });
  return { ...table, figures: [...(byCode.get(null) ?? []), ...figures] };
}
