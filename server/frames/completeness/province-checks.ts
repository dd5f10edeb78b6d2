import { setImmediate as others } from 'node:timers/promises';
import { sql } from 'kysely';
import type { AgencyCheck } from '#contract/register-checks.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { campaignOf, openCampaignOf } from '../scope.ts';
import { checkOf, keepDrawn, positionsOf } from './register-checks.ts';

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
    .orderBy('drawnAt', 'desc')
    .orderBy('filledAt', (order) => order.desc().nullsFirst())
    .execute();

/**
 * Draws for many agencies with the same dice, for all of them or for none. Who has a check without a result gets no
 * other: nobody draws until the entries please.
 */
export async function drawProvinceChecks(
  deps: Deps,
  drawing: {
    readonly campaignId: string;
    readonly staffId: string;
    readonly agencies: readonly { readonly agencyCode: string; readonly population: number }[];
    readonly share: number;
    readonly dice: string;
  },
): Promise<void> {
  const { agencies, ...shared } = drawing;
  const { campaignId } = shared;
  const drawn: [Parameters<typeof positionsOf>[0], number[]][] = [];
  for (const agency of agencies) {
    await openCampaignOf(deps.db, campaignId, agency.agencyCode);
    const single = { ...shared, ...agency };
    drawn.push([single, positionsOf(single)]);
    // 40,000 entries take a twentieth of a second.
    await others();
  }
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', campaignId)
      .forNoKeyUpdate()
      .execute();
    const open = (await newestChecks(trx, campaignId)).filter(({ filledAt }) => !filledAt);
    const chosen = new Set(agencies.map(({ agencyCode }) => agencyCode));
    const waiting = open.filter(({ agencyCode }) => chosen.has(agencyCode));
    if (waiting.length > 0) throw problem('register_check_open', { agencies: waiting.length });
    for (const [single, positions] of drawn) await keepDrawn(trx, deps.now(), single, positions);
  });
}
