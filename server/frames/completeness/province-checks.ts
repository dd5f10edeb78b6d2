import { setImmediate as others } from 'node:timers/promises';
import { sql } from 'kysely';
import type { AgencyCheck } from '#contract/register-checks.ts';
import { CHECK_CONFIDENCE } from '#contract/register-checks.ts';
import { drawRegisterPositions, registerCheckSize } from '#sampling/quality/register-check.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { campaignOf, openCampaignOf } from '../scope.ts';
import { seedOf } from './lock-registers.ts';
import { checkOf } from './register-checks.ts';

/** Each agency of the province with its newest check and the one-stop system's own number of returned dossiers. */
export async function provinceChecksOf(
  db: Db,
  campaignId: string,
): Promise<{ agencies: AgencyCheck[] }> {
  const { provinceCode } = await campaignOf(db, campaignId, null);
  const { rows: agencies } = await sql<Omit<AgencyCheck, 'check'>>`
    select agency.code as agency_code, agency.name as agency_name, (
      select returned from stated_total
      where campaign_id = ${campaignId} and agency_code = agency.code and returned > 0
      order by source desc limit 1) as stated
    from agency where agency.province_code = ${provinceCode} order by agency.code
  `.execute(db);
  const newest = await newestChecks(db, campaignId);
  const checks = new Map(newest.map((check) => [check.agencyCode, checkOf(check)]));
  return {
    agencies: agencies.map((agency) => ({
      ...agency,
      check: checks.get(agency.agencyCode) ?? null,
    })),
  };
}

const newestChecks = (db: Db, campaignId: string) =>
  db
    .selectFrom('registerCheck')
    .selectAll()
    .distinctOn('agencyCode')
    .where('campaignId', '=', campaignId)
    .orderBy('agencyCode')
    .orderBy('lockedAt', 'desc')
    .orderBy('filledAt', (order) => order.desc().nullsFirst())
    .execute();

/** The dice draw for every register that is locked: nobody chooses afterwards for which of them they were. */
export async function drawRegisterChecks(
  deps: Deps,
  { campaignId, staffId, dice }: { campaignId: string; staffId: string; dice: string },
): Promise<void> {
  await openCampaignOf(deps.db, campaignId, null);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const locked = await trx
      .selectFrom('registerCheck')
      .select(['id', 'agencyCode', 'population', 'share', 'nonce'])
      .where('campaignId', '=', campaignId)
      .where('drawnAt', 'is', null)
      .orderBy('agencyCode')
      .execute();
    if (locked.length === 0) throw problem('register_not_locked');
    const drawnAt = deps.now();
    for (const { id, agencyCode, population, share, nonce } of locked) {
      const size = registerCheckSize({ population, share, confidence: CHECK_CONFIDENCE });
      const register = { campaignId, agencyCode, population };
      const seed = seedOf(register, share, nonce ?? '', dice);
      const positions = JSON.stringify(drawRegisterPositions(seed, population, size));
      await trx
        .updateTable('registerCheck')
        .set({ dice, positions, drawnAt, drawnBy: staffId })
        .where('id', '=', id)
        .execute();
      const details = { agency: agencyCode, population, size, dice };
      await record(trx, {
        at: drawnAt,
        staffId,
        act: 'register_check_drawn',
        campaignId,
        details,
      });
      // 40,000 entries take a twentieth of a second.
      await others();
    }
  });
}
