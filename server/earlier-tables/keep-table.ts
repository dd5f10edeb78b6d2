import { randomUUID } from 'node:crypto';
import type { AgencyMatch, CriterionMatch, keepEarlierTable } from '#contract/earlier-tables.ts';
import type { Received } from '#contract/endpoint.ts';
import { record } from '../db/activity.ts';
import { chunksOf } from '../db/chunks-of.ts';
import type { Db } from '../db/database.ts';
import { holdProvince } from '../db/hold-province.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { countedRoundOf, provinceOfCampaign, tableOf } from './queries.ts';
import { sameTable } from './same-table.ts';

type NewTable = Received<typeof keepEarlierTable>['body'];
interface Matches {
  readonly agencies: readonly AgencyMatch[];
  readonly criteria: readonly CriterionMatch[];
}

export async function keepTable(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  table: NewTable,
): Promise<{ tableId: string }> {
  const { provinceCode, year } = await provinceOfCampaign(db, campaignId);
  if (table.year >= year) throw problem('earlier_year_not_before', { year });
  const { figures, agencies, criteria, ...origin } = table;
  await checkMatches(db, campaignId, provinceCode, table);
  const { version: questionnaireVersion } = await questionnaireOf(db, campaignId);
  const addedAt = now();
  return db.transaction().execute(async (trx) => {
    await holdProvince(trx, provinceCode);
    await refuseCountedYear(trx, provinceCode, table.year);
    const same = await sameTable(trx, provinceCode, table);
    if (same) return { tableId: same };
    const tableId = randomUUID();
    await trx
      .insertInto('earlierTable')
      .values({
        ...origin,
        id: tableId,
        provinceCode,
        questionnaireVersion,
        addedAt,
        addedBy: by,
        withdrawnAt: null,
      })
      .execute();
    await insertMatches(trx, tableId, { agencies, criteria });
    for (const some of chunksOf(figures, 1000))
      await trx
        .insertInto('earlierFigure')
        .values(some.map((figure) => ({ ...figure, tableId })))
        .execute();
    const details = { year: table.year, source: table.source, figures: figures.length };
    await record(trx, { at: addedAt, staffId: by, act: 'earlier_table_kept', campaignId, details });
    return { tableId };
  });
}

/** The matches as they are from now on; the figures stay as published. */
export async function matchTable(
  { db, now }: Deps,
  by: string,
  { campaignId, tableId }: { campaignId: string; tableId: string },
  matches: Matches,
): Promise<Record<string, never>> {
  const { provinceCode } = await provinceOfCampaign(db, campaignId);
  await db.transaction().execute(async (trx) => {
    const table = await tableOf(trx, tableId, provinceCode);
    if (!table) throw problem('not_found');
    await checkMatches(trx, campaignId, provinceCode, {
      ...matches,
      figures: await labelsOf(trx, tableId),
    });
    await updateMatches(trx, tableId, matches);
    const { version: questionnaireVersion } = await questionnaireOf(trx, campaignId);
    await trx
      .updateTable('earlierTable')
      .set({ questionnaireVersion })
      .where('id', '=', tableId)
      .execute();
    const details = { year: table.year, source: table.source };
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'earlier_table_matched',
      campaignId,
      details,
    });
  });
  return {};
}

export async function withdrawTable(
  { db, now }: Deps,
  by: string,
  { campaignId, tableId }: { campaignId: string; tableId: string },
  isWithdrawn: boolean,
): Promise<Record<string, never>> {
  const { provinceCode } = await provinceOfCampaign(db, campaignId);
  await db.transaction().execute(async (trx) => {
    const table = await tableOf(trx, tableId, provinceCode);
    if (!table) throw problem('not_found');
    if ((table.withdrawnAt !== null) === isWithdrawn) throw problem('nothing_changed');
    if (!isWithdrawn) {
      await holdProvince(trx, provinceCode);
      await refuseCountedYear(trx, provinceCode, table.year);
    }
    await trx
      .updateTable('earlierTable')
      .set({ withdrawnAt: isWithdrawn ? now() : null })
      .where('id', '=', tableId)
      .execute();
    const act = isWithdrawn ? 'earlier_table_withdrawn' : 'earlier_table_shown';
    const details = { year: table.year, source: table.source };
    await record(trx, { at: now(), staffId: by, act, campaignId, details });
  });
  return {};
}

/**
 * A year that this system counted has the figures of its own publication alone. The same answers in other digits
 * could be subtracted from it.
 */
async function refuseCountedYear(db: Db, provinceCode: string, year: number): Promise<void> {
  const round = await countedRoundOf(db, provinceCode, year);
  if (round) throw problem('earlier_year_counted', { year, name: round.name });
}

async function checkMatches(
  db: Db,
  campaignId: string,
  provinceCode: string,
  {
    agencies,
    criteria,
    figures,
  }: Matches & { figures: readonly { agency: string; criterion: string }[] },
): Promise<void> {
  const labels = new Set(agencies.map(({ label }) => label));
  const names = new Set(criteria.map(({ label }) => label));
  const isWhole =
    labels.size === agencies.length &&
    names.size === criteria.length &&
    figures.every(({ agency, criterion }) => labels.has(agency) && names.has(criterion)) &&
    new Set(figures.map(({ agency, criterion }) => JSON.stringify([agency, criterion]))).size ===
      figures.length &&
    agencies.every(({ isProvince, agencyCode }) => !(isProvince && agencyCode));
  if (!isWhole) throw problem('request_invalid');
  const { nodes } = await questionnaireOf(db, campaignId);
  const targets = criteria.flatMap(({ nodeCode }) => nodeCode ?? []);
  if (targets.some((code) => !nodes.some((node) => node.code === code)))
    throw problem('request_invalid');
  if (new Set(targets).size < targets.length) throw problem('earlier_criterion_twice');
  const codes = [...new Set(agencies.flatMap(({ agencyCode }) => agencyCode ?? []))];
  const known = await db
    .selectFrom('agency')
    .select('code')
    .where('provinceCode', '=', provinceCode)
    .execute();
  const all = new Set(known.map(({ code }) => code));
  if (codes.some((code) => !all.has(code))) throw problem('agency_not_found');
}

const labelsOf = (db: Db, tableId: string) =>
  db
    .selectFrom('earlierFigure')
    .select(['agency', 'criterion'])
    .where('tableId', '=', tableId)
    .execute();

async function insertMatches(trx: Db, tableId: string, { agencies, criteria }: Matches) {
  await trx
    .insertInto('earlierAgency')
    .values(agencies.map((match, position) => ({ ...match, tableId, position })))
    .execute();
  await trx
    .insertInto('earlierCriterion')
    .values(criteria.map((match, position) => ({ ...match, tableId, position })))
    .execute();
}

async function updateMatches(trx: Db, tableId: string, { agencies, criteria }: Matches) {
  for (const { label, ...match } of agencies)
    await trx
      .updateTable('earlierAgency')
      .set(match)
      .where('tableId', '=', tableId)
      .where('label', '=', label)
      .execute();
  for (const { label, nodeCode } of criteria)
    await trx
      .updateTable('earlierCriterion')
      .set({ nodeCode })
      .where('tableId', '=', tableId)
      .where('label', '=', label)
      .execute();
}
