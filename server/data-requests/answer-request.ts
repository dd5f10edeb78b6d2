import { addDays } from '#contract/calendar.ts';
import type { RequestAnswer } from '#contract/data-requests.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { endContact } from './end-contact.ts';
import { erasePerson } from './erase-person.ts';
import { dataRequest } from './list-requests.ts';
import { ACT_DAYS, personBehindDossier } from './register.ts';

interface Answering {
  readonly campaignId: string;
  readonly code: string;
  readonly answer: RequestAnswer;
  readonly note: string;
}

type OpenRequest = Awaited<ReturnType<typeof dataRequest>>;

/** What was asked is done in the transaction that closes the request, so neither is there alone. */
export async function answerDataRequest(
  deps: Deps,
  by: string,
  { campaignId, code, answer, note }: Answering,
): Promise<void> {
  const { db, now } = deps;
  await refuseErased(db, campaignId);
  if (answer !== 'done' && note === '') throw problem('request_note_missing');
  const asked = await dataRequest(db, campaignId, code);
  if (asked.kind === 'objection' && answer === 'done')
    await deps.secrets.makeContactKey(campaignId);
  await db.transaction().execute(async (trx) => {
    const request = await lockOpen(trx, code);
    if (answer === 'extended' && request.isExtended) throw problem('request_extended');
    const changes = changesOf(request, { answer, note, by, happenedAt: now() });
    const personId = answer === 'done' ? await carryOut(trx, deps, request) : request.personId;
    await trx
      .updateTable('dataRequest')
      .set({ ...changes, personId })
      .where('code', '=', code)
      .execute();
    const details = { code, kind: request.kind, agency: request.agencyCode, answer };
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'data_request_answered',
      campaignId,
      details,
    });
  });
}

async function lockOpen(trx: Db, code: string): Promise<OpenRequest> {
  const request = await trx
    .selectFrom('dataRequest')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (request.closedAt) throw problem('request_closed');
  return request;
}

function changesOf(
  request: OpenRequest,
  {
    answer,
    note,
    by,
    happenedAt,
  }: Pick<Answering, 'answer' | 'note'> & { by: string; happenedAt: Date },
) {
  const replied = { repliedAt: request.repliedAt ?? happenedAt, note: note || request.note };
  if (answer === 'in_progress') return replied;
  if (answer === 'extended')
    return { ...replied, isExtended: true, actDueOn: addDays(request.actDueOn, ACT_DAYS) };
  return { ...replied, outcome: answer, closedAt: happenedAt, closedBy: by };
}

/** Gives the person as the list in force has them: a newer list since the request gave them a new id. */
async function carryOut(trx: Db, deps: Deps, request: OpenRequest): Promise<string> {
  const { campaignId, kind, agencyCode, dossierCode } = request;
  const personId = await personBehindDossier(trx, campaignId, agencyCode, dossierCode);
  if (!personId) throw problem('request_not_held');
  if (kind === 'objection') await endContact(trx, deps, campaignId, personId);
  if (kind === 'erasure') {
    await refuseBeforeFreeze(trx, campaignId);
    await erasePerson(trx, deps, campaignId, personId);
  }
  return personId;
}

/** A list that is still open comes anew with its people; after the freeze what is emptied stays empty. */
export async function refuseBeforeFreeze(trx: Db, campaignId: string): Promise<void> {
  const { stage } = await trx
    .selectFrom('campaign')
    .select('stage')
    .where('id', '=', campaignId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (stage === 'draft' || stage === 'frame_open') throw problem('request_before_freeze');
}
