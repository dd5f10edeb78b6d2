import { sql } from 'kysely';
import type { Completeness, NumberGaps } from '#contract/completeness.ts';
import type { Db } from '../../db/database.ts';
import { campaignOf } from '../scope.ts';
import { emptyDays } from './empty-days.ts';
import { fieldShares } from './field-shares.ts';
import type { FieldTally } from './field-tally.ts';
import { indicatorsOf } from './indicators.ts';
import { changeOf } from './list-change.ts';
import { readEvidence } from './list-evidence.ts';
import { worstGaps } from './number-gaps.ts';
import { notesOf, statedTotals } from './stated-totals.ts';
import type { AgencyRun } from './tallies-in-force.ts';
import { runsOfAgency } from './tallies-in-force.ts';
import { differencesOf } from './totals.ts';

/** Whether an agency's list leaves anybody out: counts only, so that an observer may read it too. */
export async function completenessOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<Completeness> {
  await campaignOf(db, campaignId, agencyCode);
  const notes = await notesOf(db, campaignId, agencyCode);
  const [evidence, { change, earlierFields }, gaps] = await Promise.all([
    readEvidence(db, campaignId),
    changeOf(db, campaignId, agencyCode, notes.changes),
    gapsOf(db, campaignId, agencyCode),
  ]);
  const own = evidence.tallies.filter((tally) => tally.agencyCode === agencyCode);
  const indicators = indicatorsOf(evidence).get(agencyCode);
  return {
    indicators: indicators ?? [],
    gaps: { ...gaps, emptyDays: emptyDays(evidence.days, agencyCode), note: notes.gaps },
    fields: fieldShares(agencyCode, evidence.tallies, earlierFields, evidence.fieldNames),
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
): Promise<Omit<NumberGaps, 'note' | 'emptyDays'>> {
  const runs = await runsOfAgency(db, campaignId, agencyCode);
  const days = new Set(runs.map(({ day }) => day)).size;
  const seen = sum(runs, 'seen');
  return {
    seen,
    missing: sum(runs, 'missing'),
    days: runs.filter(({ missing }) => missing > 0).length,
    worst: await worstGaps(db, campaignId, agencyCode, runs),
    dossiersPerDay: days === 0 ? 0 : seen / days,
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
