import type { AgencyRegister } from '../../lists/decide/agency-register.ts';
import type { Window } from '../../lists/decide/returned-day.ts';
import { returnedDay } from '../../lists/decide/returned-day.ts';
import { isLate } from '../../lists/decide/telling-signs.ts';
import { readList } from '../../lists/read/read-list.ts';
import type { SheetRow } from '../../lists/read/sheet-row.ts';
import { SheetTops } from '../../lists/read/sheet-tops.ts';
import { readEventDay } from '../../lists/understand/dates.ts';
import { dossierCode } from '../../lists/understand/dossier-code.ts';
import type { Leading } from '../../lists/understand/leading-sheet.ts';
import { understandTop } from '../../lists/understand/leading-sheet.ts';
import type { Columns } from '../../lists/understand/list-rows.ts';
import { cellOf, dossierRowsOf } from '../../lists/understand/list-rows.ts';
import { readSheet } from '../../lists/understand/list-top.ts';
import { statusOf } from '../../lists/understand/status.ts';
import { meaningOf } from '../../lists/understand/synonyms.ts';
import { problem } from '../../problem.ts';

export interface SourceDossier {
  readonly code: string;
  readonly agencyCode: string | null;
  readonly returnedOn: string | null;
  readonly isLate: boolean | null;
}

interface Rules {
  readonly agencies: AgencyRegister;
  readonly window: Window;
}

/** Dossiers of a register in batches; null for a row without a code or returned outside the window. */
export async function* readSource(
  path: string,
  rules: Rules,
): AsyncGenerator<(SourceDossier | null)[]> {
  for (const { top, headings, roles } of await sheetsWithCodes(path)) {
    const columns: Columns = new Map(
      roles.flatMap((role, column) => (role ? [[role, column] as const] : [])),
    );
    const isDossier = dossierRowsOf(columns, headings.texts);
    const lastHeading = Math.max(0, ...headings.rows);
    for await (const rows of readList(top.list))
      yield rows
        .filter((row) => row.number > lastHeading && isDossier(row))
        .map((row) => sourceDossier(row, columns, rules));
  }
}

/**
 * Every tab that is shown and has a column of dossier codes; another one is a cover or a summary. A register of complaints
 * has no other column that a list of dossiers has, so its headings are where that column's is.
 */
async function sheetsWithCodes(path: string): Promise<Leading[]> {
  const sheets = await SheetTops.open(path);
  const found: Leading[] = [];
  for (const [sheet, { isHidden }] of (await sheets.sheets()).entries()) {
    if (isHidden) continue;
    const top = await readSheet(sheets, sheet, false);
    const headings = top.rows.find(({ cells }) => cells.some(isCodeHeading));
    if (headings) found.push(understandTop(top, headings.number, nothingRemembered));
  }
  const withCodes = found.filter(({ roles }) => roles.includes('dossierCode'));
  if (withCodes.length === 0) throw problem('source_unreadable');
  return withCodes;
}

const isCodeHeading = (cell: string): boolean => meaningOf(cell)?.role === 'dossierCode';
const nothingRemembered = () => ({ byHeading: new Map(), byColumn: undefined });

function sourceDossier(row: SheetRow, columns: Columns, rules: Rules): SourceDossier | null {
  const cell = (role: Parameters<typeof cellOf>[2]) => cellOf(row, columns, role);
  const code = dossierCode(cell('dossierCode'));
  if (!code || code.length > 200) return null;
  const agencyCode = rules.agencies.agencyOf(cell('agencyCode'), cell('agencyName'));
  // A register of complaints has no day of return: its dossiers count by their code alone.
  if (!columns.has('returnedOn') && !columns.has('finishedOn'))
    return { code, agencyCode, returnedOn: null, isLate: null };
  const [due, finished, returned] = (['dueOn', 'finishedOn', 'returnedOn'] as const).map((role) =>
    readEventDay(cell(role)),
  );
  const status = statusOf(cell('status') || cell('result'));
  const { day, reason } = returnedDay(status, returned, finished, rules.window);
  if (reason !== null) return null;
  const tellsLate = columns.has('dueOn');
  return {
    ...{ code, agencyCode, returnedOn: day },
    isLate: tellsLate ? isLate(due, finished, returned) : null,
  };
}
