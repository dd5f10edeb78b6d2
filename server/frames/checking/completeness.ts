import { sql } from 'kysely';
import type { Completeness, NumberGaps } from '#contract/completeness.ts';
import type { Db } from '../../db/database.ts';
import { changeOf } from '../comparing/vanished.ts';
import { campaignOf } from '../scope.ts';
import type { AgencyRun, FieldTally } from '../tallying/tallies-in-force.ts';
import { fieldTallies, missingNumbers, runsOfUnit } from '../tallying/tallies-in-force.ts';
import { fieldShares } from './field-shares.ts';
import { indicatorsOf } from './indicators.ts';
import { dayOfCode, emptyDays, unitsByDay, worstGaps } from './number-gaps.ts';
import { notesOf, statedTotals } from './stated-totals.ts';
import { differencesOf } from './totals.ts';

/** Whether a unit's list leaves anybody out: counts only, so that an observer may read it too. */
export async function completenessOf(
  db: Db,
  campaignId: string,
  unitCode: string,
): Promise<Completeness> {
  await campaignOf(db, campaignId, unitCode);
  const tallies = await fieldTallies(db, campaignId);
  const own = tallies.filter((tally) => tally.unitCode === unitCode);
  const indicators = indicatorsOf(tallies, await missingNumbers(db, campaignId)).get(unitCode);
  const notes = await notesOf(db, campaignId, unitCode);
  const { change, earlierFields } = await changeOf(db, campaignId, unitCode);
  return {
    indicators: indicators ?? [],
    gaps: { ...(await gapsOf(db, campaignId, unitCode)), note: notes.gaps },
    fields: fieldShares(unitCode, tallies, earlierFields, await fieldNames(db, campaignId)),
    totals: { ...(await totalsOf(db, campaignId, unitCode, own)), note: notes.totals },
    change,
  };
}

async function gapsOf(
  db: Db,
  campaignId: string,
  unitCode: string,
): Promise<Omit<NumberGaps, 'note'>> {
  const runs = await runsOfUnit(db, campaignId, unitCode);
  const units = await unitsByDay(db, campaignId);
  const days = [...new Set(runs.map(({ day }) => dayOfCode(day)))].sort();
  const seen = sum(runs, 'seen');
  return {
    seen,
    missing: sum(runs, 'missing'),
    days: runs.filter(({ missing }) => missing > 0).length,
    worst: await worstGaps(db, campaignId, unitCode, runs),
    emptyDays: emptyDays(days, units, Math.max(0, ...units.values())),
    dossiersPerDay: days.length === 0 ? 0 : seen / days.length,
    otherCodes: await otherCodes(db, campaignId, unitCode),
  };
}

const sum = (runs: readonly AgencyRun[], name: 'seen' | 'missing') =>
  runs.reduce((total, run) => total + run[name], 0);

/** Dossiers of the list less those whose codes have running numbers. */
async function otherCodes(db: Db, campaignId: string, unitCode: string): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select greatest(0, coalesce((
        select sum(rows) from list_tally where file_id = list_file.id and unit_code = ${unitCode}
          and coalesce(reason, '') <> 'repeated_dossier'), 0) - coalesce((
        select sum(seen) from number_run where file_id = list_file.id and unit_code = ${unitCode}
      ), 0))::integer as others
    from list_file where campaign_id = ${campaignId} and state = 'imported'
      and exists (select from list_tally where file_id = list_file.id and unit_code = ${unitCode})
  `.execute(db);
  return rows.reduce((total, { others }) => total + others, 0);
}

export async function totalsOf(
  db: Db,
  campaignId: string,
  unitCode: string,
  own: readonly FieldTally[],
) {
  const stated = await statedTotals(db, campaignId, unitCode);
  if (!stated) return { statedAt: null, differences: [] };
  const differences = own.length === 0 ? [] : differencesOf(stated, own);
  return { statedAt: stated.statedAt.toISOString(), differences };
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
