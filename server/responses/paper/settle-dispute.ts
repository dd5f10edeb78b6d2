import type { AnswerValue } from '#contract/questionnaire.ts';
import type { Staff } from '#contract/staff.ts';
import type { Db } from '../../db/database.ts';
import { keepStage } from '../../db/hold-campaign.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Ballot } from '../sealed-ballot.ts';
import { findForm, keyingsOf } from './find-form.ts';
import type { Box } from './form-box.ts';
import { addToTallies, castForm, openKeying } from './form-box.ts';
import { holdStratum } from './hold.ts';
import type { Difference } from './keyed-form.ts';
import { differences, itemsIn, keyedForm, longerComment } from './keyed-form.ts';

/** Both readings where they differ, without saying whose is which. */
export async function readDispute(
  { db, secrets }: Deps,
  caller: Staff,
  campaignId: string,
  typed: string,
) {
  const form = await findForm(db, caller, campaignId, typed);
  const box = { trx: db, campaignId, key: await secrets.ballotKey(campaignId) };
  const { first, second } = await bothKeyings(box, caller, form.number);
  const { agencyName, fieldName, number } = form;
  return { agencyName, fieldName, number, items: differences(first.ballot, second.ballot) };
}

/** A third person has the paper in hand: what they read counts, and shows whose entry was wrong. */
export async function settleDispute(
  { db, secrets }: Deps,
  caller: Staff,
  campaignId: string,
  typed: string,
  answers: Readonly<Record<string, AnswerValue>>,
) {
  const form = await findForm(db, caller, campaignId, typed);
  const questionnaire = await questionnaireOf(db, campaignId);
  const key = await secrets.ballotKey(campaignId);
  return db.transaction().execute(async (trx) => {
    await keepStage(trx, campaignId, 'collecting');
    await holdStratum(trx, campaignId, form.stratum);
    const box = { trx, campaignId, key };
    const { first, second } = await bothKeyings(box, caller, form.number);
    const differing = differences(first.ballot, second.ballot);
    const read = keyedForm(questionnaire, form, onlyOf(differing, answers));
    const settled = settledForm(first.ballot, second.ballot, differing, read);
    const compared = itemsIn(questionnaire);
    const marks = [first, second].map(({ reader, ballot }) => {
      const wrong = differing.filter(({ question }) => !isRead(ballot, settled, question)).length;
      return { ...reader, compared, wrong };
    });
    await addToTallies(box, marks);
    return { state: await castForm(box, form.number, settled, null) };
  });
}

async function bothKeyings(box: Box, caller: Staff, number: string) {
  const kept = await keyingsOf(box.trx as Db, number);
  const [first, second] = kept.map((keying) => ({
    reader: { keyedBy: keying.keyedBy, isScanned: keying.isScanned },
    ballot: openKeying(box, number, keying),
  }));
  if (!first || !second) throw problem('form_not_disputed', { number });
  if ([first, second].some(({ reader }) => reader.keyedBy === caller.id))
    throw problem('form_keyed_by_same', { number });
  return { first, second };
}

const onlyOf = (
  differing: readonly Difference[],
  answers: Readonly<Record<string, AnswerValue>>,
): Record<string, AnswerValue> =>
  Object.fromEntries(differing.map(({ question }) => [question, answers[question] ?? null]));

function settledForm(
  first: Ballot,
  second: Ballot,
  differing: readonly Difference[],
  read: Ballot,
): Ballot {
  const disputed = new Set(differing.map(({ question }) => question));
  const agreed = Object.entries(first.answers).filter(([question]) => !disputed.has(question));
  return {
    ...first,
    answers: { ...Object.fromEntries(agreed), ...read.answers },
    comment: longerComment(first, second),
  };
}

const isRead = (ballot: Ballot, settled: Ballot, question: string): boolean =>
  String(ballot.answers[question] ?? []) === String(settled.answers[question] ?? []);
