import type { DrawRecord } from '#contract/samples.ts';
import { planHash, planText } from '#sampling/draw/plan.ts';
import { DICE_DIGITS, seedText } from '#sampling/draw/seed.ts';
import type { Drawn } from '#sampling/draw/select.ts';
import { sampleText, drawSample as select } from '#sampling/draw/select.ts';
import { frameHash } from '#sampling/frame/canonical.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { record } from '../db/activity.ts';
import { readDice, requireFatherlandFront } from '../db/ceremony.ts';
import type { Db } from '../db/database.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

import { findDraw, findPlan, frameText, planRowsOf } from './queries.ts';

type Witnesses = DrawRecord['witnesses'];

/** The public draw SIPAS-DRAW/1: what was committed to is read again, hashed again, and then drawn from. */
export async function drawSample(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  ceremony: { dice: string; witnesses: Witnesses },
): Promise<DrawRecord> {
  const { drawId, frameSha256, planSha256 } = await whatMayBeDrawn(db, campaignId, now());
  const dice = readDice(ceremony.dice, DICE_DIGITS);
  requireFatherlandFront(ceremony.witnesses);
  const frame = await frameText(db, campaignId);
  if (frameHash(frame) !== frameSha256) throw problem('frame_hash_changed', { file: 'frame.tsv' });
  const plan = planText(await planRowsOf(db, campaignId));
  if (planHash(plan) !== planSha256) throw problem('frame_hash_changed', { file: 'plan.tsv' });
  const seed = seedText({ drawId, frameHash: frameSha256, planHash: planSha256, dice });
  const drawn = select({ seed, frame, plan });
  await db.transaction().execute(async (trx) => {
    const drawnAt = now();
    await advance(trx, campaignId, 'frame_frozen', 'drawn');
    await insertDraw(trx, campaignId, drawn, {
      drawId,
      seed,
      witnesses: JSON.stringify(ceremony.witnesses),
      drawnAt,
      drawnBy: by,
    });
    await record(trx, {
      at: drawnAt,
      staffId: by,
      act: 'sample_drawn',
      campaignId,
      details: { drawId, units: drawn.selected.length, key: drawn.key },
    });
  });
  return drawRecord(db, campaignId);
}

async function whatMayBeDrawn(db: Db, campaignId: string, moment: Date) {
  const earlier = await findDraw(db, campaignId);
  if (earlier) throw problem('draw_exists', { drawnAt: earlier.drawnAt });
  const campaign = await campaignAt(db, campaignId, 'frame_frozen');
  const plan = await findPlan(db, campaignId);
  if (!plan) throw problem('plan_not_published');
  if (moment < plan.drawAllowedFrom)
    throw problem('published_too_recently', {
      from: plan.drawAllowedFrom.toISOString(),
      hours: campaign.noticeHours,
    });
  return {
    drawId: `${campaign.provinceCode}-${campaign.year}-${campaignId.slice(0, 8)}`,
    frameSha256: plan.frameSha256,
    planSha256: plan.sha256,
  };
}

interface Ceremony {
  drawId: string;
  seed: string;
  witnesses: string;
  drawnAt: Date;
  drawnBy: string;
}

const CHUNK = 1000;

async function insertDraw(
  trx: Db,
  campaignId: string,
  { key, selected }: Drawn,
  ceremony: Ceremony,
): Promise<void> {
  await trx
    .insertInto('draw')
    .values({ campaignId, ...ceremony, key, sampleSha256: sha256Text(sampleText(selected)) })
    .execute();
  for (let from = 0; from < selected.length; from += CHUNK) {
    await trx
      .insertInto('sampleUnit')
      .values(
        selected
          .slice(from, from + CHUNK)
          .map(({ order, ...unit }) => ({ campaignId, ...unit, position: order })),
      )
      .execute();
  }
}

export async function drawRecord(db: Db, campaignId: string): Promise<DrawRecord> {
  const draw = await findDraw(db, campaignId);
  if (draw) return draw;
  await campaignAt(db, campaignId);
  throw problem('not_drawn');
}
