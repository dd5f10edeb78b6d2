import { randomUUID } from 'node:crypto';
import { isFault } from '#contract/frames.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { NewDossier, NewMergedIdentity, NewPerson } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { voidSignature } from '../accepting/void-signature.ts';
import { compareUnit, unitsToCompare } from '../comparing/compare-unit.ts';
import type { ProblemRow } from '../correcting/keep-problem-row.ts';
import { insertProblemRows } from '../correcting/keep-problem-row.ts';
import type { Application } from '../deciding/application.ts';
import type { Decided } from '../deciding/decide-rows.ts';
import { decideRows } from '../deciding/decide-rows.ts';
import { FieldCodes } from '../deciding/field-codes.ts';
import { pseudonymOf } from '../pseudonym.ts';
import type { Scope } from '../scope.ts';
import { tallyUnit } from '../tallying/tally-unit.ts';
import { insertDossiers, insertMergedIdentities, insertPersons } from './insert-rows.ts';
import { linkedBy, mergedIdentityRow, personRow } from './person-rows.ts';
import { listsToReplace, replaceLists } from './replace-lists.ts';

export interface ReadRows {
  readonly applications: readonly Application[];
  /** The cells of those that are in error. */
  readonly problemRows: readonly ProblemRow[];
  /** Departments that the list names for the first time, by code. */
  readonly departments: ReadonlyMap<string, string>;
}

export interface Destination {
  readonly campaignId: string;
  readonly provinceCode: string;
  readonly scope: Scope;
  readonly fileId: string;
  readonly staffId: string;
  readonly at: Date;
}

/** Puts a list in force in the place of the earlier one; the caller's transaction makes it all or nothing. */
export async function storeList(
  trx: Db,
  secrets: Deps['secrets'],
  { applications, problemRows, departments }: ReadRows,
  to: Destination,
): Promise<void> {
  const { campaignId, scope, fileId, staffId, at } = to;
  await registerDepartments(trx, departments, to.provinceCode);
  const units = unitsIn(applications);
  const lists = await listsToReplace(trx, campaignId, scope, units);
  const taken = await codesInForce(trx, campaignId, scope, lists);
  const separated = await separatedCodes(trx, campaignId);
  const key = await secrets.identityKey(campaignId);
  const decided = await decideRows(applications, {
    key,
    isTaken: (code) => taken.has(code),
    isSeparated: (code) => separated.has(code),
    pseudonym: (code) => pseudonymOf(secrets, campaignId, code),
  });
  const counts = await insertDecided(trx, decided, applications, { ...to, key });
  // A row whose code is another row's too is no longer in error: it is repeated.
  const inError = new Set(
    decided.left.flatMap((row) => (isFault(row.reason) ? row.rowNumber : [])),
  );
  await insertProblemRows(
    trx,
    problemRows.filter(({ rowNumber }) => inError.has(rowNumber)),
  );
  for (const unitCode of [...units, null]) await tallyUnit(trx, fileId, unitCode);
  for (const unitCode of await unitsToCompare(trx, fileId, lists)) {
    await compareUnit(trx, { campaignId, unitCode, fileId });
    await voidSignature(trx, campaignId, unitCode);
  }
  const replaced = await replaceLists(trx, to, lists);
  await trx
    .updateTable('listFile')
    .set({
      state: 'imported',
      problem: null,
      importedAt: at,
      readCount: counts.rows,
      rowCount: counts.rows,
      acceptedCount: counts.accepted,
      mergedCount: counts.merged,
      excludedCount: counts.excluded,
      errorCount: counts.inError,
    })
    .where('id', '=', fileId)
    .execute();
  const details = { unit: scope ?? 'province', ...counts, replaced };
  await record(trx, { at, staffId, act: 'list_imported', campaignId, details });
}

async function insertDecided(
  trx: Db,
  { persons, left }: Decided,
  applications: readonly Application[],
  { campaignId, fileId, key }: Destination & { readonly key: Buffer },
) {
  const fields = new FieldCodes(
    await trx
      .selectFrom('field')
      .select(['code', 'name'])
      .where('campaignId', '=', campaignId)
      .orderBy('code')
      .execute(),
    applications.map(({ field }) => field),
  );
  if (fields.added.length > 0)
    await trx
      .insertInto('field')
      .values(fields.added.map((field) => ({ campaignId, ...field })))
      .execute();
  const newPersons: NewPerson[] = [];
  const newDossiers: NewDossier[] = [];
  const newIdentities: NewMergedIdentity[] = [];
  const dossier = (application: Application) => ({
    ...dossierRow(application, fields),
    fileId,
    campaignId,
  });
  for (const dossiers of persons) {
    const { unitCode } = dossiers[0]!.application;
    const personId = randomUUID();
    newPersons.push(personRow(key, { id: personId, campaignId, unitCode, fileId }, dossiers));
    for (const [rank, linked] of dossiers.entries()) {
      const { application } = linked;
      const outcome = rank === 0 ? 'accepted' : 'merged';
      const by = { personId, outcome, reason: null, linkedBy: linkedBy(linked) } as const;
      newDossiers.push({ ...dossier(application), ...by });
      if (dossiers.length > 1)
        newIdentities.push(
          mergedIdentityRow(key, { fileId, rowNumber: application.rowNumber }, linked),
        );
    }
  }
  for (const application of left) {
    const { reason } = application;
    const outcome = isFault(reason) ? 'in_error' : 'excluded';
    const by = { personId: null, outcome, reason, linkedBy: null } as const;
    newDossiers.push({ ...dossier(application), ...by });
  }
  await insertPersons(trx, newPersons);
  await insertDossiers(trx, newDossiers);
  await insertMergedIdentities(trx, newIdentities);
  const [rows, accepted] = [newDossiers.length, newPersons.length];
  const inError = left.filter(({ reason }) => isFault(reason)).length;
  const [merged, excluded] = [rows - accepted - left.length, left.length - inError];
  return { rows, accepted, merged, excluded, inError };
}

function dossierRow(application: Application, fields: FieldCodes) {
  const { contact: _, reason: __, field, code, ...row } = application;
  return { ...row, code: code || null, fieldCode: fields.codeOf(field) };
}

const unitsIn = (applications: readonly Application[]) => [
  ...new Set(applications.flatMap(({ unitCode }) => unitCode ?? [])),
];

async function registerDepartments(
  trx: Db,
  departments: ReadonlyMap<string, string>,
  provinceCode: string,
): Promise<void> {
  for (const [code, name] of departments)
    await trx
      .insertInto('unit')
      .values({ code, name, kind: 'department', provinceCode })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
}

/** Dossiers that are linked to none in their unit. */
async function separatedCodes(trx: Db, campaignId: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('separation')
    .select('dossierCode')
    .where('campaignId', '=', campaignId)
    .where('reach', '=', 'unit')
    .execute();
  return new Set(rows.map(({ dossierCode }) => dossierCode));
}

/**
 * Codes that lists which stay in force have brought into the frame: a dossier counts once in a campaign.
 */
async function codesInForce(
  trx: Db,
  campaignId: string,
  scope: Scope,
  replaced: readonly string[],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('dossier')
    .select('code')
    .where('campaignId', '=', campaignId)
    .where('outcome', 'in', ['accepted', 'merged'])
    .$if(replaced.length > 0, (query) => query.where('fileId', 'not in', replaced))
    .$if(scope !== null, (query) => query.where('unitCode', 'is distinct from', scope))
    .execute();
  return new Set(rows.flatMap(({ code }) => code ?? []));
}
