import { setImmediate } from 'node:timers/promises';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { ProblemRow } from '../correcting/keep-problem-row.ts';
import { problemRowOf } from '../correcting/keep-problem-row.ts';
import type { Application } from '../deciding/application.ts';
import type { ReadingRules } from '../deciding/read-application.ts';
import { readApplication } from '../deciding/read-application.ts';
import type { ListOnDisk } from '../reading/read-list.ts';
import { readList } from '../reading/read-list.ts';
import { ROW_LIMIT } from '../reading/sheet-row.ts';
import type { ReadRows } from '../storing/store-list.ts';
import { dossierRowsOf } from '../understanding/list-rows.ts';
import { sheetsOfList } from '../understanding/list-top.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';
import type { RulesOfList } from './reading-rules.ts';
import { readingRules } from './reading-rules.ts';
import { rowNumberOf } from './row-number.ts';

/** Rows between two notes of the progress. */
const NOTED = 2000;

export interface Reading extends RulesOfList {
  readonly fileId: string;
  readonly list: ListOnDisk;
}

/** Reads every dossier row of a list; how far it has come is noted for those who wait. */
export async function readRows(deps: Deps, reading: Reading): Promise<ReadRows> {
  const { confirmed, list, fileId } = reading;
  const rules = await readingRules(deps, reading);
  const key = await deps.secrets.identityKey(reading.campaign.id);
  const applications: Application[] = [];
  const problemRows: ProblemRow[] = [];
  let noted = 0;
  for await (const { rows, sheet } of dossierRowsIn(list, confirmed, rules)) {
    for (const { cells, number } of rows) {
      const row = { cells, number: rowNumberOf(sheet, number) };
      const application = readApplication(row, rules);
      applications.push(application);
      const problemRow = problemRowOf(key, fileId, row, application, rules);
      if (problemRow) problemRows.push(problemRow);
    }
    if (applications.length - noted >= NOTED) {
      noted = applications.length;
      await noteProgress(deps, fileId, noted);
    }
    await setImmediate();
  }
  if (applications.length > ROW_LIMIT) throw problem('file_too_large', { limitMb: 60 });
  if (applications.length === 0) throw problem('file_empty');
  return { applications, problemRows, departments: rules.units.registered };
}

async function* dossierRowsIn(
  list: ListOnDisk,
  { headingRows, headings }: ConfirmedColumns,
  { columns }: ReadingRules,
) {
  for (const part of await sheetsOfList(list, headingRows, headings)) {
    const isDossier = dossierRowsOf(columns, headings);
    for await (const rows of readList(part.list))
      yield {
        rows: rows.filter((row) => row.number > part.below && isDossier(row)),
        sheet: part.list.sheet,
      };
  }
}

async function noteProgress({ db }: Deps, fileId: string, readCount: number): Promise<void> {
  await db
    .updateTable('listFile')
    .set({ readCount })
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .execute();
}
