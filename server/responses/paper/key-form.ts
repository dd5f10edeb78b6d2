import { randomInt } from 'node:crypto';
import type { AnswerValue } from '#contract/questionnaire.ts';
import type { Staff } from '#contract/staff.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Ballot } from '../sealed-ballot.ts';
import { noteConsecutive } from '../takers/note-signs.ts';
import type { Taker } from '../takers/taker.ts';
import { refuseVoidedClerk, takerOf } from '../takers/taker.ts';
import { isWatched } from './clerk-share.ts';
import type { FoundForm } from './find-form.ts';
import { findForm, keyingsOf, turnOf } from './find-form.ts';
import type { Box, FormReader } from './form-box.ts';
import { addToTallies, castForm, openKeying, storeKeying } from './form-box.ts';
import { holdStratum } from './hold.ts';
import { differences, itemsIn, keyedForm, longerComment } from './keyed-form.ts';
import { isNextInPrint } from './print-order.ts';
import { countsOf, doublePercent } from './queries.ts';

interface Keyed {
  readonly state: 'keyed' | 'disputed' | 'entered' | 'blank' | 'surplus';
  readonly differing: number;
}

interface EnteredForm {
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly isScanned: boolean;
}

/** One whole form by one clerk. The server never has half a form. */
export async function keyForm(
  deps: Deps,
  caller: Staff,
  { campaignId, number: typed }: { readonly campaignId: string; readonly number: string },
  { answers, isScanned }: EnteredForm,
) {
  const { db, secrets, now } = deps;
  const reader = { keyedBy: caller.id, isScanned };
  const { stratum, number } = await findForm(db, caller, campaignId, typed);
  const questionnaire = await questionnaireOf(db, campaignId);
  const key = await secrets.ballotKey(campaignId);
  const keyed = await db.transaction().execute(async (trx): Promise<Keyed> => {
    await keepStage(trx, campaignId, 'collecting');
    await holdStratum(trx, campaignId, stratum);
    const form = await findForm(trx, caller, campaignId, number);
    const turn = await turnOf(trx, caller, form);
    const ballot = keyedForm(questionnaire, form, answers);
    const box = { trx, campaignId, key };
    if (turn === 1) {
      await refuseVoidedClerk(trx, number, caller.id);
      return enterFirst(box, reader, form, ballot, takerOf('paper', caller.id, now()));
    }
    return enterSecond(box, reader, form, ballot, itemsIn(questionnaire));
  });
  if (keyed.state === 'surplus') {
    const { strips, forms } = await countsOf(db, campaignId, stratum);
    throw problem('form_surplus', { number, strips, forms });
  }
  return { state: keyed.state, differing: keyed.differing };
}

/** More forms than strips: the number is kept aside, counted as surplus, and tried again when a strip comes. */
async function enterFirst(
  box: Box,
  reader: FormReader,
  form: FoundForm,
  ballot: Ballot,
  alone: Taker,
): Promise<Keyed> {
  const { trx, campaignId } = box;
  const { number, stratum } = form;
  const { strips, forms } = await countsOf(trx, campaignId, stratum);
  if (forms >= strips) {
    await trx
      .updateTable('paperForm')
      .set({ state: 'surplus' })
      .where('number', '=', number)
      .execute();
    return { state: 'surplus', differing: 0 };
  }
  await addToTallies(box, [{ ...reader, forms: 1 }]);
  if (!(await isEnteredTwice(box, reader))) return enterAlone(box, form, ballot, alone);
  await storeKeying(box, { number, turn: 1, ...reader }, ballot);
  await trx.updateTable('paperForm').set({ state: 'keyed' }).where('number', '=', number).execute();
  return { state: 'keyed', differing: 0 };
}

async function enterAlone(box: Box, form: FoundForm, ballot: Ballot, clerk: Taker): Promise<Keyed> {
  const state = await castForm(box, form.number, ballot, clerk);
  if (state === 'entered' && (await isNextInPrint(box, form, clerk.takerId)))
    await noteConsecutive(box.trx, box.campaignId, clerk);
  return { state, differing: 0 };
}

/** By chance, with the campaign's share; always for a clerk whose entries were wrong too often. */
async function isEnteredTwice({ trx, campaignId }: Box, reader: FormReader): Promise<boolean> {
  if (randomInt(100) < (await doublePercent(trx, campaignId))) return true;
  return isWatched(trx, campaignId, reader);
}

async function enterSecond(
  box: Box,
  reader: FormReader,
  { number }: FoundForm,
  ballot: Ballot,
  compared: number,
): Promise<Keyed> {
  const { trx } = box;
  const [kept] = await keyingsOf(trx, number);
  const first = openKeying(box, number, kept!);
  const differing = differences(first, ballot).length;
  if (differing > 0) {
    await addToTallies(box, [{ ...reader, forms: 1 }]);
    await storeKeying(box, { number, turn: 2, ...reader }, ballot);
    await trx
      .updateTable('paperForm')
      .set({ state: 'disputed' })
      .where('number', '=', number)
      .execute();
    return { state: 'disputed', differing };
  }
  const { keyedBy, isScanned } = kept!;
  await addToTallies(box, [
    { keyedBy, isScanned, compared },
    { ...reader, forms: 1, compared },
  ]);
  const agreed = { ...first, comment: longerComment(first, ballot) };
  return { state: await castForm(box, number, agreed, null), differing };
}
