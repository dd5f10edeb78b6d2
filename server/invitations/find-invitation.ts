import type { FastifyRequest } from 'fastify';
import { graceTo, windowAt } from '#contract/calendar.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { tokenHash } from './secret-code.ts';

/** Staff answer for nobody: not even a link is opened for them where they are signed in. */
export async function refuseStaff(deps: Deps, request: FastifyRequest): Promise<void> {
  if (await callerOf(deps, request)) throw problem('staff_session_present');
}

export type Found = Awaited<ReturnType<typeof findInvitation>>;

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
    .selectAll('campaign')
    .select([
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
    .where('tokenHash', '=', tokenHash(token))
    .executeTakeFirst();
  if (!found) throw problem('invitation_not_found');
  return found;
}

/** Refuses with the one reason why this invitation cannot be answered now, by the server's clock alone. */
export function requireAnswerable(found: Found, moment: Date): void {
  const { hotline, state } = found;
  if (state === 'replaced') throw problem('invitation_replaced', { hotline });
  if (state === 'declined' || state === 'wrong_person')
    throw problem('invitation_declined', { hotline, state });
  if (state === 'received')
    throw problem('invitation_already_received', {
      hotline,
      receipt: found.receiptCode ?? '',
      week: found.receivedWeek ?? '',
    });
  requireWindow(found, moment);
}

function requireWindow(found: Found, moment: Date): void {
  const { hotline, stage } = found;
  const window = windowAt(found, moment);
  const isOver = stage === 'closed' || stage === 'published';
  const isGrace =
    window === 'grace' && found.openedOn !== null && found.openedOn <= found.collectTo;
  if (isOver || window === 'after' || (window === 'grace' && !isGrace))
    throw problem('campaign_closed', {
      hotline,
      closedOn: found.collectTo,
      graceTo: graceTo(found),
      host: found.host,
    });
  if (stage !== 'collecting' || window === 'before')
    throw problem('campaign_not_open', { hotline, from: found.collectFrom });
}
