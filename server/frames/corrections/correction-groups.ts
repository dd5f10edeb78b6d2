import type { Correction, CorrectionGroups } from '#contract/corrections.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { mayBeAlike } from '../../lists/decide/cell-at-fault.ts';
import { rowCounts } from '../completeness/row-counts.ts';
import { campaignOf } from '../scope.ts';
import { alikeRows, cellsNow, correctableRows, faultGroups } from './correctable-rows.ts';
import type { ListInForce, Place } from './list-in-force.ts';
import { listInForce, rolesByColumn } from './list-in-force.ts';
import { rememberedRows } from './remember-corrections.ts';

/**
 * What is wrong with a scope's rows, the most first. Wrong values are named where one fix may serve many:
 * agencies and days, which name nobody; an observer (`countsOnly`) sees none.
 */
export async function problemGroups(
  deps: Deps,
  place: Place,
  countsOnly: boolean,
): Promise<CorrectionGroups> {
  const { db } = deps;
  await campaignOf(db, place.campaignId, place.scope);
  const counts = await rowCounts(db, place.campaignId, place.scope);
  const list = await listInForce(db, place);
  if (!list) return { counts, ...NO_LIST };
  const groups = await faultGroups(db, list);
  const values = countsOnly ? [] : await wrongValues(deps, list);
  return {
    counts,
    fileId: list.fileId,
    fileName: list.fileName,
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    groups: groups.map((group) => ({
      ...group,
      values: values.filter(({ fault }) => fault === group.fault),
    })),
    correctedBefore: countsOnly ? 0 : (await rememberedRows(db, list)).length,
    corrections: await corrections(db, list),
  };
}

const NO_LIST = {
  fileId: null,
  fileName: null,
  rows: 0,
  groups: [],
  correctedBefore: 0,
  corrections: [],
};

async function wrongValues({ db, secrets }: Deps, list: ListInForce) {
  const roles = rolesByColumn(list.confirmed);
  const columns = [...roles].flatMap(([column, role]) => (mayBeAlike(role, '-') ? [column] : []));
  const groups = await alikeRows(db, list, columns);
  if (groups.length === 0) return [];
  const key = await secrets.identityKey(list.campaignId);
  const examples = await correctableRows(db, list, {
    rowNumbers: groups.map(({ example }) => example),
  });
  return groups.flatMap(({ fault, columnNumber, rows, example }) => {
    const row = examples.find(({ rowNumber }) => rowNumber === example);
    const value = row ? (cellsNow(key, row)[columnNumber] ?? '') : '';
    if (!row || !mayBeAlike(roles.get(columnNumber), value)) return [];
    const heading = list.confirmed.headings[columnNumber] ?? '';
    return [{ fault, column: columnNumber, heading, value, rows }];
  });
}

const SHOWN = 50;

async function corrections(db: Db, { fileId, scope }: ListInForce): Promise<Correction[]> {
  const rows = await db
    .selectFrom('correction')
    .innerJoin('staff as by', 'by.id', 'correction.correctedBy')
    .leftJoin('staff as undoer', 'undoer.id', 'correction.undoneBy')
    .selectAll('correction')
    .select(['by.fullName', 'undoer.fullName as undoerName'])
    .where('fileId', '=', fileId)
    .where('correction.agencyCode', 'is not distinct from', scope)
    .orderBy('number', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    correctionId: row.id,
    kind: row.kind,
    fault: row.reason as Fault | null,
    rows: row.rowCount,
    corrected: row.correctedCount,
    by: row.fullName,
    at: row.correctedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy: row.undoerName,
  }));
}
