import { sql } from 'kysely';
import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import { problem } from '../problem.ts';
import { tokenHash } from './secret-code.ts';

const findInvitations = (db: Db, tokenHashes: readonly string[]) =>
  db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .select([
      'tokenHash',
      'campaign.id as campaignId',
      'campaign.name',
      'year',
      'planNumber',
      (column) => column.fn.coalesce('agency.officeName', 'campaign.officeName').as('officeName'),
      'hotline',
      'hotlineHours',
      'host',
      'stage',
      'collectFrom',
      'collectTo',
      'graceDays',
      'retentionDays',
      'invitation.id as invitationId',
      'invitation.agencyCode',
      'slipPrinting',
      'invitation.state',
      'invitation.openedOn',
      'invitation.receiptCode',
      'invitation.receivedWeek',
      'province.name as provinceName',
      'agency.name as agencyName',
      'frameUnit.procedureName',
      'frameUnit.returnedOn',
    ])
    .select((select) =>
      select
        .selectFrom('retentionPostponement')
        .select(sql<string | null>`max(until)`.as('until'))
        .whereRef('retentionPostponement.campaignId', '=', 'campaign.id')
        .as('postponedTo'),
    )
    .where('tokenHash', '=', oneOf(tokenHashes))
    .modifyEnd(preparedStatement)
    .execute();

const MOST_LOOKUPS = 100;
const findByHash = createBatcherPerDatabase<string, FoundInvitation>(
  MOST_LOOKUPS,
  (db) => async (hashes) =>
    new Map((await findInvitations(db, hashes)).map((row) => [row.tokenHash, row])),
);
type FoundInvitation = Awaited<ReturnType<typeof findInvitations>>[number];

export async function findInvitation(db: Db, token: string): Promise<FoundInvitation> {
  const hash = tokenHash(token);
  const found = await findByHash(db, hash);
  if (!found) await refuseRetired(db, 'tokenHash', hash);
  if (!found) throw problem('invitation_not_found');
  return found;
}

/** Under which pseudonym the person of a slip is in the frozen frame, whatever became of the invitation. */
export async function pseudonymOf(
  db: Db,
  token: string,
): Promise<{ readonly campaignId: string; readonly unitId: string }> {
  const hash = tokenHash(token);
  const found = await db
    .selectFrom('invitation')
    .select(['campaignId', 'unitId'])
    .where('tokenHash', '=', hash)
    .executeTakeFirst();
  if (!found) await refuseRetired(db, 'tokenHash', hash);
  if (!found) throw problem('invitation_not_found');
  return found;
}
