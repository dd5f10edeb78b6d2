import type { ShownPersons } from '#contract/persons.ts';
import { record } from '../../db/activity.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../scope.ts';
import { campaignOf } from '../scope.ts';
import type { PersonRow } from './find-persons.ts';
import { personsOnPage } from './find-persons.ts';

export interface PeopleQuery {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly page: number;
  readonly search: string;
  readonly show: ShownPersons;
  readonly staffId: string;
}

/** A page of the identity store. Who read, of which agency and how many, is recorded; never whom. */
export async function readPersons(deps: Deps, query: PeopleQuery) {
  const { campaignId, scope, page, staffId } = query;
  await campaignOf(deps.db, campaignId, scope);
  await refuseErased(deps.db, campaignId);
  const key = await deps.secrets.identityKey(campaignId);
  return deps.db.transaction().execute(async (trx) => {
    const { people, total } = await personsOnPage(trx, key, query);
    const details = { agency: scope ?? 'province', page, people: people.length };
    await record(trx, { at: deps.now(), staffId, act: 'people_read', campaignId, details });
    return { people: people satisfies PersonRow[], total, page };
  });
}
