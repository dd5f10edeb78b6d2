import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { plannedOnce } from '../db/planned-once.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { tokenHash } from './secret-code.ts';

/** Staff answer for nobody: not even a link is opened for them where they are signed in. */
export async function refuseStaff(deps: Deps, request: FastifyRequest): Promise<void> {
  if (await callerOf(deps, request)) throw problem('staff_session_present');
}

export async function findInvitation(db: Db, token: string) {
  const found = await db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .innerJoin('unit', 'unit.code', 'invitation.unitCode')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .select([
      'campaign.id as campaignId',
      'campaign.name',
      'year',
      'planNumber',
      'officeName',
      'hotline',
      'host',
      'stage',
      'collectFrom',
      'collectTo',
      'graceDays',
      'retentionDays',
      'invitation.id as invitationId',
      'invitation.state',
      'invitation.openedOn',
      'invitation.receiptCode',
      'invitation.receivedWeek',
      'province.name as provinceName',
      'unit.name as unitName',
      'frameUnit.procedureName',
      'frameUnit.returnedOn',
    ])
    .select((of) =>
      of
        .selectFrom('retentionPostponement')
        .select(sql<string | null>`max(until)`.as('until'))
        .whereRef('retentionPostponement.campaignId', '=', 'campaign.id')
        .as('postponedTo'),
    )
    .where('tokenHash', '=', tokenHash(token))
    .modifyEnd(plannedOnce)
    .executeTakeFirst();
  if (!found) throw problem('invitation_not_found');
  return found;
}
