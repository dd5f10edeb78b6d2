import { sql } from 'kysely';
import type { FieldDevice, FieldTerms } from '#contract/devices.ts';
import type { Db } from '../../db/database.ts';
import { STILL_ASKED } from '../../db/still-asked.ts';

type Row = Omit<FieldDevice, 'state'> & {
  readonly codeExpiresAt: Date | string | null;
  readonly isEnrolled: boolean;
};

export async function fieldDevices(
  db: Db,
  campaignId: string,
  moment: Date,
  deviceId: string | null = null,
): Promise<FieldDevice[]> {
  const { rows } = await sql<Row>`
    select field_device.id, field_device.kind, field_device.name, agency.name as agency_name,
      staff.full_name as staff_name, last_contact_on::text, revoked_on::text, unsent, set_aside,
      code_expires_at, key_hash is not null as is_enrolled,
      (select count(*) from visit_assignment
        join invitation on invitation.id = visit_assignment.invitation_id
        where visit_assignment.staff_id = field_device.staff_id
          and visit_assignment.campaign_id = field_device.campaign_id
          and is_current and not is_closed and state in ('issued', 'opened') and ${STILL_ASKED}
      ) as open_cases
    from field_device
      left join agency on agency.code = field_device.agency_code
      left join staff on staff.id = field_device.staff_id
    where field_device.campaign_id = ${campaignId}
      and (${deviceId}::uuid is null or field_device.id = ${deviceId}::uuid)
    order by field_device.kind, field_device.name, field_device.id`.execute(db);
  return rows.map((row) => ({ ...row, state: stateOf(row, moment) }));
}

function stateOf(row: Row, moment: Date): FieldDevice['state'] {
  if (row.revokedOn !== null) return 'revoked';
  if (row.isEnrolled) return 'active';
  return row.codeExpiresAt && new Date(row.codeExpiresAt) > moment ? 'waiting' : 'expired';
}

const USUAL: FieldTerms = { visitAttempts: 3, deviceDays: 10, counterPercent: 30 };

export async function fieldTerms(db: Db, campaignId: string): Promise<FieldTerms> {
  const set = await db
    .selectFrom('fieldTerms')
    .select(['visitAttempts', 'deviceDays', 'counterPercent'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  return set ?? USUAL;
}

/**
 * Agencies of whose answers more than the set share came by kiosk. A kiosk of few is not shown; nor is the share
 * where few are left over, whose number would follow from it and the total.
 */
export async function agenciesOverShare(db: Db, campaignId: string, counterPercent: number) {
  const { rows } = await sql<{ agencyName: string; counter: number; others: number; k: number }>`
    select agency.name as agency_name, count(*) filter (where door = 'counter') as counter,
      count(*) filter (where door <> 'counter') as others, disclosure_threshold as k
    from invitation
      join agency on agency.code = invitation.agency_code
      join campaign on campaign.id = invitation.campaign_id
    where campaign_id = ${campaignId} and state = 'received'
    group by agency.code, agency.name, disclosure_threshold
    order by agency.name`.execute(db);
  return rows
    .filter(({ counter, others, k }) => {
      const isOver = counter * 100 > counterPercent * (counter + others);
      return isOver && counter >= k;
    })
    .map(({ agencyName, counter, others, k }) => ({
      agencyName,
      percent:
        others === 0 || others >= k ? Math.round((100 * counter) / (counter + others)) : null,
    }));
}
