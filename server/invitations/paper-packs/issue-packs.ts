import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { CASE_DIGITS, FORM_DIGITS } from '#contract/paper-numbers.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { heldCampaignAt } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';

const CHUNK = 1000;

/**
 * A strip for everybody who has not answered, and forms until each stratum has as many as strips. Both
 * numbers are drawn by chance and apart from each other: no row and no order joins a form to a strip.
 */
export async function issuePacks(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  agencyCode: string | null,
) {
  return db.transaction().execute(async (trx) => {
    await heldCampaignAt(trx, campaignId, 'drawn', 'collecting');
    const waiting = await withoutPack(trx, campaignId, agencyCode);
    for (let from = 0; from < waiting.length; from += CHUNK)
      await insertCases(trx, campaignId, waiting.slice(from, from + CHUNK));
    for (const { stratum, agencyCode: agency, missing } of await missingForms(trx, campaignId))
      await insertForms(trx, { campaignId, stratum, agencyCode: agency }, missing);
    if (waiting.length > 0)
      await record(trx, {
        at: now(),
        staffId: by,
        act: 'paper_packs_issued',
        campaignId,
        details: { agency: agencyCode, packs: waiting.length },
      });
    return { packs: await packsIn(trx, campaignId, agencyCode), made: waiting.length };
  });
}

async function withoutPack(trx: Db, campaignId: string, agencyCode: string | null) {
  const { rows } = await sql<{ id: string }>`
    select id from invitation
    where campaign_id = ${campaignId} and state in ('issued', 'opened')
      and (${agencyCode}::text is null or agency_code = ${agencyCode})
      and not exists (select from paper_case where invitation_id = invitation.id)`.execute(trx);
  return rows.map(({ id }) => id);
}

async function insertCases(trx: Db, campaignId: string, ids: readonly string[]): Promise<void> {
  let left = [...ids];
  while (left.length > 0) {
    const numbers = newNumbers(left.length, CASE_DIGITS);
    const { rows } = await sql<{ invitationId: string }>`
      insert into paper_case (campaign_id, invitation_id, case_number)
      select ${campaignId}, id, number from unnest(${left}::uuid[], ${numbers}::text[]) as new (id, number)
      on conflict do nothing returning invitation_id`.execute(trx);
    const made = new Set(rows.map(({ invitationId }) => invitationId));
    left = left.filter((id) => !made.has(id));
  }
}

async function missingForms(trx: Db, campaignId: string) {
  const { rows } = await sql<{ stratum: string; agencyCode: string; missing: number }>`
    with cases as (
      select stratum, agency_code, count(*) as packs
      from paper_case join invitation on invitation.id = paper_case.invitation_id
      where paper_case.campaign_id = ${campaignId} group by stratum, agency_code
    ), forms as (
      select stratum, count(*) as printed from paper_form
      where campaign_id = ${campaignId} group by stratum
    )
    select cases.stratum, agency_code, packs - coalesce(printed, 0) as missing
    from cases left join forms on forms.stratum = cases.stratum
    where packs > coalesce(printed, 0) order by cases.stratum`.execute(trx);
  return rows;
}

async function insertForms(
  trx: Db,
  form: { readonly campaignId: string; readonly stratum: string; readonly agencyCode: string },
  count: number,
): Promise<void> {
  for (let left = count; left > 0; ) {
    const numbers = newNumbers(left, FORM_DIGITS);
    const { rows } = await sql`
      insert into paper_form (number, campaign_id, stratum, agency_code)
      select number, ${form.campaignId}, ${form.stratum}, ${form.agencyCode}
      from unnest(${numbers}::text[]) as new (number) order by number
      on conflict do nothing returning number`.execute(trx);
    left -= rows.length;
  }
}

const newNumbers = (count: number, digits: number): string[] =>
  Array.from({ length: count }, () => {
    const free = digits - 1;
    const text = String(randomInt(10 ** free)).padStart(free, '0');
    return text + checkDigit(text);
  });

async function packsIn(trx: Db, campaignId: string, agencyCode: string | null): Promise<number> {
  const { rows } = await sql<{ packs: number }>`
    select count(*) as packs from paper_case join invitation on invitation.id = paper_case.invitation_id
    where paper_case.campaign_id = ${campaignId}
      and (${agencyCode}::text is null or agency_code = ${agencyCode})`.execute(trx);
  return rows[0]!.packs;
}
