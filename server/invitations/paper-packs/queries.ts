import type { Db } from '../../db/database.ts';
import { paperCases, paperForms } from '../../db/paper-rows.ts';

/** Strips of those who have not answered by another door, by invitation. */
export async function casesOf(db: Db, campaignId: string, agencyCode: string) {
  const rows = await paperCases(db)
    .select(['invitationId', 'caseNumber', 'field.name as fieldName'])
    .where('paperCase.campaignId', '=', campaignId)
    .where('invitation.agencyCode', '=', agencyCode)
    .where('invitation.state', 'in', ['issued', 'opened'])
    .where('invitation.isRevoked', '=', false)
    .execute();
  return new Map(rows.map(({ invitationId, ...found }) => [invitationId, found]));
}

/** Forms that nobody has entered, by stratum; within it by number, which follows no person. */
export const printableForms = (db: Db, campaignId: string, agencyCode: string | null) =>
  paperForms(db)
    .select(['number', 'agency.name as agencyName', 'field.name as fieldName'])
    .where('paperForm.campaignId', '=', campaignId)
    .where('paperForm.state', '=', 'printed')
    .$if(agencyCode !== null, (query) => query.where('paperForm.agencyCode', '=', agencyCode!))
    .orderBy('agency.name')
    .orderBy('paperForm.stratum')
    .orderBy('number')
    .execute();
