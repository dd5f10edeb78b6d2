import { sql } from 'kysely';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Scope } from './scope.ts';
import { campaignOf } from './scope.ts';
import { bare } from './understanding/fold.ts';

const PAGE = 50;

export interface PeopleQuery {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly page: number;
  readonly search: string;
  readonly staffId: string;
}

/** A page of the identity store. Who read, of which unit and how many, is recorded; never whom. */
export async function readPeople(deps: Deps, query: PeopleQuery) {
  const { campaignId, scope, page, staffId } = query;
  await campaignOf(deps.db, campaignId, scope);
  return deps.db.transaction().execute(async (trx) => {
    const { rows: people } = await peoplePage(trx, query);
    const total = await peopleCount(trx, query);
    const details = { unit: scope ?? 'province', page, people: people.length };
    await record(trx, { at: deps.now(), staffId, act: 'people_read', campaignId, details });
    return { people, total, page };
  });
}

interface PersonRow {
  personId: string;
  fullName: string;
  kind: 'citizen' | 'organization';
  phone: string | null;
  address: string | null;
  hamlet: string | null;
  dossiers: number;
  field: string;
  procedureName: string;
  returnedOn: string | null;
}

/** Marks are left aside in a search only; the order is that of the folded name, the same on every database. */
const foldedName = sql`lower(translate(regexp_replace(normalize(full_name, NFD), ${'[\u0300-\u036f]'}, '', 'g'), 'đĐ', 'dD'))`;

function matching({ campaignId, scope, search }: PeopleQuery) {
  const name = `%${bare(search).replaceAll(/[\\%_]/gu, '\\$&')}%`;
  const digits = /^[\d\s+.]{3,}$/u.test(search) ? search.replaceAll(/\D/gu, '') : '';
  return sql`campaign_id = ${campaignId} and (${scope}::text is null or unit_code = ${scope})
    and (${search} = '' or ${foldedName} like ${name}
      or (${digits} <> '' and phone like ${`%${digits}%`}))`;
}

const peoplePage = (db: Db, query: PeopleQuery) =>
  sql<PersonRow>`
    with shown as (
      select * from person where ${matching(query)}
      order by ${foldedName} collate "C", id limit ${PAGE} offset ${(query.page - 1) * PAGE}
    )
    select shown.id as person_id, full_name, kind, phone, address, hamlet, chosen.returned_on,
      coalesce(chosen.procedure_name, chosen.procedure_code, '') as procedure_name,
      coalesce(field.name, '') as field,
      (select count(*) from dossier where dossier.person_id = shown.id) as dossiers
    from shown
    left join dossier as chosen on chosen.person_id = shown.id and chosen.outcome = 'accepted'
    left join field on field.campaign_id = chosen.campaign_id and field.code = chosen.field_code
    order by ${foldedName} collate "C", shown.id
  `.execute(db);

async function peopleCount(db: Db, query: PeopleQuery): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from person where ${matching(query)}
  `.execute(db);
  return rows[0]!.total;
}
