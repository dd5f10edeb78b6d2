import { sql } from 'kysely';
import type { StaffPhones, StaffPhonesOfAgency } from '#contract/staff-phones.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import type { Db } from '../../db/database.ts';
import { OWNERS_OF_ONE_PHONE } from '../../lists/link/link-rules.ts';
import { byKind } from '../completeness/indicators.ts';
import { inForce, ofScope } from '../completeness/tallies-in-force.ts';
import type { Scope } from '../scope.ts';

interface Counted {
  agencyCode: string;
  agencyName: string;
  kind: string;
  /** In the frame as it is. */
  inFrame: number;
  phones: number;
  people: number;
  dossiers: number;
  waitingPhones: number;
  waitingPeople: number;
  waitingDossiers: number;
  sharedPhones: number;
  officials: number | null;
  decisionKind: 'approved' | 'refused' | null;
  decisionPhones: number;
  decisionPeople: number;
  note: string | null;
  decidedAt: Date;
}

export async function staffPhones(
  db: Db,
  campaignId: string,
  agencyCode: string,
): Promise<StaffPhones> {
  const [agency] = await countedByAgency(db, campaignId, agencyCode);
  return toldOf(agency!);
}

/** Every agency beside those of its kind: a share of staff beyond chance and the usual differences is marked. */
export async function staffPhonesByAgency(
  db: Db,
  campaignId: string,
): Promise<StaffPhonesOfAgency[]> {
  const agencies = await countedByAgency(db, campaignId, null);
  const judged = [...byKind(agencies).values()].flatMap((ofKind) => {
    const shares = ofKind.map(({ people, waitingPeople, inFrame }) => ({
      cases: people + waitingPeople,
      total: people + inFrame,
    }));
    const all = shares.reduce((sum, { total }) => sum + total, 0);
    const province = shares.reduce((sum, { cases }) => sum + cases, 0) / Math.max(1, all);
    return unusualShares(shares).map(({ share, side }, i) => ({
      agencyCode: ofKind[i]!.agencyCode,
      agencyName: ofKind[i]!.agencyName,
      share,
      province,
      standsOut: side === 'high',
      ...toldOf(ofKind[i]!),
    }));
  });
  return judged.sort((a, b) => b.waiting.phones - a.waiting.phones);
}

const toldOf = (agency: Counted): StaffPhones => ({
  phones: agency.phones,
  people: agency.people,
  dossiers: agency.dossiers,
  waiting: {
    phones: agency.waitingPhones,
    people: agency.waitingPeople,
    dossiers: agency.waitingDossiers,
  },
  sharedPhones: agency.sharedPhones,
  officials: agency.officials,
  decision: agency.decisionKind && {
    kind: agency.decisionKind,
    phones: agency.decisionPhones,
    people: agency.decisionPeople,
    note: agency.note,
    decidedAt: agency.decidedAt.toISOString(),
  },
});

/** Owners of staff phones who are in the frame, by any of their dossiers. */
const ownersInFrame = (campaignId: string, scope: Scope) => sql`
  select staff_phone.agency_code, staff_phone.phone_key, approved_at is null as waits, person.id, person.dossiers
  from staff_phone
  join person on person.phone_key = staff_phone.phone_key
    and person.campaign_id = staff_phone.campaign_id and person.agency_code = staff_phone.agency_code
  join list_file on list_file.id = person.file_id and list_file.state = 'imported'
  where staff_phone.campaign_id = ${campaignId} and ${ofScope(scope, 'staff_phone.agency_code')}
  union
  select staff_phone.agency_code, staff_phone.phone_key, approved_at is null, person.id, person.dossiers
  from staff_phone
  join merged_identity as own on own.phone_key = staff_phone.phone_key
  join dossier on dossier.file_id = own.file_id and dossier.row_number = own.row_number
  join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
  join person on person.id = dossier.person_id
    and person.campaign_id = staff_phone.campaign_id and person.agency_code = staff_phone.agency_code
  where staff_phone.campaign_id = ${campaignId} and ${ofScope(scope, 'staff_phone.agency_code')}`;

async function countedByAgency(db: Db, campaignId: string, scope: Scope): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with owner as (${ownersInFrame(campaignId, scope)}),
    counted as (
      select *, count(*) over (partition by agency_code, phone_key) as owners from owner
    ),
    shared as (
      select agency_code, count(distinct phone_key)::integer as phones
      from counted where owners > ${OWNERS_OF_ONE_PHONE} group by agency_code
    ),
    would as (
      select agency_code, count(*)::integer as people, sum(dossiers)::integer as dossiers
      from (
        select distinct agency_code, id, dossiers from counted
        where waits and owners <= ${OWNERS_OF_ONE_PHONE}
      ) as person
      group by agency_code
    ),
    phone as (
      select agency_code, count(approved_at)::integer as approved,
        (count(*) - count(approved_at))::integer as waiting
      from staff_phone where campaign_id = ${campaignId} group by agency_code
    ),
    tally as (
      select agency_code,
        coalesce(sum(rows) filter (where outcome = 'accepted'), 0)::integer as in_frame,
        coalesce(sum(rows) filter (where reason = 'own_staff'), 0)::integer as staff
      from (${inForce(campaignId)}) as tally group by agency_code
    ),
    decision as (
      select distinct on (agency_code) * from staff_phone_decision
      where campaign_id = ${campaignId} order by agency_code, decided_at desc, id
    )
    select agency.code as agency_code, agency.name as agency_name, agency.kind,
      coalesce(in_frame, 0) as in_frame, coalesce(approved, 0) as phones,
      case when staff > 0 then coalesce(left_out.people, 0) else 0 end as people,
      coalesce(staff, 0) as dossiers, coalesce(phone.waiting, 0) as waiting_phones,
      coalesce(would.people, 0) as waiting_people, coalesce(would.dossiers, 0) as waiting_dossiers,
      coalesce(shared.phones, 0) as shared_phones, officials, decision.kind as decision_kind,
      decision.phones as decision_phones, decision.people as decision_people, decision.note,
      decision.decided_at
    from campaign join agency on agency.province_code = campaign.province_code
    left join tally on tally.agency_code = agency.code
    left join phone on phone.agency_code = agency.code
    left join would on would.agency_code = agency.code
    left join shared on shared.agency_code = agency.code
    left join decision on decision.agency_code = agency.code
    left join official_count on official_count.campaign_id = campaign.id
      and official_count.agency_code = agency.code
    left join staff_left_out as left_out on left_out.campaign_id = campaign.id
      and left_out.agency_code = agency.code
    where campaign.id = ${campaignId} and ${ofScope(scope, 'agency.code')}
    order by agency.code
  `.execute(db);
  return rows;
}
