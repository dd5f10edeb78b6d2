import { sql } from 'kysely';
import type { Completeness, NumberGaps } from '#contract/completeness.ts';
import type { Db } from '../../db/database.ts';
import { campaignOf } from '../scope.ts';
import { fieldShares } from './field-shares.ts';
import { indicatorsOf } from './indicators.ts';
import { agenciesByDay, dayOfCode, emptyDays, worstGaps } from './number-gaps.ts';
import { notesOf, statedTotals } from './stated-totals.ts';
import type { AgencyRun, FieldTally } from './tallies-in-force.ts';
import { fieldTallies, missingNumbers, runsOfAgency } from './tallies-in-force.ts';
import { differencesOf } from './totals.ts';
import { changeOf } from './vanished.ts';

/** Whether an agency's list leaves anybody out: counts only, so that an observer may read it too. */
export async function completenessOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<Completeness> {
  await campaignOf(db, campaignId, agencyCode);
  const tallies = await fieldTallies(db, campaignId);
  const own = tallies.filter((tally) => tally.agencyCode === agencyCode);
  const indicators = indicatorsOf(tallies, await missingNumbers(db, campaignId)).get(agencyCode);
  const notes = await notesOf(db, campaignId, agencyCode);
  const { change, earlierFields } = await changeOf(db, campaignId, agencyCode);
  return {
    indicators: indicators ?? [],
    gaps: { ...(await gapsOf(db, campaignId, agencyCode)), note: notes.gaps },
    fields: fieldShares(agencyCode, tallies, earlierFields, await fieldNames(db, campaignId)),
    totals: {
      statements: await statementsOf(db, campaignId, agencyCode, own),
      note: notes.totals,
    },
    change,
  };
}

async function gapsOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<Omit<NumberGaps, 'note'>> {
  const runs = await runsOfAgency(db, campaignId, agencyCode);
  const agencies = await agenciesByDay(db, campaignId);
  const days = [...new Set(runs.map(({ day }) => dayOfCode(day)))].sort();
  const seen = sum(runs, 'seen');
  return {
    seen,
    missing: sum(runs, 'missing'),
    days: runs.filter(({ missing }) => missing > 0).length,
    worst: await worstGaps(db, campaignId, agencyCode, runs),
    emptyDays: emptyDays(days, agencies, Math.max(0, ...agencies.values())),
    dossiersPerDay: days.length === 0 ? 0 : seen / days.length,
    otherCodes: await otherCodes(db, campaignId, agencyCode),
  };
}

const sum = (runs: readonly AgencyRun[], name: 'seen' | 'missing') =>
  runs.reduce((total, run) => total + run[name], 0);

/** Dossiers of the list less those whose codes have running numbers. */
async function otherCodes(db: Db, campaignId: string, agencyCode: string): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select greatest(0, coalesce((
        select sum(rows) from completeness_tally where file_id = list_file.id and agency_code = ${agencyCode}
          and coalesce(reason, '') <> 'repeated_dossier'), 0) - coalesce((
        select sum(seen) from number_run where file_id = list_file.id and agency_code = ${agencyCode}
      ), 0))::integer as others
    from list_file where campaign_id = ${campaignId} and state = 'imported'
      and exists (select from completeness_tally where file_id = list_file.id and agency_code = ${agencyCode})
  `.execute(db);
  return rows.reduce((total, { others }) => total + others, 0);
}

/** What each side has stated, beside the list. */
export async function statementsOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
  own: readonly FieldTally[],
) {
  const stated = await statedTotals(db, campaignId, agencyCode);
  return stated.map((statement) => ({
    ...statement,
    statedAt: statement.statedAt.toISOString(),
    differences: own.length === 0 ? [] : differencesOf(statement, own),
  }));
}

async function fieldNames(db: Db, campaignId: string): Promise<Map<string, string>> {
  const fields = await db
    .selectFrom('field')
    .select(['code', 'name'])
    .where('campaignId', '=', campaignId)
    .orderBy('code')
    .execute();
  return new Map(fields.map(({ code, name }) => [code, name]));
}
