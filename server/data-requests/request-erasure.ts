import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { dueDay } from './due-day.ts';
import { newCode } from './new-code.ts';
import { invitationOf, requestFor } from './queries.ts';

const ATTEMPTS = 5;

/** At any time, whatever became of the invitation: the data are the person's. */
export async function requestErasure({ db, now }: Deps, token: string) {
  const invitation = await invitationOf(db, token);
  if (!invitation) await refuseRetired(db, 'tokenHash', hashOf(token));
  if (!invitation) throw problem('invitation_not_found');
  await refuseErased(db, invitation.campaignId);
  const requestedAt = now();
  const request = {
    campaignId: invitation.campaignId,
    invitationId: invitation.id,
    requestedAt,
    dueOn: dueDay(requestedAt),
  };
  await db.transaction().execute(async (trx) => {
    if (!(await insert(trx, request))) return;
    const { campaignId } = request;
    await record(trx, { at: requestedAt, staffId: null, act: 'erasure_requested', campaignId });
  });
  const { code, dueOn, ...kept } = await requestFor(db, invitation.id);
  return { code, dueOn, requestedAt: kept.requestedAt.toISOString() };
}

interface NewRequest {
  readonly campaignId: string;
  readonly invitationId: string;
  readonly requestedAt: Date;
  readonly dueOn: string;
}

/** False where the person had asked before. A code that is taken (one in 190 million) is drawn again. */
async function insert(trx: Db, request: NewRequest): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const inserted = await trx
      .insertInto('erasureRequest')
      .values({ code: newCode('YC'), ...request, carriedOutAt: null, carriedOutBy: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('code')
      .executeTakeFirst();
    if (inserted) return true;
    const earlier = await trx
      .selectFrom('erasureRequest')
      .select('code')
      .where('invitationId', '=', request.invitationId)
      .executeTakeFirst();
    if (earlier) return false;
  }
  throw new Error('no free code for a request');
}
