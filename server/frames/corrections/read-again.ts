import { isFault } from '#contract/list-words.ts';
import type { Reason } from '#contract/row-counts.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import type { Application } from '../../lists/decide/application.ts';
import { readApplication } from '../../lists/decide/read-application.ts';
import type { CorrectableList } from './list-in-force.ts';

export interface RowAgain {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly application: Application;
}

/** What becomes of rows with their new cells: a code that the frame has already is repeated, not counted twice. */
export async function readAgain(
  db: Db,
  { list, rules }: Pick<CorrectableList, 'list' | 'rules'>,
  rows: readonly { readonly rowNumber: number; readonly cells: readonly string[] }[],
): Promise<RowAgain[]> {
  const read = rows.map(({ rowNumber, cells }) => ({
    rowNumber,
    cells,
    application: readApplication({ number: rowNumber, cells }, rules),
  }));
  const eligible = read.filter(({ application }) => application.reason === null);
  const taken = await codesTaken(
    db,
    list.campaignId,
    eligible.map(({ application }) => application.code),
  );
  return read.map((row) => {
    const { application } = row;
    if (application.reason !== null) return row;
    if (taken.has(application.code))
      return { ...row, application: { ...application, contact: null, reason: 'repeated_dossier' } };
    taken.add(application.code);
    return row;
  });
}

async function codesTaken(db: Db, campaignId: string, codes: readonly string[]) {
  const taken = new Set<string | null>();
  for (const chunk of chunksOf(codes)) {
    const rows = await db
      .selectFrom('dossier')
      .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
      .select('dossier.code')
      .where('dossier.campaignId', '=', campaignId)
      .where('dossier.code', 'in', chunk)
      .where('dossier.outcome', 'in', ['accepted', 'merged'])
      .where('listFile.state', '=', 'imported')
      .execute();
    for (const { code } of rows) taken.add(code);
  }
  return taken;
}

/** How many of the rows are corrected, left out by a rule, or in error still. */
export function standing(rows: readonly RowAgain[]) {
  const count = (matches: (reason: Reason | null) => boolean) =>
    rows.filter(({ application }) => matches(application.reason)).length;
  const inError = count((reason) => reason !== null && isFault(reason));
  const corrected = count((reason) => reason === null);
  return { rows: rows.length, corrected, excluded: rows.length - corrected - inError, inError };
}
