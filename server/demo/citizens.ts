import { createHash, randomUUID } from 'node:crypto';
import { declineInvitation, openInvitation, startAnswering } from '#contract/opening.ts';
import type { Paradata } from '#contract/paradata.ts';
import { LONGEST_SECONDS } from '#contract/paradata.ts';
import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { Submission } from '#contract/responses.ts';
import { submitResponse } from '#contract/responses.ts';
import type { Deps } from '../deps.ts';
import { tokenOf } from '../invitations/secret-code.ts';
import { Caller } from './caller.ts';
import type { DemoClock } from './clock.ts';

/** Where phones call, and the clock that takes them from day to day. */
export interface Fieldwork {
  readonly address: string;
  readonly clock: DemoClock;
  readonly deps: Deps;
  /** Added to everybody's satisfaction, in points of the scale of answers. */
  readonly satisfactionShift?: number | undefined;
}

interface Citizen {
  readonly token: string;
  readonly agencyCode: string;
  readonly chance: Chance;
}

/** Numbers in (0, 1) from a seed, the same in every run. */
type Chance = (label: string) => number;
const chanceOf =
  (seed: string): Chance =>
  (label) =>
    (createHash('sha256').update(`${seed}|${label}`).digest().readUInt32BE() + 0.5) / 2 ** 32;

/** Sum of three uniforms, centred: near enough to a bell for a simulation. */
const bell = (chance: Chance, label: string) =>
  chance(`${label}1`) + chance(`${label}2`) + chance(`${label}3`) - 1.5;

const PHONES_AT_ONCE = 8;

/** Everybody with a slip: some answer, some decline, some never open it; more at some agencies than at others. */
export async function answerAsCitizens(
  fieldwork: Fieldwork,
  campaignId: string,
  moments: readonly string[],
  say: (text: string) => void,
) {
  const citizens = await invited(fieldwork, campaignId);
  let received = 0;
  for (const [index, moment] of moments.entries()) {
    fieldwork.clock.setTo(moment);
    const today = citizens.filter(
      ({ chance }) => Math.floor(chance('day') * moments.length) === index,
    );
    await inParallel(today, async (citizen) => {
      const answered = await visit(fieldwork, citizen);
      received += answered;
      say(`${moment.slice(0, 10)}: ${received.toLocaleString('en')} received`);
    });
  }
  return received;
}

/** People hold the printed slips; here they are made again from their key, as the printing does. */
export async function invited(
  { deps }: Pick<Fieldwork, 'deps'>,
  campaignId: string,
): Promise<Citizen[]> {
  const rows = await deps.db
    .selectFrom('invitation')
    .select(['id', 'issue', 'agencyCode', 'unitId'])
    .where('campaignId', '=', campaignId)
    .orderBy('agencyCode')
    .orderBy('serial')
    .execute();
  return rows.map(({ agencyCode, unitId, ...slip }) => ({
    token: tokenOf(deps.secrets, slip),
    agencyCode,
    chance: chanceOf(unitId),
  }));
}

async function visit(
  { address, satisfactionShift = 0 }: Fieldwork,
  { token, agencyCode, chance }: Citizen,
): Promise<number> {
  const phone = new Caller(address);
  const agency = chanceOf(agencyCode);
  if (chance('decline') < 0.02) {
    await phone.call(declineInvitation, { body: { token, reason: 'declined' } });
    return 0;
  }
  if (chance('respond') > 0.5 + 0.35 * agency('response rate')) return 0;
  const { questionnaire } = await phone.call(openInvitation, { body: { token } });
  await phone.call(startAnswering, { body: { token } });
  const params = { submissionId: randomUUID() };
  const mean = 3.9 + satisfactionShift + 0.7 * bell(agency, 'satisfaction');
  const satisfaction = mean + 0.8 * bell(chance, 'person');
  const body = submissionOf(questionnaire, token, satisfaction, { agency, chance });
  const receipt = await phone.call(submitResponse, { params, body });
  // One phone in fifty loses the reply and sends again: it must get the same receipt.
  if (chance('timeout') < 0.02) {
    const again = await phone.call(submitResponse, { params, body });
    if (again.code !== receipt.code) throw new Error('a repeat got another receipt');
  }
  return 1;
}

function submissionOf(
  questionnaire: Questionnaire,
  token: string,
  satisfaction: number,
  { agency, chance }: Readonly<Record<'agency' | 'chance', Chance>>,
): Submission {
  const answers = Object.fromEntries(
    questionsOf(questionnaire).map((question) => [
      question.code,
      answerOf(question, satisfaction, chance),
    ]),
  );
  // The others' phones tell nothing of how the interview went.
  const tells = chance('mode') < 0.35 + 0.4 * agency('online');
  return {
    token,
    questionnaireVersion: questionnaire.version,
    language: 'vi',
    answers,
    paradata: tells ? paradataOf(questionnaire, chance) : undefined,
  };
}

/** Some twelve seconds a question, more for slow people; one in fifty presses without reading. */
function paradataOf({ groups }: Questionnaire, chance: Chance): Paradata {
  if (chance('page') < 0.04) return { page: 'plain' };
  const pace = chance('careless') < 0.02 ? 1 : 12 * 2 ** (1.2 * bell(chance, 'pace'));
  const seconds = groups.map(({ code, questions }): [string, number] => [
    code,
    Math.min(LONGEST_SECONDS, Math.round(pace * questions.length * (0.5 + chance(`${code} time`)))),
  ]);
  return {
    page: 'scripts',
    device: chance('device') < 0.93 ? 'phone' : 'desktop',
    seconds: Object.fromEntries(seconds),
    changes: Math.floor(3 * chance('changes') ** 2),
  };
}

/** Few people have ever made a petition: Câu 37–39 are left out by a third. */
const skipped = (code: string, chance: Chance) =>
  chance(`${code} skipped`) < (/^9\.3[789]$/.test(code) ? 0.35 : 0.05);

function answerOf(
  question: Question,
  satisfaction: number,
  chance: Chance,
): Submission['answers'][string] {
  const { code } = question;
  if (question.kind === 'comment') {
    return chance(code) < 0.05 ? 'Cần thêm ghế ngồi chờ vào buổi sáng thứ Hai.' : null;
  }
  if (question.kind === 'multiple') {
    return question.options
      .map(({ value }) => value)
      .filter((value) => chance(`${code}.${value}`) < 0.4);
  }
  if (skipped(code, chance)) return null;
  if (code.startsWith('9.')) {
    return Math.min(5, Math.max(1, Math.round(satisfaction + 0.9 * bell(chance, code))));
  }
  return question.options[Math.floor(chance(code) * question.options.length)]?.value ?? null;
}

async function inParallel<T>(all: readonly T[], act: (element: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  const workers = Array.from({ length: PHONES_AT_ONCE }, async () => {
    for (const element of queue) await act(element);
  });
  await Promise.all(workers);
}
