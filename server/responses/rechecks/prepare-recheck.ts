import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Mode } from '#contract/responses.ts';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { canonicalFrame, frameHash } from '#sampling/frame/canonical.ts';
import { recheckPlan } from '#sampling/quality/recheck.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

interface AnsweredCase {
  readonly invitationId: string;
  readonly agencyCode: string;
  readonly door: Mode;
  readonly takerId: string | null;
}

/**
 * Locks the frame of a re-check: all answered cases that no earlier one had, each under a random code. Who holds
 * the public pseudonyms can therefore test nobody against the hash that is published.
 */
export async function prepareRecheck(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  percent: number,
): Promise<{ number: number }> {
  const { slipPrinting } = await campaignAt(db, campaignId, 'collecting');
  const isDoubled = slipPrinting === 'agency';
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    const number = await nextNumber(trx, campaignId);
    const nonce = randomBytes(8).toString('hex');
    const cases = (await uncheckedCases(trx, campaignId)).map((found) => ({
      ...found,
      code: randomBytes(16).toString('hex'),
      cell: cellOf(found, nonce),
    }));
    if (cases.length === 0) throw problem('recheck_nobody');
    const frame = canonicalFrame(cases.map(({ code, cell }) => ({ unitId: code, stratum: cell })));
    const plan = planText(recheckPlan(populationsOf(cases), { percent, isDoubled }));
    const id = randomUUID();
    const hashes = { frameSha256: frameHash(frame), planSha256: planHash(plan) };
    await trx
      .insertInto('recheck')
      .values({
        ...{ id, campaignId, number, percent, isDoubled, plan, ...hashes },
        preparedAt: now(),
        preparedBy: by,
      })
      .execute();
    await insertCases(trx, id, campaignId, cases);
    const details = { number, percent, ...hashes };
    await record(trx, { at: now(), staffId: by, act: 'recheck_prepared', campaignId, details });
    return { number };
  });
}

/** Without chance in it the public hash of the plan would give how many answered, number by number. */
const cellOf = ({ door, takerId, agencyCode }: AnsweredCase, nonce: string): string =>
  takerId ? `${door}.${takerId}` : `${door}.${agencyCode}.${nonce}`;

function populationsOf(cases: readonly { readonly cell: string }[]): Map<string, number> {
  const populations = new Map<string, number>();
  for (const { cell } of cases) populations.set(cell, (populations.get(cell) ?? 0) + 1);
  return populations;
}

/** One at a time: the dice of a frame that is locked come first. */
async function nextNumber(trx: Db, campaignId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`recheck ${campaignId}`}, 1))`.execute(
    trx,
  );
  const last = await trx
    .selectFrom('recheck')
    .select(['number', 'drawnAt'])
    .where('campaignId', '=', campaignId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && last.drawnAt === null) throw problem('recheck_not_drawn', { number: last.number });
  return (last?.number ?? 0) + 1;
}

/** A case that was voided and answered anew may be checked again. */
async function uncheckedCases(db: Db, campaignId: string): Promise<AnsweredCase[]> {
  const { rows } = await sql<AnsweredCase>`
    select invitation.id as invitation_id, invitation.agency_code, invitation.door, taker_id
    from invitation
      left join taken_case on taken_case.invitation_id = invitation.id
      left join ballot_batch on ballot_batch.id = taken_case.batch_id
    where invitation.campaign_id = ${campaignId} and state = 'received'
      and not exists (select from recheck_case
        where recheck_case.invitation_id = invitation.id and not is_voided)`.execute(db);
  return rows;
}

export async function countUnchecked(db: Db, campaignId: string): Promise<number> {
  return (await uncheckedCases(db, campaignId)).length;
}

async function insertCases(
  trx: Db,
  recheckId: string,
  campaignId: string,
  cases: readonly (AnsweredCase & { readonly code: string; readonly cell: string })[],
): Promise<void> {
  const column = <K extends keyof (typeof cases)[number]>(name: K) =>
    cases.map((found) => found[name]);
  await sql`
    insert into recheck_case (recheck_id, campaign_id, invitation_id, code, cell, door, taker_id, agency_code)
    select ${recheckId}::uuid, ${campaignId}::uuid, listed.*
    from unnest(${column('invitationId')}::uuid[], ${column('code')}::text[], ${column('cell')}::text[],
      ${column('door')}::text[], ${column('takerId')}::uuid[], ${column('agencyCode')}::text[]) as listed
    order by 3`.execute(trx);
}
