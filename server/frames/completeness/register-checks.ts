import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { RegisterCheck } from '#contract/register-checks.ts';
import { CHECK_CONFIDENCE } from '#contract/register-checks.ts';
import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import { drawRegisterPositions, registerCheckSize } from '#sampling/quality/register-check.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Tables } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { campaignOf, openCampaignOf } from '../scope.ts';

interface Place {
  readonly campaignId: string;
  readonly agencyCode: string;
}

export async function registerChecksOf(
  db: Db,
  { campaignId, agencyCode }: Place,
): Promise<{ checks: RegisterCheck[] }> {
  await campaignOf(db, campaignId, agencyCode);
  const rows = await db
    .selectFrom('registerCheck')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('drawnAt', 'desc')
    .execute();
  return { checks: rows.map(checkOf) };
}

/** A row as everybody reads it. */
export const checkOf = ({
  id,
  population,
  share,
  dice,
  positions,
  drawnAt,
  ...filled
}: Selectable<Tables['registerCheck']>): RegisterCheck => ({
  ...{ id, population, share, dice, positions: [...positions] },
  drawnAt: drawnAt.toISOString(),
  result: resultOf(filled, positions.length),
});

function resultOf(
  filled: {
    readonly absent: number | null;
    readonly unhappy: number | null;
    readonly note: string | null;
    readonly filledAt: Date | null;
  },
  drawn: number,
): RegisterCheck['result'] {
  const { absent, unhappy, note, filledAt } = filled;
  if (absent === null || filledAt === null) return null;
  // A bound on one side: the interval of 90 % has 5 % beyond its upper end.
  const atMost =
    intervalClopperPearson(absent / drawn, drawn, 2 * CHECK_CONFIDENCE - 1)?.upper ?? 1;
  return { absent, unhappy: unhappy ?? 0, note, filledAt: filledAt.toISOString(), atMost };
}

interface Drawing extends Place {
  readonly staffId: string;
  readonly population: number;
  readonly share: number;
  readonly dice: string;
}

export async function drawRegisterCheck(deps: Deps, drawing: Drawing): Promise<void> {
  await openCampaignOf(deps.db, drawing.campaignId, drawing.agencyCode);
  const positions = positionsOf(drawing);
  await deps.db.transaction().execute((trx) => keepDrawn(trx, deps.now(), drawing, positions));
}

/** The entries to be looked up. The seed names campaign and agency: the same dice draw others for another agency. */
export function positionsOf({
  campaignId,
  agencyCode,
  population,
  share,
  dice,
}: Drawing): number[] {
  const size = registerCheckSize({ population, share, confidence: CHECK_CONFIDENCE });
  const seed = `SIPAS-CHECK/1\n${campaignId}\n${agencyCode}\n${population}\n${dice}\n`;
  return drawRegisterPositions(seed, population, size);
}

export async function keepDrawn(
  trx: Db,
  drawnAt: Date,
  { campaignId, agencyCode, staffId, population, share, dice }: Drawing,
  positions: readonly number[],
): Promise<void> {
  await trx
    .insertInto('registerCheck')
    .values({
      id: randomUUID(),
      ...{ campaignId, agencyCode, population, share, dice },
      positions: JSON.stringify(positions),
      drawnAt,
      drawnBy: staffId,
    })
    .execute();
  const details = { agency: agencyCode, population, size: positions.length, dice };
  await record(trx, { at: drawnAt, staffId, act: 'register_check_drawn', campaignId, details });
}

/** Keeps what was found. A result that is known is not written over: another check may be drawn. */
export async function fillRegisterCheck(
  deps: Deps,
  filling: Place & {
    readonly checkId: string;
    readonly staffId: string;
    readonly absent: number;
    readonly unhappy: number;
    readonly note: string | null;
  },
): Promise<void> {
  const { campaignId, agencyCode, checkId, staffId, absent, unhappy, note } = filling;
  await openCampaignOf(deps.db, campaignId, agencyCode);
  await deps.db.transaction().execute(async (trx) => {
    const filledAt = deps.now();
    const check = await trx
      .selectFrom('registerCheck')
      .selectAll()
      .where('id', '=', checkId)
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .forUpdate()
      .executeTakeFirst();
    if (!check || check.filledAt) throw problem('register_check_closed');
    if (absent > check.positions.length || unhappy > absent)
      throw problem('register_check_counts', { drawn: check.positions.length });
    await trx
      .updateTable('registerCheck')
      .set({ absent, unhappy, note, filledAt: filledAt, filledBy: staffId })
      .where('id', '=', checkId)
      .execute();
    const details = { agency: agencyCode, drawn: check.positions.length, absent, unhappy };
    await record(trx, { at: filledAt, staffId, act: 'register_check_filled', campaignId, details });
  });
}
