import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { NewMergedIdentity, NewPerson } from '../../db/schema.ts';

/** Rows a statement: PGlite answers nobody else while one runs. */
const CHUNK = 1000;

export async function insertPersons(trx: Db, persons: readonly NewPerson[]): Promise<void> {
  for (const some of chunks(persons))
    await sql`
      insert into person (id, campaign_id, unit_code, file_id, kind, sealed, phone_key, id_key, name_key,
        bare_key, birth_key, dossiers, has_shared_phone)
      select id, "campaignId", "unitCode", "fileId", kind, decode(sealed, 'base64'), "phoneKey", "idKey",
        "nameKey", "bareKey", "birthKey", dossiers, "hasSharedPhone"
      from jsonb_to_recordset(${textOf(some)}::jsonb) as row(
        id uuid, "campaignId" uuid, "unitCode" text, "fileId" uuid, kind text, sealed text,
        "phoneKey" bigint, "idKey" bigint, "nameKey" bigint, "bareKey" bigint, "birthKey" bigint,
        dossiers integer, "hasSharedPhone" boolean)
      on conflict (id) do update set file_id = excluded.file_id, kind = excluded.kind,
        sealed = excluded.sealed, phone_key = excluded.phone_key, id_key = excluded.id_key,
        name_key = excluded.name_key, bare_key = excluded.bare_key, birth_key = excluded.birth_key,
        dossiers = excluded.dossiers, has_shared_phone = excluded.has_shared_phone
    `.execute(trx);
}

export async function insertMergedIdentities(
  trx: Db,
  identities: readonly NewMergedIdentity[],
): Promise<void> {
  for (const some of chunks(identities))
    await sql`
      insert into merged_identity (file_id, row_number, kind, sealed, phone_key, id_key, name_key, bare_key,
        birth_key)
      select "fileId", "rowNumber", kind, decode(sealed, 'base64'), "phoneKey", "idKey", "nameKey",
        "bareKey", "birthKey"
      from jsonb_to_recordset(${textOf(some)}::jsonb) as row(
        "fileId" uuid, "rowNumber" integer, kind text, sealed text, "phoneKey" bigint, "idKey" bigint,
        "nameKey" bigint, "bareKey" bigint, "birthKey" bigint)
    `.execute(trx);
}

/** Bytes have no JSON of their own: they go as base64. */
const textOf = (rows: readonly { readonly sealed?: Buffer | null }[]): string =>
  JSON.stringify(rows.map((row) => ({ ...row, sealed: row.sealed?.toString('base64') ?? null })));

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK);
}

export interface NewFrameUnit {
  readonly unitId: string;
  readonly stratum: string;
  readonly personId: string | null;
  readonly procedureName: string;
  readonly returnedOn: string | null;
  readonly multiplicity: number;
}

export async function insertFrameUnits(
  trx: Db,
  campaignId: string,
  units: readonly NewFrameUnit[],
): Promise<void> {
  for (const some of chunks(units))
    await sql`
      insert into frame_unit (campaign_id, unit_id, stratum, person_id, procedure_name, returned_on,
        multiplicity)
      select ${campaignId}::uuid, "unitId", stratum, "personId", "procedureName", "returnedOn",
        multiplicity
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as row(
        "unitId" text, stratum text, "personId" uuid, "procedureName" text, "returnedOn" date,
        multiplicity integer)
    `.execute(trx);
}
