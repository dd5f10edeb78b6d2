import { dayOf, erasureDay } from '#contract/calendar.ts';
import type { Certificate, Retention } from '#contract/retention.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { holdsUntilCount } from './holds-until-count.ts';
import { findCertificate, findErasure, postponementsOf } from './queries.ts';

export async function readRetention({ db, now }: Deps, campaignId: string): Promise<Retention> {
  const campaign = await campaignAt(db, campaignId);
  const postponements = await postponementsOf(db, campaignId);
  const erasure = await findErasure(db, campaignId);
  const certificate = await findCertificate(db, campaignId);
  const dueOn = erasure?.dueOn ?? erasureDay(campaign, postponements.at(-1)?.until ?? null);
  const isLate = dueOn <= dayOf(now()) && holdsUntilCount(campaign.stage);
  return {
    retentionDays: campaign.retentionDays,
    termsDay: erasureDay(campaign),
    dueOn,
    state: certificate ? 'erased' : erasure ? 'erasing' : isLate ? 'counting' : 'waiting',
    mayEraseByHand: !erasure && campaign.stage === 'published',
    postponements,
    erased: erasure?.counts ?? {},
    certificate: await readCertificate(db, campaignId),
  };
}

export async function readCertificate(db: Db, campaignId: string): Promise<Certificate | null> {
  const { name } = await campaignAt(db, campaignId);
  const erasure = await findErasure(db, campaignId);
  const certificate = await findCertificate(db, campaignId);
  if (!erasure || !certificate) return null;
  const { dueOn, begunBy, counts } = erasure;
  const { frameSha256Before, frameSha256After, sha256, content } = certificate;
  return {
    campaignName: name,
    dueOn,
    begunAt: erasure.begunAt.toISOString(),
    endedAt: certificate.endedAt.toISOString(),
    begunBy,
    counts,
    frameSha256Before,
    frameSha256After,
    sha256,
    content,
  };
}
