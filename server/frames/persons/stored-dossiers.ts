import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { NewMergedIdentity, NewPerson } from '../../db/tables/persons.ts';
import type { Linkable } from '../../lists/link/link-dossiers.ts';
import { insertRows, putPersons } from '../store/insert-rows.ts';

/** A dossier of a list in force that is in the frame, or would be if its owner were not staff of the agency. */
export interface StoredDossier extends Linkable {
  readonly fileId: string;
  readonly rowNumber: number;
  /** Null while its owner is left out as staff of the agency. */
  readonly personId: string | null;
  readonly outcome: 'accepted' | 'merged' | 'excluded';
  readonly linkedBy: string | null;
  /** What it says of its owner is kept apart, because the person has several dossiers. */
  readonly isKept: boolean;
  readonly dossiersOfPerson: number;
  readonly hasSharedPhone: boolean;
}

interface Row {
  fileId: string;
  rowNumber: number;
  code: string;
  personId: string | null;
  outcome: 'accepted' | 'merged' | 'excluded';
  linkedBy: string | null;
  kind: Linkable['kind'];
  isKept: boolean;
  isSeparated: boolean;
  dossiers: number;
  hasSharedPhone: boolean;
  sealed: Buffer;
  phoneKey: number | null;
  idKey: number | null;
  nameKey: number;
  bareKey: number;
  birthKey: number | null;
}

export async function storedDossiers(
  db: Db,
  key: Buffer,
  campaignId: string,
  agencyCode: string,
): Promise<StoredDossier[]> {
  const { rows } = await sql<Row>`
    select dossier.file_id, dossier.row_number, dossier.code, person_id, outcome, linked_by,
      stated.kind, stated.is_kept, coalesce(person.dossiers, 0) as dossiers,
      coalesce(has_shared_phone, false) as has_shared_phone, stated.sealed, stated.phone_key,
      stated.id_key, stated.name_key, stated.bare_key, stated.birth_key,
      separation.dossier_code is not null as is_separated
    from dossier
    join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    left join person on person.id = dossier.person_id and person.sealed is not null
    left join merged_identity as own
      on own.file_id = dossier.file_id and own.row_number = dossier.row_number
    cross join lateral (
      select own.kind, true as is_kept, own.sealed, own.phone_key, own.id_key, own.name_key,
        own.bare_key, own.birth_key where own.file_id is not null
      union all
      select person.kind, false, person.sealed, person.phone_key, person.id_key, person.name_key,
        person.bare_key, person.birth_key where own.file_id is null and person.id is not null
    ) as stated
    left join separation on separation.campaign_id = dossier.campaign_id
      and separation.dossier_code = dossier.code and separation.reach = 'agency'
    where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode}
      and (outcome in ('accepted', 'merged') or reason = 'own_staff')
    order by dossier.file_id, dossier.row_number
  `.execute(db);
  return rows.map((row) => storedDossier(key, row));
}

function storedDossier(key: Buffer, row: Row): StoredDossier {
  const { sealed, phoneKey, idKey, nameKey, bareKey, birthKey, dossiers, ...dossier } = row;
  const keys = {
    phone: phoneKey ?? 0,
    id: idKey ?? 0,
    name: nameKey,
    bare: bareKey,
    birth: birthKey ?? 0,
  };
  const identified = { identity: openIdentity(key, sealed), keys, hasSharedPhone: false };
  return { ...dossier, dossiersOfPerson: dossiers, identified };
}

interface Place {
  readonly fileId: string;
  readonly rowNumber: number;
}

export interface Relinked {
  readonly persons: readonly NewPerson[];
  readonly dossiers: readonly (Place & {
    readonly personId: string | null;
    readonly outcome: 'accepted' | 'merged' | 'excluded';
    readonly reason: 'own_staff' | null;
    readonly linkedBy: string | null;
  })[];
  readonly identities: readonly NewMergedIdentity[];
  /** Dossiers that are a person's only one now: the person says what they say. */
  readonly alone: readonly Place[];
  /** Persons without a dossier. */
  readonly gone: readonly string[];
}

/** It was not a person of these dossiers who was found in other agencies too: it is to be looked for again. */
async function forgetAcrossAgencies(trx: Db, persons: readonly string[]): Promise<void> {
  await sql`
    delete from same_person as known using same_person as changed
    where changed.person_id = any(${persons}::uuid[]) and known.campaign_id = changed.campaign_id
      and known.cluster = changed.cluster
  `.execute(trx);
}

export async function writeRelinked(trx: Db, relinked: Relinked): Promise<void> {
  await putPersons(trx, relinked.persons);
  await forgetAcrossAgencies(trx, [...relinked.persons.map(({ id }) => id), ...relinked.gone]);
  const places = JSON.stringify(relinked.dossiers);
  await sql`
    update dossier set person_id = placed."personId", outcome = placed.outcome, reason = placed.reason,
      linked_by = placed."linkedBy"
    from jsonb_to_recordset(${places}::jsonb) as placed(
      "fileId" uuid, "rowNumber" integer, "personId" uuid, outcome text, reason text, "linkedBy" text)
    where dossier.file_id = placed."fileId" and dossier.row_number = placed."rowNumber"
  `.execute(trx);
  await insertRows(trx, 'merged_identity', relinked.identities);
  const alone = JSON.stringify(
    relinked.alone.map(({ fileId, rowNumber }) => ({ fileId, rowNumber })),
  );
  await sql`
    delete from merged_identity using jsonb_to_recordset(${alone}::jsonb) as alone(
      "fileId" uuid, "rowNumber" integer)
    where merged_identity.file_id = alone."fileId" and merged_identity.row_number = alone."rowNumber"
  `.execute(trx);
  await sql`
    delete from person using jsonb_array_elements_text(${JSON.stringify(relinked.gone)}::jsonb) as gone
    where person.id = gone::uuid
  `.execute(trx);
}
