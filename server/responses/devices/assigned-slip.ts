import type { Db } from '../../db/database.ts';
import { problem } from '../../problem.ts';
import type { Device } from './find-device.ts';

/** The hash of the slip of a case that is or was this interviewer's. */
export async function requireAssigned(db: Db, device: Device, caseId: string): Promise<string> {
  const found = await db
    .selectFrom('visitAssignment')
    .innerJoin('invitation', 'invitation.id', 'visitAssignment.invitationId')
    .select(['tokenHash', 'agencyCode'])
    .where('invitationId', '=', caseId)
    .where('staffId', '=', device.staffId)
    .where('visitAssignment.campaignId', '=', device.campaignId)
    .executeTakeFirst();
  if (!found || found.agencyCode === device.homeAgency) throw problem('case_not_assigned');
  return found.tokenHash;
}
