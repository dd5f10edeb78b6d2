import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isFault } from '#contract/list-words.ts';
import type { Fault } from '#contract/row-counts.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import type { NewPerson } from '../../db/tables/persons.ts';
import type { Application } from '../../lists/decide/application.ts';
import { FieldCodes } from '../../lists/decide/field-codes.ts';
import { keyedIdentity } from '../../lists/link/complete-identity.ts';
import { insertRows } from '../store/insert-rows.ts';
import { personRow } from '../store/person-rows.ts';
import type { CorrectableList } from './list-in-force.ts';
import { oneOf } from './one-of.ts';
import { agenciesToLink } from './shared-keys.ts';

type Corrected = Pick<CorrectableList, 'list' | 'key'>;

/**
 * Writes what rows have become. A row that is eligible now is a person of its own; the next linkage of
 * its agency finds the person's other dossiers. Gives the agencies that have to be linked.
 */
export async function storeOutcomes(
  trx: Db,
  { list, key }: Corrected,
  applications: readonly Application[],
): Promise<Set<string | null>> {
  const { campaignId, fileId } = list;
  const fields = await fieldCodes(trx, campaignId, applications);
  const persons: NewPerson[] = [];
  const rows = applications.map((application) => {
    const { contact, reason, agencyCode, field, code, ...row } = application;
    const isIn = reason === null && contact !== null && agencyCode !== null;
    const personId = isIn ? randomUUID() : null;
    if (personId && isIn) {
      const place = { id: personId, campaignId, agencyCode, fileId };
      const owned = { kind: contact.kind, identified: keyedIdentity(key, contact) };
      persons.push(personRow(key, place, [owned]));
    }
    const outcome = isIn ? 'accepted' : reason && isFault(reason) ? 'in_error' : 'excluded';
    const fieldCode = fields.codeOf(field);
    return { ...row, code: code || null, agencyCode, fieldCode, personId, outcome, reason };
  });
  await insertRows(trx, 'person', persons);
  await updateDossiers(trx, fileId, rows);
  return agenciesToLink(trx, persons);
}

/**
 * Puts rows back in error as they were, and takes them away from whom they had been given to. Gives the agencies
 * that have to be linked again.
 */
export async function storeFaults(
  trx: Db,
  { list, key }: Corrected,
  applications: readonly Application[],
  faults: ReadonlyMap<number, Fault>,
): Promise<Set<string | null>> {
  const numbers = applications.map(({ rowNumber }) => rowNumber);
  const before = applications.map((application) => {
    const reason = faults.get(application.rowNumber) ?? application.reason;
    return { ...application, contact: null, reason };
  });
  const persons = await trx
    .selectFrom('person')
    .selectAll()
    .where('id', 'in', (where) =>
      where
        .selectFrom('dossier')
        .select('personId')
        .where('fileId', '=', list.fileId)
        .where(oneOf('rowNumber', numbers, 'integer')),
    )
    .execute();
  const agencies = await agenciesToLink(trx, persons);
  await trx
    .deleteFrom('mergedIdentity')
    .where('fileId', '=', list.fileId)
    .where(oneOf('rowNumber', numbers, 'integer'))
    .execute();
  await storeOutcomes(trx, { list, key }, before);
  await removeEmptyPersons(
    trx,
    persons.map(({ id }) => id),
  );
  return agencies;
}

async function removeEmptyPersons(trx: Db, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return;
  await trx
    .deleteFrom('person')
    .where(oneOf('id', persons, 'uuid'))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dossier').select('rowNumber').whereRef('dossier.personId', '=', 'person.id'),
        ),
      ),
    )
    .execute();
}

async function fieldCodes(trx: Db, campaignId: string, applications: readonly Application[]) {
  const known = await trx
    .selectFrom('field')
    .select(['code', 'name'])
    .where('campaignId', '=', campaignId)
    .orderBy('code')
    .execute();
  const fields = new FieldCodes(
    known,
    applications.map(({ field }) => field),
  );
  if (fields.added.length > 0)
    await trx
      .insertInto('field')
      .values(fields.added.map((field) => ({ campaignId, ...field })))
      .execute();
  return fields;
}

async function updateDossiers(trx: Db, fileId: string, rows: readonly object[]): Promise<void> {
  for (const chunk of chunksOf(rows))
    await sql`
      update dossier set agency_code = row."agencyCode", code = row.code, procedure_code = row."procedureCode",
        procedure_name = row."procedureName", field_code = row."fieldCode", channel = row.channel,
        received_on = row."receivedOn", due_on = row."dueOn", returned_on = row."returnedOn",
        is_late = row."isLate", is_refused = row."isRefused", has_phone = row."hasPhone",
        person_id = row."personId", outcome = row.outcome, reason = row.reason, linked_by = null
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as row(
        "rowNumber" integer, "agencyCode" text, code text, "procedureCode" text, "procedureName" text,
        "fieldCode" text, channel text, "receivedOn" date, "dueOn" date, "returnedOn" date,
        "isLate" boolean, "isRefused" boolean, "hasPhone" boolean, "personId" uuid, outcome text,
        reason text)
      where dossier.file_id = ${fileId} and dossier.row_number = row."rowNumber"
    `.execute(trx);
}
