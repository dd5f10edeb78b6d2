import type { CheckedAnswers } from '#contract/rechecks.ts';
import {
  drawRecheck,
  listRechecks,
  prepareRecheck,
  recordRecheck,
  takeRecheckCall,
  takeRecheckVisits,
} from '#contract/rechecks.ts';
import type { Caller } from './caller.ts';
import type { Citizen, Fieldwork } from './citizens.ts';
import { WITNESSES } from './draw.ts';

const CONFIRMED: CheckedAnswers = {
  didProcedure: 'yes',
  answeredBy: 'self',
  officePart: 'absent',
  howLongAgo: 'this_month',
};

/** A part of the answered cases, drawn by public dice. */
export async function drawForRecheck(
  { accounts: { homeAffairs } }: Fieldwork,
  campaignId: string,
): Promise<number> {
  const params = { campaignId };
  const { number } = await homeAffairs.call(prepareRecheck, { params, body: { percent: 5 } });
  const { drawn } = await homeAffairs.call(drawRecheck, {
    params: { ...params, number: String(number) },
    body: { dice: '31415 92653 58979 32384', witnesses: WITNESSES },
  });
  return drawn;
}

interface RecheckWork {
  readonly citizens: readonly Citizen[];
  readonly moments: readonly Date[];
  readonly callers: readonly Caller[];
}

/** Asked again by others than who took the answer, in the morning and, who was out, in the afternoon. */
export async function workRecheck(
  fieldwork: Fieldwork,
  campaignId: string,
  work: RecheckWork,
): Promise<number> {
  const { citizens, moments, callers } = work;
  const params = { campaignId };
  const byCase = new Map(citizens.map((citizen) => [citizen.invitationId, citizen]));
  for (const [nth, moment] of moments.entries()) {
    fieldwork.clock.setTo(moment.toISOString());
    const ask: Asked = ({ caseId }) => findingOf(byCase.get(caseId)!, nth);
    const workFor = async (caller: Caller) => {
      await callThem(caller, params, ask);
      await visitThem(caller, params, ask);
    };
    await Promise.all(callers.map(workFor));
  }
  const { doors } = await fieldwork.accounts.homeAffairs.call(listRechecks, { params });
  return doors.reduce((sum, { confirmed, contradicted }) => sum + confirmed + contradicted, 0);
}

type Finding = ReturnType<typeof findingOf>;
type Asked = (found: { readonly caseId: string }) => Finding;

async function callThem(caller: Caller, params: { readonly campaignId: string }, ask: Asked) {
  for (;;) {
    const { call } = await caller.call(takeRecheckCall, { params });
    if (!call) return;
    const { caseId } = call;
    await caller.call(recordRecheck, { params: { ...params, caseId }, body: ask(call) });
  }
}

async function visitThem(caller: Caller, params: { readonly campaignId: string }, ask: Asked) {
  const { visits } = await caller.call(takeRecheckVisits, { params });
  for (const visit of visits) {
    const finding = ask(visit);
    const body = finding.unreached === 'no_answer' ? { unreached: 'not_home' as const } : finding;
    await caller.call(recordRecheck, { params: { ...params, caseId: visit.caseId }, body });
  }
}

function findingOf({ chance }: Citizen, nth: number) {
  if (nth === 0 && chance('out in the morning') < 0.3) return { unreached: 'no_answer' as const };
  if (chance('recheck') < 0.04) return { unreached: 'refused' as const };
  const isHelped = chance('recheck') < 0.12;
  return { answers: { ...CONFIRMED, ...(isHelped && { answeredBy: 'helped' as const }) } };
}
