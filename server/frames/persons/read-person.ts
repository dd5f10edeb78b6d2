import { sql } from 'kysely';
import type { LinkRule, PersonDossier } from '#contract/persons.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { pseudonymOf } from '../pseudonym.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';

export interface PersonQuery {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly personId: string;
  readonly staffId: string;
}

/** What each dossier of one person says of its owner, and why they are taken for one. */
export async function readPerson(deps: Deps, query: PersonQuery): Promise<PersonDossier[]> {
  const { campaignId, scope, staffId } = query;
  await campaignOf(deps.db, campaignId, scope);
  await refuseErased(deps.db, campaignId);
  const key = await deps.secrets.identityKey(campaignId);
  const rows = await dossiersOf(deps.db, query);
  if (rows.length === 0) throw problem('not_found');
  const details = { agency: scope ?? 'province', people: 1 };
  await record(deps.db, { at: deps.now(), staffId, act: 'people_read', campaignId, details });
  const isDrawn = await hasDraw(deps.db, campaignId);
  return rows.map(({ sealed, linkedBy, ...dossier }) => {
    const { fullName, phone, birthYear } = openIdentity(key, sealed);
    const unitId =
      isDrawn && dossier.isChosen ? pseudonymOf(deps.secrets, campaignId, dossier.code) : null;
    return { ...dossier, fullName, phone, birthYear, unitId, linkedBy: rulesOf(linkedBy) };
  });
}

/** Pseudonyms leave from the draw on. Known before, they would let somebody look for a seed. */
const hasDraw = async (db: Db, campaignId: string): Promise<boolean> =>
  (await db
    .selectFrom('draw')
    .select('drawId')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst()) !== undefined;

export const rulesOf = (linkedBy: string | null) => (linkedBy?.split(',') ?? []) as LinkRule[];

interface Row {
  code: string;
  procedureName: string;
  returnedOn: string | null;
  isChosen: boolean;
  linkedBy: string | null;
  sealed: Buffer;
}

async function dossiersOf(db: Db, { campaignId, scope, personId }: PersonQuery): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select coalesce(dossier.code, '') as code, returned_on, linked_by, outcome = 'accepted' as is_chosen,
      coalesce(procedure_name, procedure_code, '') as procedure_name,
      coalesce(merged_identity.sealed, person.sealed) as sealed
    from person
    join dossier on dossier.person_id = person.id
    left join merged_identity on merged_identity.file_id = dossier.file_id
      and merged_identity.row_number = dossier.row_number
    where person.id = ${personId} and person.campaign_id = ${campaignId} and person.sealed is not null
      and (${scope}::text is null or person.agency_code = ${scope})
    order by outcome, returned_on, dossier.code
  `.execute(db);
  return rows;
}
