import { sql } from 'kysely';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Deps } from '../../deps.ts';
import { campaignOf } from '../scope.ts';
import { rulesOf } from './read-person.ts';

const PAGE = 50;

/** A page of those found, each with the persons of the agencies; and the persons that were parted by hand. */
export async function personsOfAgencies(
  { db, secrets, now }: Deps,
  campaignId: string,
  page: number,
  staffId: string,
) {
  await campaignOf(db, campaignId, null);
  await refuseErased(db, campaignId);
  const key = await secrets.identityKey(campaignId);
  const shown = ({ sealed, cluster: _, linkedBy: __, ...row }: Row) => {
    const { fullName, phone } = openIdentity(key, sealed);
    return { ...row, fullName, phone };
  };
  const { total, foundAt } = await found(db, campaignId);
  const rows = await membersOf(db, campaignId, page);
  const parted = await partedOf(db, campaignId);
  const details = { page, people: rows.length + parted.length };
  await record(db, { at: now(), staffId, act: 'people_read', campaignId, details });
  return {
    foundAt: foundAt?.toISOString() ?? null,
    total,
    page,
    persons: [...Map.groupBy(rows, ({ cluster }) => cluster).values()].map((members) => ({
      linkedBy: rulesOf(members[0]!.linkedBy),
      members: members.map(shown),
    })),
    separated: parted.map(shown),
  };
}

interface Row {
  cluster: number;
  linkedBy: string | null;
  personId: string;
  agencyCode: string;
  agencyName: string;
  dossiers: number;
  sealed: Buffer;
}

async function found(db: Db, campaignId: string) {
  const { rows } = await sql<{ total: number; foundAt: Date | null }>`
    select count(distinct cluster) as total, max(found_at) as found_at
    from same_person where campaign_id = ${campaignId}
  `.execute(db);
  return rows[0]!;
}

async function membersOf(db: Db, campaignId: string, page: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with shown as (
      select distinct cluster from same_person where campaign_id = ${campaignId}
      order by cluster limit ${PAGE} offset ${(page - 1) * PAGE}
    )
    select cluster, linked_by, person.id as person_id, person.agency_code, agency.name as agency_name, dossiers,
      sealed
    from shown
    join same_person using (cluster)
    join person on person.id = same_person.person_id
    join agency on agency.code = person.agency_code
    where same_person.campaign_id = ${campaignId} and sealed is not null
    order by cluster, person.agency_code, person.id
  `.execute(db);
  return rows;
}

async function partedOf(db: Db, campaignId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select distinct 0 as cluster, null as linked_by, person.id as person_id, person.agency_code,
      agency.name as agency_name, dossiers, sealed
    from separation
    join dossier on dossier.campaign_id = separation.campaign_id
      and dossier.code = separation.dossier_code
    join person on person.id = dossier.person_id
    join agency on agency.code = person.agency_code
    where separation.campaign_id = ${campaignId} and reach = 'agencies' and sealed is not null
    order by person.agency_code, person.id
  `.execute(db);
  return rows;
}
