import { createHash } from 'node:crypto';
import { record } from '../db/activity.ts';
import { CAMPAIGN_COLUMNS } from '../db/campaign-columns.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { certificateText } from './certificate-text.ts';
import { frameSha256 } from './frame-sha256.ts';
import { findErasure, identityKeyMirror, postponementsOf } from './queries.ts';

/** Once every table has been walked to its end, and only over the published frame. */
export async function certifyErasure(deps: Deps, campaignId: string): Promise<void> {
  const { db, now } = deps;
  const after = await frameSha256(db, campaignId);
  await db.transaction().execute(async (trx) => {
    const erasure = await findErasure(trx, campaignId);
    if (!erasure) return;
    if (erasure.frameSha256 !== after) throw problem('frame_hash_changed');
    const campaign = await trx
      .selectFrom('campaign')
      .innerJoin('province', 'province.code', 'provinceCode')
      .select(CAMPAIGN_COLUMNS)
      .select('province.name as provinceName')
      .where('campaign.id', '=', campaignId)
      .executeTakeFirstOrThrow();
    const endedAt = now();
    const postponements = await postponementsOf(trx, campaignId);
    const content = certificateText({
      campaign,
      erasure,
      postponements,
      keyMirror: await identityKeyMirror(trx, campaignId),
      endedAt,
      after,
    });
    const certificate = {
      campaignId,
      endedAt,
      frameSha256Before: erasure.frameSha256,
      frameSha256After: after,
      content,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    const made = await trx
      .insertInto('erasureCertificate')
      .values(certificate)
      .onConflict((conflict) => conflict.doNothing())
      .returning('campaignId')
      .executeTakeFirst();
    if (!made) return;
    const details = { sha256: certificate.sha256, people: erasure.counts.persons ?? 0 };
    const { staffId } = erasure;
    await record(trx, { at: endedAt, staffId, act: 'campaign_erased', campaignId, details });
  });
}
