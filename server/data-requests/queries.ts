import type { ErasureRow } from '#contract/erasures.ts';
import type { Db } from '../db/database.ts';
import { openIdentity } from '../db/sealed-identity.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';

export const invitationOf = (db: Db, token: string) =>
  db
    .selectFrom('invitation')
    .select(['id', 'campaignId'])
    .where('tokenHash', '=', hashOf(token))
    .executeTakeFirst();

export const requestFor = (db: Db, invitationId: string) =>
  db
    .selectFrom('erasureRequest')
    .select(['code', 'requestedAt', 'dueOn'])
    .where('invitationId', '=', invitationId)
    .executeTakeFirstOrThrow();

const requests = (db: Db, campaignId: string) =>
  db
    .selectFrom('erasureRequest')
    .innerJoin('invitation', 'invitation.id', 'erasureRequest.invitationId')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .where('erasureRequest.campaignId', '=', campaignId);

export async function requestsOf({ db, secrets }: Deps, campaignId: string): Promise<ErasureRow[]> {
  const rows = await requests(db, campaignId)
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .select([
      'erasureRequest.code',
      'requestedAt',
      'dueOn',
      'carriedOutAt',
      'invitation.agencyCode',
      'agency.name as agencyName',
      'serial',
      'person.sealed',
    ])
    .orderBy('carriedOutAt', (order) => order.asc().nullsFirst())
    .orderBy('dueOn')
    .orderBy('requestedAt')
    .execute();
  const isNamed = rows.some(({ sealed }) => sealed);
  const key = isNamed ? await secrets.identityKey(campaignId) : undefined;
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    fullName: key && sealed ? openIdentity(key, sealed).fullName : '',
    requestedAt: row.requestedAt.toISOString(),
    carriedOutAt: row.carriedOutAt?.toISOString() ?? null,
  }));
}

export const personBehind = (db: Db, campaignId: string, code: string) =>
  requests(db, campaignId)
    .select(['invitationId', 'invitation.agencyCode', 'personId'])
    .where('erasureRequest.code', '=', code)
    .executeTakeFirst();
