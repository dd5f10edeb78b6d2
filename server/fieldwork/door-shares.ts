import type { DoorShares } from '#contract/fieldwork.ts';
import { MODES } from '#contract/responses.ts';
import type { Db } from '../db/database.ts';

/**
 * Received cases by agency and door. Where few took a door the reply has the agency's total alone, and it has
 * no sum over all agencies, from which the doors of that agency would follow.
 */
export async function doorShares(
  db: Db,
  campaignId: string,
  threshold: number,
): Promise<DoorShares> {
  const rows = await db
    .selectFrom('invitation')
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .select(({ fn }) => ['agencyCode', 'name as agencyName', 'door', fn.countAll<number>().as('n')])
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'received')
    .groupBy(['agencyCode', 'name', 'door'])
    .orderBy('name')
    .execute();
  const doors = MODES.filter((mode) => rows.some(({ door }) => door === mode));
  const agencies = [...new Map(rows.map(({ agencyCode, agencyName }) => [agencyCode, agencyName]))];
  const counts = agencies.map(([code]) =>
    doors.map((mode) => rows.find((row) => row.agencyCode === code && row.door === mode)?.n ?? 0),
  );
  const isTold = (row: readonly number[]) => row.every((n) => n === 0 || n >= threshold);
  return {
    doors,
    agencies: agencies.map(([agencyCode, agencyName], i) => {
      const row = counts[i]!;
      const received = row.reduce((sum, n) => sum + n, 0);
      return { agencyCode, agencyName, received, counts: isTold(row) ? row : null };
    }),
  };
}
