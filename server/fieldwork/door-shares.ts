import type { DoorShares } from '#contract/fieldwork.ts';
import { MODES } from '#contract/responses.ts';
import type { Db } from '../db/database.ts';
import { ledger } from './ledger.ts';
import { arrivedOf } from './shown-doors.ts';

/**
 * Received cases by agency and door. What the ledger withholds is withheld here: from the province's doors there and
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
  const doors = MODES.filter((mode) => heard.some((line) => (line.doors?.[mode] ?? 0) > 0));
  return {
    doors,
    agencies: heard.map(({ code, name, dispositions, doors: counts }) => ({
      agencyCode: code,
      agencyName: name,
      received: arrivedOf({ dispositions }),
      counts: counts && doors.map((mode) => counts[mode]),
    })),
  };
}
