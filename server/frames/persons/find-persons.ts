import { sql } from 'kysely';
import type { ShownPersons } from '#contract/persons.ts';
import type { Db } from '../../db/database.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Identity } from '../../lists/link/identity.ts';
import { bare } from '../../lists/understand/fold.ts';
import type { Scope } from '../scope.ts';
import type { Search } from './search-terms.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 50;
/** An agency's people are put in order of their names, up to so many: opening a seal takes 4 µs. */
const SORTED = 20_000;

export interface PeopleFilter {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly page: number;
  readonly search: string;
  readonly show: ShownPersons;
}

interface FoundPerson {
  id: string;
  sealed: Buffer;
}

export type PersonRow = Awaited<ReturnType<typeof personsOnPage>>['people'][number];

/** A page of those who match, with the dossier that each was chosen by. */
export async function personsOnPage(db: Db, key: Buffer, filter: PeopleFilter) {
  const { ids, total } = await matching(db, key, filter);
  const rows = await chosenDossiers(db, ids);
  const byId = new Map(rows.map((row) => [row.personId, row]));
  const people = ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row?.sealed) return [];
    const { sealed, ...shown } = row;
    return [{ ...shown, ...openIdentity(key, sealed) }];
  });
  return { people, total };
}

/** One agency's people are few: opened and in the order of their names. A province's are found by hashes. */
async function matching(db: Db, key: Buffer, filter: PeopleFilter) {
  const size = await peopleIn(db, filter);
  if (filter.scope !== null && size <= SORTED) return byName(db, key, filter);
  return byHash(db, key, filter, size);
}

async function byName(db: Db, key: Buffer, filter: PeopleFilter) {
  const hashes = searchTerms(key, filter.search);
  const hits = filter.search === '' ? null : new Set(await idsByHash(db, filter, hashes));
  const { rows } = await sql<FoundPerson>`
    select id, sealed from person where ${inScope(filter)} and ${shown(filter)} and sealed is not null
  `.execute(db);
  const found = rows
    .map(({ id, sealed }) => ({ id, identity: openIdentity(key, sealed) }))
    .filter(({ id, identity }) => !hits || hits.has(id) || reads(identity, filter.search))
    .map(({ id, identity: { fullName } }) => ({ id, order: `${bare(fullName)} ${fullName} ${id}` }))
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const from = (filter.page - 1) * PAGE;
  return { ids: found.slice(from, from + PAGE).map(({ id }) => id), total: found.length };
}

/** A part of a name, of a hamlet or of a phone, marks aside. */
function reads({ fullName, hamlet, cameName, phone }: Identity, search: string): boolean {
  const digits = search.replaceAll(/\D/gu, '');
  if (/^[\d\s+.]{3,}$/u.test(search)) return phone?.includes(digits) ?? false;
  const wanted = bare(search);
  return [fullName, hamlet, cameName].some((text) => text && bare(text).includes(wanted));
}

async function byHash(db: Db, key: Buffer, filter: PeopleFilter, size: number) {
  const from = (filter.page - 1) * PAGE;
  if (filter.search !== '') {
    const ids = await idsByHash(db, filter, searchTerms(key, filter.search));
    return { ids: ids.slice(from, from + PAGE), total: ids.length };
  }
  const { rows } = await sql<{ id: string }>`
    select id from person where ${inScope(filter)} and ${shown(filter)}
    order by campaign_id, agency_code, id limit ${PAGE} offset ${from}
  `.execute(db);
  const total = filter.show === 'all' ? size : await countShown(db, filter);
  return { ids: rows.map(({ id }) => id), total };
}

async function countShown(db: Db, filter: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from person where ${inScope(filter)} and ${shown(filter)}
  `.execute(db);
  return rows[0]!.people;
}

/** At most so many hits of one search are listed. */
const HITS = 1000;

async function idsByHash(db: Db, filter: PeopleFilter, terms: Search): Promise<string[]> {
  const { phone, ids, name, bareName, code } = terms;
  const { rows } = await sql<{ id: string }>`
    select distinct person.id, person.agency_code from (
      select id from person where phone_key = ${phone}
      union all select id from person where id_key = any(${ids}::bigint[])
      union all select id from person where bare_key = ${bareName}
        and (${name}::bigint is null or name_key = ${name} or name_key = bare_key)
      union all select dossier.person_id from merged_identity
        join dossier using (file_id, row_number)
        where merged_identity.phone_key = ${phone} or merged_identity.id_key = any(${ids}::bigint[])
      union all select person_id from dossier
        where dossier.campaign_id = ${filter.campaignId} and code = ${code} and person_id is not null
    ) as hit join person on person.id = hit.id
    where ${inScope(filter)} and ${shown(filter)}
    order by person.agency_code, person.id limit ${HITS}
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** People of lists in force, as those lists count them. */
async function peopleIn(db: Db, { campaignId, scope }: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select coalesce(sum(rows), 0) as people from completeness_tally
    join list_file on list_file.id = completeness_tally.file_id
    where campaign_id = ${campaignId} and state = 'imported' and outcome = 'accepted'
      and (${scope}::text is null or completeness_tally.agency_code = ${scope})
  `.execute(db);
  return rows[0]!.people;
}

const inForce = sql`person.file_id in (select list_file.id from list_file
  where list_file.campaign_id = person.campaign_id and list_file.state = 'imported')`;

const inScope = ({ campaignId, scope }: PeopleFilter) =>
  scope === null
    ? sql`person.campaign_id = ${campaignId} and ${inForce}`
    : sql`person.campaign_id = ${campaignId} and person.agency_code = ${scope} and ${inForce}`;

const shown = ({ show }: PeopleFilter) => {
  if (show === 'merged') return sql`person.dossiers > 1`;
  return show === 'shared_phone' ? sql`person.has_shared_phone` : sql`true`;
};

interface ChosenRow {
  personId: string;
  agencyCode: string;
  kind: 'citizen' | 'organization';
  sealed: Buffer | null;
  dossiers: number;
  hasSharedPhone: boolean;
  field: string;
  procedureName: string;
  returnedOn: string | null;
}

async function chosenDossiers(db: Db, ids: readonly string[]): Promise<ChosenRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ChosenRow>`
    select person.id as person_id, person.agency_code, kind, sealed, dossiers, has_shared_phone,
      chosen.returned_on, coalesce(field.name, '') as field,
      coalesce(chosen.procedure_name, chosen.procedure_code, '') as procedure_name
    from person
    left join dossier as chosen on chosen.person_id = person.id and chosen.outcome = 'accepted'
    left join field on field.campaign_id = chosen.campaign_id and field.code = chosen.field_code
    where person.id in (${sql.join(ids)})
  `.execute(db);
  return rows;
}
