import { sql } from 'kysely';
import type { Disposition, LedgerGroup, LedgerLine } from '#contract/ledger.ts';
import { DISPOSITION_NAMES, DISPOSITIONS } from '#contract/ledger.ts';
import type { Mode } from '#contract/responses.ts';
import { MODES } from '#contract/responses.ts';
import { contactRates } from '#sampling/weighting/contact-rates.ts';
import type { DispositionCounts } from '#sampling/weighting/response-rates.ts';
import { responseRates } from '#sampling/weighting/response-rates.ts';
import type { Db } from '../db/database.ts';
import { dispositionOf } from '../db/dispositions.ts';
import { IS_LOST } from '../db/lost-message.ts';
import { stratumPaper } from '../db/paper-rows.ts';
import type { CaseCount } from './interviewer-cases.ts';
import { interviewerCases } from './interviewer-cases.ts';
import { withoutDoors, withShownDoors } from './shown-doors.ts';

/**
 * Each case in one mode: that of its answer, else the dearest by which it was tried (AAPOR 2023, mixed-mode surveys).
 */
const MODE_OF_CASE = `case
  when door is not null then door
  when exists (select from visit_assignment
    where visit_assignment.invitation_id = invitation.id and is_current) then 'interview'
  when exists (select from contact_attempt
    where contact_attempt.invitation_id = invitation.id and way = 'phone') then 'phone'
  when exists (select from paper_case where paper_case.invitation_id = invitation.id) then 'paper'
  else 'self' end`;

const GROUPS: Record<
  Exclude<LedgerGroup, 'interviewer'>,
  { readonly code: string; readonly name: string }
> = {
  agency: { code: 'invitation.agency_code', name: 'agency.name' },
  stratum: { code: 'invitation.stratum', name: "agency.name || ' · ' || field.name" },
  role: { code: 'sample_unit.role', name: 'sample_unit.role' },
  mode: { code: MODE_OF_CASE, name: "''" },
  // A case counts in each wave that tried it; cases of no wave are in none.
  wave: {
    code: 'contact_wave.id::text',
    name: "to_char(contact_wave.day, 'YYYY-MM-DD') || ' ' || contact_wave.way",
  },
};

/** Cases counted by group, disposition and door; which case has which is never read here. */
const WAVES = sql`join contact_message on contact_message.invitation_id = invitation.id
  and (contact_message.state not in ('waiting', 'dropped', 'failed') or ${IS_LOST})
  join contact_wave on contact_wave.id = contact_message.wave_id`;

/** AAPOR 3.2 of a wave: the message came back, and nothing else tells of the case. It may still have its slip. */
const dispositionInWave = (campaignId: string) => sql<Disposition>`case
  when ${IS_LOST} and ${dispositionOf(campaignId)} = 'no_answer' then 'undelivered'
  else ${dispositionOf(campaignId)} end`;

export async function ledger(
  db: Db,
  campaignId: string,
  by: LedgerGroup,
  threshold: number,
): Promise<{ province: LedgerLine; lines: LedgerLine[] }> {
  const agencies = withShownDoors(await casesBy(db, campaignId, 'agency'), threshold);
  if (by === 'agency') return agencies;
  // By wave a case may count twice: the province is read by its agencies.
  const { province } = agencies;
  if (by === 'interviewer') {
    const rows = await interviewerCases(db, campaignId, threshold);
    return {
      province,
      lines: linesOf(rows).map((line) => ({ ...line, delivered: null, doors: null })),
    };
  }
  // Modes are the province's doors, told or not told with them.
  if (by === 'mode' && province.doors === null) return { province, lines: [] };
  const { lines } = withoutDoors(await casesBy(db, campaignId, by));
  return { province, lines };
}

async function casesBy(db: Db, campaignId: string, by: keyof typeof GROUPS) {
  const { code, name } = GROUPS[by];
  const { rows } = await sql<CaseCount>`
    select ${sql.raw(code)} as code, ${sql.raw(name)} as name, ${by === 'wave' ? dispositionInWave(campaignId) : dispositionOf(campaignId)} as disposition,
      door, count(*) as cases,
      count(*) filter (where is_delivered or exists (select from contact_message as message
        where message.invitation_id = invitation.id and message.state = 'delivered')) as delivered
    from invitation
      join agency on agency.code = invitation.agency_code
      join stratum on stratum.campaign_id = invitation.campaign_id and stratum.code = invitation.stratum
      join field on field.campaign_id = stratum.campaign_id and field.code = stratum.field_code
      join sample_unit on sample_unit.campaign_id = invitation.campaign_id
        and sample_unit.unit_id = invitation.unit_id
      ${by === 'wave' ? WAVES : sql``}
    where invitation.campaign_id = ${campaignId} and invitation.state <> 'replaced'
    group by 1, 2, 3, 4 order by 1`.execute(db);
  const cases = [...rows, ...(await formlessCases(db, campaignId, by))];
  return { province: ledgerLine('province', '', cases), lines: linesOf(cases) };
}

/**
 * No row joins a strip to its form, so which strip came without answers is known of strata alone. There as many cases
 * are taken from those received and put where they belong.
 */
async function formlessCases(
  db: Db,
  campaignId: string,
  by: keyof typeof GROUPS,
): Promise<CaseCount[]> {
  const code = { agency: 'stratum.agency_code', stratum: 'stratum.code', mode: "'paper'" };
  if (by !== 'agency' && by !== 'stratum' && by !== 'mode') return [];
  const { rows } = await sql<{ code: string; blank: number; missing: number }>`
    select ${sql.raw(code[by])} as code, sum(blank)::int as blank,
      sum(greatest(0, strips - entered - in_work - blank))::int as missing
    from ${stratumPaper(campaignId)} paper
      join stratum on stratum.campaign_id = ${campaignId} and stratum.code = paper.stratum
    group by 1`.execute(db);
  return rows.flatMap(({ code: group, blank, missing }): CaseCount[] => {
    const row = { code: group, name: '', door: 'paper' as const };
    return [
      { ...row, disposition: 'blank_form', cases: blank },
      { ...row, disposition: 'no_form', cases: missing },
      { ...row, disposition: 'interview', cases: -blank - missing },
    ];
  });
}

const linesOf = (rows: readonly CaseCount[]): LedgerLine[] =>
  [...Map.groupBy(rows, (row) => row.code)].map(([group, cases]) =>
    ledgerLine(group, cases[0]!.name, cases),
  );

function ledgerLine(code: string, name: string, cases: readonly CaseCount[]): LedgerLine {
  const count = (isCounted: (row: CaseCount) => boolean) =>
    cases.filter(isCounted).reduce((sum, row) => sum + row.cases, 0);
  const dispositions = Object.fromEntries(
    DISPOSITION_NAMES.map((known) => [known, count((row) => row.disposition === known)]),
  ) as Record<Disposition, number>;
  const doors = Object.fromEntries(
    MODES.map((door) => [door, count((row) => row.door === door)]),
  ) as Record<Mode, number>;
  const aapor = aaporCounts(dispositions);
  return {
    code,
    name,
    cases: count(() => true),
    delivered: cases.reduce((sum, row) => sum + (row.delivered ?? 0), 0),
    dispositions,
    doors,
    rates: { ...responseRates(aapor), ...contactRates(aapor) },
  };
}

/** The letters of the rates (I, P, R, NC, O, U) are the leading digits of the codes. */
function aaporCounts(dispositions: Readonly<Record<Disposition, number>>): DispositionCounts {
  const sum = (...prefixes: string[]) =>
    DISPOSITION_NAMES.filter((name) =>
      prefixes.some((prefix) => DISPOSITIONS[name].startsWith(prefix)),
    ).reduce((total, name) => total + dispositions[name], 0);
  return {
    complete: sum('1.1'),
    partial: sum('1.2'),
    refusal: sum('2.1'),
    nonContact: sum('2.2'),
    other: sum('2.3'),
    unknownEligibility: sum('3'),
    ineligible: sum('4'),
  };
}
