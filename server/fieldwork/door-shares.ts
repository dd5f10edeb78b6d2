import type { DoorShares } from '#contract/fieldwork.ts';
import { MODES } from '#contract/responses.ts';
import type { PlannedDoors } from '#contract/samples.ts';
import { SampleDesign } from '#contract/samples.ts';
import type { Db } from '../db/database.ts';
import { ledger } from './ledger.ts';
import { arrivedOf } from './shown-doors.ts';

/**
 * Received cases by agency and door, beside what the plan expects. What the ledger withholds is withheld here: from the province's doors there and
 * the agencies' here those of an agency that only one of them hides would follow.
 */
export async function doorShares(
  db: Db,
  campaignId: string,
  threshold: number,
): Promise<DoorShares> {
  const { lines } = await ledger(db, campaignId, 'agency', threshold);
  const heard = lines
    .filter((line) => arrivedOf(line) > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const planned = await plannedDoors(db, campaignId);
  const doors = MODES.filter(
    (mode) => (planned?.[mode] ?? 0) > 0 || heard.some((line) => (line.doors?.[mode] ?? 0) > 0),
  );
  return {
    doors,
    planned: planned && doors.map((mode) => planned[mode] ?? 0),
    agencies: heard.map(({ code, name, dispositions, doors: counts }) => ({
      agencyCode: code,
      agencyName: name,
      received: arrivedOf({ dispositions }),
      counts: counts && doors.map((mode) => counts[mode]),
    })),
  };
}

async function plannedDoors(db: Db, campaignId: string): Promise<PlannedDoors | null> {
  const plan = await db
    .selectFrom('samplePlan')
    .select('design')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  return SampleDesign.safeParse(plan?.design).data?.doors ?? null;
}
