import { sql } from 'kysely';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import { DisjointSets } from '../../lists/link/disjoint-sets.ts';
import { OWNERS_OF_ONE_PHONE, RULES, rulesIn } from '../../lists/link/link-rules.ts';
import type { KeyColumn } from './shared-by-agencies.ts';
import { keysByAgency, sharedByAgencies } from './shared-by-agencies.ts';

/** Keys a statement: the embedded database answers nobody else meanwhile. */
interface Candidate {
  id: string;
  agencyCode: string;
  kind: string;
  key: number;
  nameKey: number;
  bareKey: number;
  sealed: Buffer;
}

/** One person as several agencies know them. */
export interface Across {
  readonly persons: readonly string[];
  readonly linkedBy: string;
}

/** In how many agencies' frames each person is; one who is in a single agency's is not in the map. */
export const multiplicities = (across: readonly Across[]): Map<string, number> =>
  new Map(across.flatMap(({ persons }) => persons.map((id) => [id, persons.length])));

type Edge = { readonly persons: readonly Candidate[]; readonly rule: number };

/**
 * Persons of several agencies who are one: the same phone or the same ID number, and the same name. Two known
 * years of birth tell namesakes apart, an intermediary's phone joins nobody, and a person who was
 * separated from another is left alone. They stay in the frame of each agency, for its index is about those it served.
 */
export async function acrossAgencies(db: Db, key: Buffer, campaignId: string): Promise<Across[]> {
  const parted = await partedPersons(db, campaignId);
  const edges: Edge[] = [];
  const parts = await keysByAgency(db, campaignId);
  for (const column of ['phone_key', 'id_key'] as const) {
    const shared = sharedByAgencies(parts.map((part) => part[column]));
    for await (const some of candidates(db, campaignId, column, shared)) {
      const free = some.filter(({ id }) => !parted.has(id));
      for (const sharing of grouped(free, (candidate) => candidate.key))
        edges.push(...edgesOf(key, sharing, column));
    }
  }
  return joined(edges);
}

function* edgesOf(key: Buffer, sharing: readonly Candidate[], column: KeyColumn): Generator<Edge> {
  const isPhone = column === 'phone_key';
  const names = new Set(sharing.map(({ bareKey }) => bareKey));
  if (isPhone && names.size > OWNERS_OF_ONE_PHONE) return;
  const rule = isPhone ? RULES.phone_and_name : RULES.id_number;
  for (const namesakes of grouped(
    sharing,
    (candidate) => `${candidate.kind} ${candidate.nameKey}`,
  )) {
    if (!isOfAgencies(namesakes)) continue;
    const born = new Map(
      namesakes.map((namesake) => [namesake, openIdentity(key, namesake.sealed).birthYear]),
    );
    const years = new Set([...born.values()].filter((year) => year !== null));
    for (const persons of grouped(namesakes, (namesake) =>
      years.size > 1 ? born.get(namesake) : 0,
    ))
      if (isOfAgencies(persons)) yield { persons, rule };
  }
}

const isOfAgencies = (persons: readonly Candidate[]) =>
  persons.some(({ agencyCode }) => agencyCode !== persons[0]!.agencyCode);

function joined(edges: readonly Edge[]): Across[] {
  const ids = [...new Set(edges.flatMap(({ persons }) => persons.map(({ id }) => id)))].sort();
  const place = new Map(ids.map((id, index) => [id, index]));
  const sets = new DisjointSets(ids.length);
  for (const { persons } of edges)
    for (const { id } of persons) sets.join(place.get(persons[0]!.id)!, place.get(id)!);
  const rules = new Map<number, number>();
  for (const { persons, rule } of edges) {
    const root = sets.find(place.get(persons[0]!.id)!);
    rules.set(root, (rules.get(root) ?? 0) | rule);
  }
  return [...Map.groupBy(ids, (id) => sets.find(place.get(id)!))].map(([root, persons]) => ({
    persons,
    linkedBy: rulesIn(rules.get(root) ?? 0).join(','),
  }));
}

function grouped<T, K>(all: readonly T[], keyOf: (element: T) => K): Iterable<T[]> {
  return Map.groupBy(all, keyOf).values();
}

/** What dossiers say whose key a dossier of another agency has too, some keys at a time. */
async function* candidates(db: Db, campaignId: string, column: KeyColumn, keys: readonly number[]) {
  for (const chunk of chunksOf(keys, 500)) {
    const some = sql`(${sql.join(chunk)})`;
    const columnOf = (table: string) => sql.ref(`${table}.${column}`);
    const inForce = sql`person.campaign_id = ${campaignId} and person.sealed is not null
      and person.file_id in (
        select id from list_file where campaign_id = ${campaignId} and state = 'imported')`;
    const { rows } = await sql<Candidate>`
      select id, agency_code, kind, ${columnOf('person')} as key, name_key, bare_key, sealed from person
      where ${columnOf('person')} in ${some} and ${inForce}
      union all
      select person.id, person.agency_code, own.kind, ${columnOf('own')}, own.name_key, own.bare_key, own.sealed
      from merged_identity as own
      join dossier on dossier.file_id = own.file_id and dossier.row_number = own.row_number
      join person on person.id = dossier.person_id
      where ${columnOf('own')} in ${some} and ${inForce}
    `.execute(db);
    yield rows;
  }
}

async function partedPersons(db: Db, campaignId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('separation')
    .innerJoin('dossier', (join) =>
      join
        .onRef('dossier.campaignId', '=', 'separation.campaignId')
        .onRef('dossier.code', '=', 'separation.dossierCode'),
    )
    .select('personId')
    .where('separation.campaignId', '=', campaignId)
    .where('personId', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ personId }) => personId ?? []));
}
