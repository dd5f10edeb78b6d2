import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { FEWEST_RESPONSES } from '#contract/comments.ts';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import type { Db } from '../db/database.ts';
import { shuffled } from '../db/shuffled.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { StoredResponse } from './fold/fold.ts';
import { insertResponseStrata, insertSettled, openFold } from './fold/queries.ts';
import type { ParadataSums } from './paradata-totals.ts';
import { addBallot } from './paradata-totals.ts';
import { disclosureThreshold, expectedBallots } from './queries.ts';
import type { Ballot } from './sealed-ballot.ts';
import { openBallot } from './sealed-ballot.ts';
import { shownTotals } from './shown-totals.ts';
import { insertAnswerSigns, openTakerAnswers } from './takers/answer-signs.ts';

const PAGE = 250;
const ROWS = 4000;

/**
 * Empties the ballot box into responses, answers, comments and totals, in the caller's transaction.
 * An invitation and its ballot were written together, so a reader of the rows' hidden columns can join
 * those two. What remains must therefore not follow the ballots' order in any way: pages are a
 * random cut, each response has a fresh id and the rows go in by it, and the comments, which would
 * otherwise be stored beside their page, go in at the end by fresh ids of their own.
 */
export async function countBallots(
  trx: Db,
  { secrets }: Pick<Deps, 'secrets'>,
  campaignId: string,
) {
  const ids = shuffled(await ballotIds(trx, campaignId));
  const received = await expectedBallots(trx, campaignId);
  if (ids.length !== received) throw problem('ballots_unreadable', { received, read: ids.length });
  const comments: NewComment[] = [];
  const sums: ParadataSums = new Map();
  const fold = await openFold(trx, campaignId);
  await insertResponseStrata(trx, campaignId, fold);
  const taken = await openTakerAnswers(trx, campaignId);
  for (let from = 0; from < ids.length; from += PAGE) {
    const key = await secrets.ballotKey(campaignId);
    const ballots = await openBallots(trx, key, campaignId, ids.slice(from, from + PAGE));
    await insertResponses(
      trx,
      campaignId,
      ballots.map((ballot) => fold.stored(ballot)),
    );
    comments.push(...commentsOf(campaignId, ballots));
    for (const { id, ...ballot } of ballots) {
      taken.add(id, fold.valuesOf(ballot));
      addBallot(sums, ballot);
      fold.add(ballot);
    }
  }
  await insertAnswerSigns(trx, campaignId, taken);
  const settled = await fold.settle();
  await insertSettled(trx, campaignId, settled);
  await insertComments(trx, comments, sums);
  const shown = [...sums.keys()].filter(
    (agency) => !settled.received.includes(cellKey({ agency })),
  );
  await insertParadata(trx, campaignId, sums, new Set(shown));
  await trx.deleteFrom('ballot').where('campaignId', '=', campaignId).execute();
  return { responses: ids.length, comments: comments.length };
}

async function ballotIds(trx: Db, campaignId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('ballot')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('voidingId', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

/** One that does not open stops the count: the box stays as it is until the right key is back. */
async function openBallots(trx: Db, key: Buffer, campaignId: string, ids: string[]) {
  const rows = await trx
    .selectFrom('ballot')
    .select(['id', 'sealed'])
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => {
    try {
      return { id: row.id, ...openBallot(key, campaignId, row.id, row.sealed) };
    } catch {
      throw problem('ballots_unreadable', {});
    }
  });
}

async function insertResponses(
  trx: Db,
  campaignId: string,
  stored: StoredResponse[],
): Promise<void> {
  const responses = stored
    .map((response) => ({ id: randomUUID() as string, ...response }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  await trx
    .insertInto('response')
    .values(responses.map(({ id, stratum }) => ({ id, campaignId, stratum })))
    .execute();
  const rows = responses.flatMap(({ id, answers }) =>
    answers.flatMap(([question, values]) => values.map((value) => ({ id, question, value }))),
  );
  for (let from = 0; from < rows.length; from += ROWS) {
    const part = rows.slice(from, from + ROWS);
    await sql`
      insert into answer (response_id, question, value)
      select * from unnest(${part.map((row) => row.id)}::uuid[],
        ${part.map((row) => row.question)}::text[], ${part.map((row) => row.value)}::smallint[])
    `.execute(trx);
  }
}

interface NewComment {
  id: string;
  campaignId: string;
  agencyCode: string | null;
  text: string;
}

const commentsOf = (campaignId: string, ballots: Ballot[]): NewComment[] =>
  ballots.flatMap(({ comment, agencyCode }) =>
    comment === null ? [] : [{ id: randomUUID(), campaignId, agencyCode, text: comment }],
  );

/** Of an agency with few answers a comment is anybody's of those few: it goes without its agency. */
async function insertComments(trx: Db, comments: NewComment[], sums: ParadataSums): Promise<void> {
  const byId = comments
    .map((comment) => {
      const isOfFew = (sums.get(comment.agencyCode ?? '')?.responses ?? 0) < FEWEST_RESPONSES;
      return isOfFew ? { ...comment, agencyCode: null } : comment;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from < byId.length; from += PAGE) {
    await trx
      .insertInto('comment')
      .values(byId.slice(from, from + PAGE))
      .execute();
  }
}

async function insertParadata(
  trx: Db,
  campaignId: string,
  sums: ParadataSums,
  shown: ReadonlySet<string>,
): Promise<void> {
  const threshold = await disclosureThreshold(trx, campaignId);
  const rows = shownTotals(sums, { threshold, told: shown });
  for (let from = 0; from < rows.length; from += PAGE) {
    await trx
      .insertInto('paradata')
      .values(rows.slice(from, from + PAGE).map((row) => ({ campaignId, ...row })))
      .execute();
  }
}
