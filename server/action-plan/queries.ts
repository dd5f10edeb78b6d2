import type { Db } from '../db/database.ts';
import type { NamedAgency } from './named-agencies.ts';

export const agenciesOf = (db: Db, campaignId: string): Promise<NamedAgency[]> =>
  db
    .selectFrom('agency')
    .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
    .select(['agency.code', 'agency.name', 'agency.kind'])
    .where('campaign.id', '=', campaignId)
    .orderBy('agency.name')
    .execute();

/** Duties in the order of the plan; with `scope` those that one agency leads. */
export const itemsOf = (db: Db, campaignId: string, scope: string | null) =>
  db
    .selectFrom('actionItem')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .$if(scope !== null, (query) =>
      query.where('id', 'in', (led) =>
        led.selectFrom('actionLead').select('itemId').where('agencyCode', '=', scope),
      ),
    )
    .orderBy('position')
    .execute();

export const leadsOf = (db: Db, campaignId: string, scope: string | null) =>
  db
    .selectFrom('actionLead')
    .innerJoin('actionItem', 'actionItem.id', 'actionLead.itemId')
    .innerJoin('agency', 'agency.code', 'actionLead.agencyCode')
    .select(['itemId', 'agency.code as agencyCode', 'agency.name as agencyName', 'state'])
    .select((select) =>
      select
        .selectFrom('actionReport')
        .select(({ fn }) => fn.max('actionReport.reportedAt').as('last'))
        .whereRef('actionReport.itemId', '=', 'actionLead.itemId')
        .whereRef('actionReport.agencyCode', '=', 'actionLead.agencyCode')
        .where('kind', 'in', ['doing', 'done'])
        .as('reportedAt'),
    )
    .where('campaignId', '=', campaignId)
    .$if(scope !== null, (query) => query.where('actionLead.agencyCode', '=', scope))
    .orderBy('agency.name')
    .execute();

export const leadOf = (
  db: Db,
  { campaignId, itemId, agencyCode }: { campaignId: string; itemId: string; agencyCode: string },
) =>
  db
    .selectFrom('actionLead')
    .innerJoin('actionItem', 'actionItem.id', 'actionLead.itemId')
    .select(['state', 'duty'])
    .where('campaignId', '=', campaignId)
    .where('itemId', '=', itemId)
    .where('agencyCode', '=', agencyCode)
    .executeTakeFirst();

export const reportsOf = (db: Db, itemId: string, agencyCode: string) =>
  db
    .selectFrom('actionReport')
    .innerJoin('staff', 'staff.id', 'reportedBy')
    .select([
      'actionReport.id',
      'kind',
      'text',
      'fileName',
      'reportedAt',
      'staff.fullName as reportedBy',
    ])
    .where('itemId', '=', itemId)
    .where('actionReport.agencyCode', '=', agencyCode)
    .orderBy('position')
    .execute();
