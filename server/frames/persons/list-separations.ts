import { sql } from 'kysely';
import type { Separation } from '#contract/persons.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';

/** Dossiers parted from their person, the newest first, with the name on them where the list still has them. */
export async function listSeparations(
  deps: Deps,
  campaignId: string,
  scope: Scope,
  staffId: string,
): Promise<Separation[]> {
  const { db, secrets, now } = deps;
  await campaignOf(db, campaignId, scope);
  await refuseErased(db, campaignId);
  const key = await secrets.identityKey(campaignId);
  const rows = await separationsOf(db, campaignId, scope);
  const details = { agency: scope ?? 'province', people: rows.length };
  await record(db, { at: now(), staffId, act: 'people_read', campaignId, details });
  return rows.map(({ sealed, separatedAt, ...row }) => ({
    ...row,
    fullName: sealed ? openIdentity(key, sealed).fullName : '',
    separatedAt: separatedAt.toISOString(),
  }));
}

interface Row {
  dossierCode: string;
  agencyCode: string;
  separatedAt: Date;
  separatedBy: string;
  sealed: Buffer | null;
}

const SHOWN = 500;

async function separationsOf(db: Db, campaignId: string, scope: Scope): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select dossier_code, separation.agency_code, separated_at, staff.full_name as separated_by, found.sealed
    from separation
    join staff on staff.id = separation.separated_by
    left join lateral (
      select person.sealed from dossier
      join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
      join person on person.id = dossier.person_id
      where dossier.campaign_id = separation.campaign_id and dossier.code = separation.dossier_code
      limit 1
    ) as found on true
    where separation.campaign_id = ${campaignId} and reach = 'agency'
      and (${scope}::text is null or separation.agency_code = ${scope})
    order by separated_at desc, dossier_code limit ${SHOWN}
  `.execute(db);
  return rows;
}
