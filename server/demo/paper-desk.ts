import {
  downloadPaperPacks,
  issuePaperPacks,
  keyForm,
  PACK_PARTS,
  readPaperQuestions,
  receiveStrip,
  setDoubleEntry,
  settleDispute,
} from '#contract/paper.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Answers } from './answers.ts';
import { answersOf } from './answers.ts';
import type { Caller } from './caller.ts';
import { chanceOf } from './chance.ts';
import type { Citizen, Fieldwork } from './citizens.ts';
import { inParallel } from './in-parallel.ts';

/** Two who enter every form, and a third who looks at the paper where they differ. */
export type Clerks = readonly [first: Caller, second: Caller, third: Caller];

interface FilledForm {
  readonly number: string;
  readonly answers: Answers;
}
/** Waits for its second entry, or for the third look. */
type OpenForm = FilledForm & { readonly state: 'keyed' | 'disputed' };

export interface PaperDesk {
  /** Strips come back, then forms, each entered twice; so many stay with one entry and as many with two that differ. */
  receive(citizens: readonly Citizen[], clerks: Clerks, left: number): Promise<void>;
  /** What was left is entered and settled. */
  finish(clerks: Clerks): Promise<void>;
}

/** Packs of some agencies numbered and printed, and the desk to which they come back. */
export async function openPaperDesk(
  fieldwork: Fieldwork,
  campaignId: string,
  agencies: readonly string[],
): Promise<PaperDesk> {
  const { accounts, deps, satisfactionShift } = fieldwork;
  const { homeAffairs } = accounts;
  const params = { campaignId };
  await homeAffairs.call(setDoubleEntry, { params, body: { percent: 100 } });
  for (const agencyCode of agencies)
    await homeAffairs.call(issuePaperPacks, { params, body: { agencyCode } });
  const printed = agencies[0];
  for (const part of printed ? PACK_PARTS : []) {
    const query = { part, agencyCode: printed! };
    await homeAffairs.download(downloadPaperPacks, { params, query });
  }
  const { questionnaire } = await homeAffairs.call(readPaperQuestions, { params });
  const packs = await packsOf(deps, campaignId);
  const open: OpenForm[] = [];
  const desk = { params, questionnaire, open };

  const formsOf = async (citizens: readonly Citizen[], clerk: Caller): Promise<FilledForm[]> => {
    const forms: FilledForm[] = [];
    await inParallel(citizens, async (citizen) => {
      const body = { number: packs.strips.get(citizen.invitationId)! };
      await clerk.call(receiveStrip, { params, body });
      const number = packs.forms.get(citizen.stratum)!.pop()!;
      const answers = answersOf(questionnaire, citizen, satisfactionShift);
      forms.push({ number, answers });
    });
    return forms;
  };

  return {
    async receive(citizens, clerks, left) {
      const forms = await formsOf(citizens, clerks[0]);
      const whole = forms.splice(2 * left);
      for (const [nth, form] of forms.entries()) await enterInPart(desk, form, clerks, nth < left);
      await inParallel(whole, (form) => enterTwice(desk, form, clerks));
    },
    async finish([, second, third]) {
      for (const { state, number, answers } of open.splice(0)) {
        const place = { params: { ...params, number }, body: { answers } };
        if (state === 'keyed') await second.call(keyForm, place);
        else await third.call(settleDispute, place);
      }
    },
  };
}

/** The paper that people and clerks hold: which strip is whose, and the unused forms of each stratum. */
async function packsOf({ db }: Fieldwork['deps'], campaignId: string) {
  const cases = await db
    .selectFrom('paperCase')
    .select(['invitationId', 'caseNumber'])
    .where('campaignId', '=', campaignId)
    .execute();
  const forms = await db
    .selectFrom('paperForm')
    .select(['number', 'stratum'])
    .where('campaignId', '=', campaignId)
    .orderBy('number')
    .execute();
  return {
    strips: new Map(cases.map(({ invitationId, caseNumber }) => [invitationId, caseNumber])),
    forms: new Map(
      [...Map.groupBy(forms, ({ stratum }) => stratum)].map(([stratum, own]) => [
        stratum,
        own.map(({ number }) => number),
      ]),
    ),
  };
}

interface Desk {
  readonly params: { readonly campaignId: string };
  readonly questionnaire: Questionnaire;
  readonly open: OpenForm[];
}

async function enterTwice({ params, questionnaire }: Desk, form: FilledForm, clerks: Clerks) {
  const { number, answers } = form;
  const place = { ...params, number };
  const [first, second, third] = clerks;
  const misread = chanceOf(number)('misread') < 0.06 ? withSlip(questionnaire, answers) : answers;
  await first.call(keyForm, { params: place, body: { answers: misread } });
  const { state } = await second.call(keyForm, { params: place, body: { answers } });
  if (state === 'disputed') await third.call(settleDispute, { params: place, body: { answers } });
}

async function enterInPart(desk: Desk, form: FilledForm, clerks: Clerks, isKeyedOnce: boolean) {
  const { params, questionnaire, open } = desk;
  const { number, answers } = form;
  const place = { ...params, number };
  const misread = isKeyedOnce ? answers : withSlip(questionnaire, answers);
  await clerks[0].call(keyForm, { params: place, body: { answers: misread } });
  if (!isKeyedOnce) await clerks[1].call(keyForm, { params: place, body: { answers } });
  open.push({ ...form, state: isKeyedOnce ? 'keyed' : 'disputed' });
}

/** One answer read as its neighbour. */
function withSlip({ groups }: Questionnaire, answers: Answers): Answers {
  const codes = groups.flatMap(({ questions }) =>
    questions.filter(({ kind }) => kind === 'choice').map(({ code }) => code),
  );
  const code = codes.find((asked) => asked.startsWith('9.') && typeof answers[asked] === 'number')!;
  const read = Number(answers[code]);
  return { ...answers, [code]: read === 1 ? 2 : read - 1 };
}
