import { sql } from 'kysely';
import type { NumberGap } from '#contract/completeness.ts';
import type { Db } from '../../db/database.ts';
import type { AgencyRun } from './tallies-in-force.ts';

/** Days shown with their numbers; the rest is a count. */
const SHOWN_DAYS = 30;
const SHOWN_RANGES = 12;

/** `260617` as codes write it. */
export const dayOfCode = (digits: string): string =>
  `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;

/** The days on which most numbers are missing, each with the numbers. */
export async function worstGaps(
  db: Db,
  campaignId: string,
  agencyCode: string,
  runs: readonly AgencyRun[],
): Promise<NumberGap[]> {
  const worst = runs
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing || (a.day < b.day ? 1 : -1))
    .slice(0, SHOWN_DAYS);
  const numbers = await numbersSeen(db, campaignId, agencyCode, worst);
  return worst.map(({ agency, day, highest, seen, missing }) => ({
    agency,
    day: dayOfCode(day),
    highest,
    seen,
    missing,
    ranges: rangesMissing(numbers.get(`${agency}-${day}`) ?? [], missing),
  }));
}

/** Runs of numbers that are missing below the highest one seen, the latest `missing` of them. */
function rangesMissing(seen: readonly string[], missing: number) {
  const known = new Set(seen.map(Number));
  const width = seen[0]?.length ?? 4;
  const ranges: { from: string; to: string }[] = [];
  let left = missing;
  const written = (number: number) => String(number).padStart(width, '0');
  for (let number = Math.max(0, ...known); number > 0 && left > 0; number--) {
    if (known.has(number)) continue;
    left--;
    const last = ranges.at(-1);
    if (last && Number(last.from) === number + 1) last.from = written(number);
    else if (ranges.length === SHOWN_RANGES) break;
    else ranges.push({ from: written(number), to: written(number) });
  }
  return ranges.reverse();
}

async function numbersSeen(
  db: Db,
  campaignId: string,
  agencyCode: string,
  gaps: readonly AgencyRun[],
): Promise<Map<string, string[]>> {
  const days = gaps.map(({ agency, day }) => `${agency}-${day}`);
  if (days.length === 0) return new Map();
  const { rows } = await sql<{ run: string; numbers: string[] }>`
    select split_part(code, '-', 1) || '-' || split_part(code, '-', 2) as run,
      jsonb_agg(distinct split_part(code, '-', 3)) as numbers
    from dossier join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
    where dossier.campaign_id = ${campaignId} and dossier.agency_code = ${agencyCode}
      and split_part(code, '-', 1) || '-' || split_part(code, '-', 2) in (${sql.join(days)})
    group by run
  `.execute(db);
  return new Map(rows.map(({ run, numbers }) => [run, numbers]));
}
