import { setImmediate } from 'node:timers/promises';
import type { CampaignRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Application } from '../deciding/application.ts';
import type { ReadingRules } from '../deciding/read-application.ts';
import { readApplication } from '../deciding/read-application.ts';
import { UnitRegister } from '../deciding/unit-register.ts';
import type { ListOnDisk } from '../reading/read-list.ts';
import { readList } from '../reading/read-list.ts';
import type { SheetRow } from '../reading/sheet-row.ts';
import { ROW_LIMIT } from '../reading/sheet-row.ts';
import type { Scope } from '../scope.ts';
import type { ReadRows } from '../storing/store-list.ts';
import { dossierRowsOf } from '../understanding/list-rows.ts';
import { sheetsOfList } from '../understanding/list-top.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';

/** Rows that a sheet can have at most. */
const SHEET_ROWS = 1_048_576;
/** Rows between two notes of the progress. */
const NOTED = 2000;

export interface Reading {
  readonly campaign: CampaignRow;
  readonly scope: Scope;
  readonly fileId: string;
  readonly mayRegister: boolean;
  readonly confirmed: ConfirmedColumns;
  readonly list: ListOnDisk;
}

/** Reads every dossier row of a list; how far it has come is noted for those who wait. */
export async function readRows(deps: Deps, reading: Reading): Promise<ReadRows> {
  const { confirmed, list, fileId } = reading;
  const rules = await rulesOf(deps, reading);
  const applications: Application[] = [];
  let noted = 0;
  for await (const { rows, sheet } of dossierRowsIn(list, confirmed, rules)) {
    for (const row of rows) applications.push(readApplication(onSheet(row, sheet), rules));
    if (applications.length - noted >= NOTED) {
      noted = applications.length;
      await noteProgress(deps, fileId, noted);
    }
    await setImmediate();
  }
  if (applications.length > ROW_LIMIT) throw problem('file_too_large', { limitMb: 60 });
  if (applications.length === 0) throw problem('file_empty');
  return { applications, departments: rules.units.registered };
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

/** Row 5 of the third sheet is another row than row 5 of the first. */
const onSheet = (row: SheetRow, sheet: number): SheetRow =>
  sheet === 0 ? row : { number: row.number + sheet * SHEET_ROWS, cells: row.cells };

async function rulesOf(deps: Deps, reading: Reading): Promise<ReadingRules> {
  const { campaign, scope, mayRegister, confirmed } = reading;
  const units = await deps.db
    .selectFrom('unit')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where((of) =>
      of.or([of('provinceCode', '=', campaign.provinceCode), of('kind', '=', 'department')]),
    )
    .execute();
  const { provinceCode, id } = campaign;
  const former = await deps.db
    .selectFrom('unitSuccession')
    .innerJoin('unit', 'unit.code', 'unitSuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('unit.provinceCode', '=', provinceCode)
    .execute();
  return {
    columns: new Map(confirmed.columns.map(({ index, role }) => [role, index])),
    window: { from: campaign.returnedFrom, to: campaign.returnedTo, today: today(deps.now()) },
    units: new UnitRegister(units, { provinceCode, ownUnit: scope, mayRegister, former }),
    ownUnit: scope,
    hashId: (number) => deps.secrets.keyed('person-link', `${id}${number}`).toString('base64'),
  };
}

/** The calendar day in Viet Nam (UTC+7 all year). */
const today = (now: Date) => new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

async function noteProgress({ db }: Deps, fileId: string, readCount: number): Promise<void> {
  await db
    .updateTable('listFile')
    .set({ readCount })
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .execute();
}
