import type { Db } from '../../db/database.ts';

/** A signature is for the list that was signed: any change of the list ends it, and what was decided on it. */
export async function voidSignature(
  trx: Db,
  campaignId: string,
  agencyCode: string,
): Promise<void> {
  for (const table of ['acceptanceSignature', 'acceptanceDecision'] as const)
    await trx
      .updateTable(table)
      .set({ inForce: false })
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .where('inForce', '=', true)
      .execute();
}
