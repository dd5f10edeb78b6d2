import { sql } from 'kysely';
import type { DrawRecord } from '#contract/samples.ts';
import { planHash } from '#sampling/draw/plan.ts';
import { DICE_DIGITS, seedText } from '#sampling/draw/seed.ts';
import { drawSample, sampleText } from '#sampling/draw/select.ts';
import { canonicalFrame, frameHash } from '#sampling/frame/canonical.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { record } from '../../db/activity.ts';
import { readDice, requireFatherlandFront } from '../../db/ceremony.ts';
import type { Db } from '../../db/database.ts';
import { heldCampaignAt } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';

interface Ceremony {
  readonly dice: string;
  readonly witnesses: DrawRecord['witnesses'];
}

/** The public draw SIPAS-DRAW/1 over the locked frame, with dice of its own. */
export async function drawRecheck(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  number: number,
  ceremony: Ceremony,
): Promise<{ drawn: number }> {
  const dice = readDice(ceremony.dice, DICE_DIGITS);
  requireFatherlandFront(ceremony.witnesses);
  return db.transaction().execute(async (trx) => {
    // Of two ceremonies at once the second finds the draw of the first.
    const campaign = await heldCampaignAt(trx, campaignId, 'collecting');
    const recheck = await findRecheck(trx, campaignId, number);
    if (recheck.drawnAt) throw problem('recheck_drawn', { number });
    const { frameSha256, planSha256, plan } = recheck;
    const frame = await recheckFrame(trx, recheck.id);
    if (frameHash(frame) !== frameSha256)
      throw problem('frame_hash_changed', { file: 'frame.tsv' });
    if (planHash(plan) !== planSha256) throw problem('frame_hash_changed', { file: 'plan.tsv' });
    const drawId = `${campaign.provinceCode}-${campaign.year}-${campaignId.slice(0, 8)}-recheck-${number}`;
    const seed = seedText({ drawId, frameHash: frameSha256, planHash: planSha256, dice });
    const { key, selected } = drawSample({ seed, frame, plan });
    await trx
      .updateTable('recheck')
      .set({
        seed,
        drawKey: key,
        sampleSha256: sha256Text(sampleText(selected)),
        witnesses: JSON.stringify(ceremony.witnesses),
        drawnAt: now(),
        drawnBy: by,
      })
      .where('id', '=', recheck.id)
      .execute();
    await sql`
      update recheck_case set position = drawn.position, ticket = drawn.ticket
      from unnest(${selected.map(({ unitId }) => unitId)}::text[],
        ${selected.map(({ order }) => order)}::int[],
        ${selected.map(({ ticket }) => ticket)}::text[]) as drawn (code, position, ticket)
      where recheck_id = ${recheck.id} and recheck_case.code = drawn.code`.execute(trx);
    const details = { number, drawn: selected.length, key };
    await record(trx, { at: now(), staffId: by, act: 'recheck_drawn', campaignId, details });
    return { drawn: selected.length };
  });
}

export async function findRecheck(db: Db, campaignId: string, number: number) {
  const recheck = await db
    .selectFrom('recheck')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!recheck) throw problem('not_found');
  return recheck;
}

export async function recheckFrame(db: Db, recheckId: string): Promise<string> {
  const rows = await db
    .selectFrom('recheckCase')
    .select(['code as unitId', 'cell as stratum'])
    .where('recheckId', '=', recheckId)
    .execute();
  return canonicalFrame(rows);
}

/** sample.tsv as it was drawn: the engine's order is that of the plan, by stratum and ticket. */
export async function recheckSample(db: Db, recheckId: string): Promise<string> {
  const { rows } = await sql<{ unitId: string; stratum: string; order: number; ticket: string }>`
    select code as unit_id, cell as stratum, position as "order", ticket
    from recheck_case where recheck_id = ${recheckId} and position is not null
    order by cell collate "C", position`.execute(db);
  return sampleText(rows.map((row) => ({ ...row, role: 'sample' as const })));
}
