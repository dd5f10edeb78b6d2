/**
 * Truth: who gave which answer, known to this test alone. An attacker with copies of every table and
 * hidden column (ctid, xmin, cmin), from two days of the collection, from its end and from after the
 * count, and with a proxy's log, must join people to answers no better than by chance: a random matching
 * of m people to m responses has one right pair on average, with variance 1, whatever m is.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDraft } from '#contract/draft-seal.ts';
import { unlocked } from '../../server/drafts/locked-draft.ts';
import { digestOf } from '../../server/responses/receipt.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { ObservedCollection } from '../scenario-observed.ts';
import { COMMENT, draftSecretOf, markIn, observedCollection } from '../scenario-observed.ts';
import type { CopiedRow } from '../table-copies.ts';
import { columnsHolding, newRows, rowsIn, tablesThatDiffer } from '../table-copies.ts';

let office: Office;
let round: ObservedCollection['round'];
let arrivals: ObservedCollection['arrivals'];
let watched: ObservedCollection['watched'];
let copies: ObservedCollection['copies'];
let backupKey: Buffer;
beforeAll(async () => {
  office = await openOffice();
  ({ round, arrivals, watched, copies, ballotKey: backupKey } = await observedCollection(office));
});
afterAll(() => office.close());

/** `stratum`: the one that a counted response names, which anybody can look up for a person's own. */
type Row = Record<string, string | number> & { stratum: string; mark: number };

const bytesOf = ({ columns }: CopiedRow) => Buffer.from(String(columns.sealed).slice(2), 'hex');
const opened = (row: CopiedRow, key: Buffer) =>
  openBallot(key, round.campaignId, String(row.columns.id), bytesOf(row));
const responseStrata = () =>
  new Map(
    rowsIn(copies.counted, 'response_stratum_member').map(({ columns }) => [
      columns.stratum,
      String(columns.response_stratum),
    ]),
  );

/** What is stored about a person, with their ballot: the same transaction wrote both, or the day tells. */
function people(): Row[] {
  const responseStratum = responseStrata();
  const named = new Map(round.people.map(({ unitId, fullName }) => [unitId, fullName]));
  const received = rowsIn(copies.end, 'invitation').filter(
    (row) => row.columns.state === 'received',
  );
  const byTransaction = new Map(rowsIn(copies.end, 'ballot').map((row) => [row.xmin, row]));
  return received.map(({ place, xmin, columns }) => {
    const arrival = arrivals.findIndex(({ id }) => id === columns.id);
    const ballot = byTransaction.get(xmin);
    const { mark = -1, answers = {} } = arrivals[arrival] ?? {};
    return {
      ...(columns as Record<string, string>),
      stratum: responseStratum.get(columns.stratum) ?? '',
      mark,
      // What a neighbour knows.
      ownStratum: String(columns.stratum),
      name: named.get(String(columns.unit_id)) ?? '',
      ...Object.fromEntries(ABOUT.map((question) => [question, Number(answers[question])])),
      // A copy after every day on which somebody came alone would tell it.
      arrival,
      place,
      xmin,
      ballotId: String(ballot?.columns.id),
      ballotPlace: ballot?.place ?? 0,
      sealed: String(ballot?.columns.sealed),
    };
  });
}

function responses(): Row[] {
  const given = Map.groupBy(rowsIn(copies.counted, 'answer'), ({ columns }) => columns.response_id);
  return rowsIn(copies.counted, 'response').map(({ place, xmin, cmin, columns }) => {
    const answers = given.get(columns.id) ?? [];
    const valuesOf = (question: string) =>
      answers
        .filter((row) => row.columns.question === question)
        .map((row) => Number(row.columns.value));
    return {
      stratum: String(columns.stratum),
      id: String(columns.id),
      mark: markIn({ '9.24': valuesOf('9.24'), '9.25': valuesOf('9.25') }),
      place,
      xmin,
      cmin,
      answered: Math.min(...answers.map((row) => row.place)),
    };
  });
}

const byColumn = (column: string) => (a: Row, b: Row) =>
  a[column]! < b[column]! ? -1 : a[column]! > b[column]! ? 1 : 0;

/** Right pairs over all strata when both sides are laid side by side in the order of these columns. */
function rightPairs(left: Row[], leftBy: string, right: Row[], rightBy: string, turned: boolean) {
  let right_ = 0;
  for (const code of new Set(right.map(({ stratum }) => stratum))) {
    const sortedBy = (rows: Row[], column: string) =>
      rows.filter(({ stratum }) => stratum === code).toSorted(byColumn(column));
    const others = sortedBy(right, rightBy);
    if (turned) others.reverse();
    right_ += sortedBy(left, leftBy).filter(
      (row, index) => row.mark === others[index]?.mark,
    ).length;
  }
  return right_;
}

/** Sex, age, education, occupation, ethnic origin: as people said, and as others know. */
const ABOUT = ['a.sex', 'a.age', 'a.education', 'a.occupation', 'a.ethnicity'];
const LEFT = [
  ...['arrival', 'place', 'xmin', 'id', 'unit_id', 'token_hash', 'code_hash', 'serial'],
  ...['received_week', 'submission_digest', 'receipt_code', 'ballotId', 'ballotPlace', 'sealed'],
  ...['ownStratum', 'name', 'hamlet', ...ABOUT],
];
const RIGHT = ['place', 'id', 'xmin', 'cmin', 'answered'];

describe('two copies, a day apart in the middle of the collection', () => {
  const received = () =>
    newRows(copies.evening, copies.dayAfter, 'invitation').filter(
      ({ columns }) => columns.state === 'received',
    );
  const cast = () => newRows(copies.evening, copies.dayAfter, 'ballot');

  test('differ in invitations, ballots and drafts alone, and no number has been drawn', () => {
    const { evening, dayAfter } = copies;
    expect(tablesThatDiffer(evening, dayAfter)).toEqual(['ballot', 'draft', 'invitation']);
    expect(dayAfter.sequences).toEqual(evening.sequences);
    const before = new Map(rowsIn(evening, 'invitation').map((row) => [row.columns.id, row]));
    const changed = newRows(evening, dayAfter, 'invitation').flatMap(({ columns }) =>
      Object.keys(columns).filter(
        (name) => columns[name] !== before.get(columns.id)?.columns[name],
      ),
    );
    expect([...new Set(changed)].sort()).toEqual([
      ...['door', 'opened_on', 'receipt_code', 'received_week', 'state', 'submission_digest'],
    ]);
  });

  test('say who answered that day, and their week; no other table knows a ballot or a draft', () => {
    expect(
      received()
        .map(({ columns }) => columns.id)
        .sort(),
    ).toEqual(watched.map(({ id }) => id).sort());
    expect(new Set(received().map(({ columns }) => columns.received_week))).toEqual(
      new Set(['2026-11-23']),
    );
    expect(cast()).toHaveLength(watched.length);
    const idsOf = (table: string, column: string) =>
      new Set(
        [copies.evening, copies.dayAfter].flatMap((copy) =>
          rowsIn(copy, table).map((row) => row.columns[column]),
        ),
      );
    expect(columnsHolding(copies.dayAfter, idsOf('ballot', 'id'))).toEqual(['ballot.id']);
    expect(columnsHolding(copies.dayAfter, idsOf('draft', 'name'))).toEqual(['draft.name']);
    for (const table of ['ballot', 'draft'])
      expect(
        columnsHolding(copies.counted, idsOf(table, table === 'draft' ? 'name' : 'id')),
      ).toEqual([]);
  });

  test('give away whose ballot it is where somebody came alone; what is in it only the key tells', () => {
    const alone = watched[4]!;
    const inStratum = received().filter(({ columns }) => columns.stratum === alone.stratum);
    expect(inStratum.map(({ columns }) => columns.id)).toEqual([alone.id]);
    const ballot = cast().find(({ xmin }) => xmin === inStratum[0]?.xmin)!;
    expect(markIn(opened(ballot, backupKey).answers)).toBe(alone.mark);
    expect(opened(ballot, backupKey).stratum).toBe(alone.stratum);
    const kept = Object.values(copies).flatMap((copy) => JSON.stringify([...copy.tables]));
    expect(kept.some((copy) => copy.includes(backupKey.toString('hex')))).toBe(false);
    for (const guess of [Buffer.alloc(32), createHash('sha256').update(round.campaignId).digest()])
      expect(() => opened(ballot, guess)).toThrow();
  });

  test('show of the unfinished answers that went and came neither owner nor content', async () => {
    const came = newRows(copies.evening, copies.dayAfter, 'draft');
    const went = newRows(copies.dayAfter, copies.evening, 'draft');
    expect([came.length, went.length]).toEqual([4, 3]);
    expect(new Set([...came, ...went].map((row) => bytesOf(row).length)).size).toBe(1);
    // Of no use to staff who print slips and can make the token again; after the count not even to the person.
    for (const [index, row] of went.entries()) {
      const bytes = bytesOf(row);
      const place = { campaignId: round.campaignId, name: String(row.columns.name) };
      await expect(unlocked(office.deps.secrets, place, bytes)).rejects.toMatchObject({
        code: 'ballot_box_unavailable',
      });
      for (const secret of [watched[index]!.token, draftSecretOf(watched[index]!)])
        await expect(openDraft(secret, bytes.toString('base64'))).rejects.toThrow();
    }
  });
});

test('after the count no ordering joins people to answers better than chance', () => {
  const left = people();
  const right = responses();
  expect(left).toHaveLength(arrivals.length);
  expect(right).toHaveLength(left.length);
  const sizes = Map.groupBy(right, ({ stratum }) => stratum);
  expect([...sizes.values()].map((rows) => rows.length).sort()).toEqual([
    ...Array.from({ length: 12 }, () => 8),
    ...Array.from({ length: 3 }, () => 9),
  ]);
  const strategies = LEFT.flatMap((leftBy) =>
    RIGHT.flatMap((rightBy) =>
      [false, true].map((turned) => ({
        leftBy,
        rightBy,
        turned,
        pairs: rightPairs(left, leftBy, right, rightBy, turned),
      })),
    ),
  );
  // Poisson(15) exceeds 42 with probability 3e-9; for the best of 220 strategies that is below 1e-6.
  const best = strategies.toSorted((a, b) => b.pairs - a.pairs)[0]!;
  expect(best.pairs, JSON.stringify(best)).toBeLessThanOrEqual(42);
});

test('nor does an ordering of the counted responses follow, even roughly, that of the arrivals', () => {
  const arrivedAt = new Map(
    people().map(({ stratum, mark, arrival }) => [`${stratum} ${mark}`, arrival]),
  );
  const counted = responses();
  const n = counted.length;
  for (const column of ['place', 'id', 'answered']) {
    const order = counted
      .toSorted(byColumn(column))
      .map(({ stratum, mark }) => Number(arrivedAt.get(`${stratum} ${mark}`)));
    const squares = order.reduce((sum, rank, index) => sum + (rank - index) ** 2, 0);
    // Spearman's rho of two independent orders of 123 has a standard deviation of 0.091: 0.55 is 6 of them.
    expect(Math.abs(1 - (6 * squares) / (n * (n * n - 1))), column).toBeLessThan(0.55);
  }
});

test('the same attack finds every ballot’s owner before the closing: only the seal keeps it', () => {
  const left = people();
  const strata = responseStrata();
  const right = rowsIn(copies.end, 'ballot').map((row): Row => {
    const { stratum, answers } = opened(row, backupKey);
    return { stratum: strata.get(stratum) ?? '', mark: markIn(answers), xmin: row.xmin };
  });
  expect(rightPairs(left, 'xmin', right, 'xmin', false)).toBe(left.length);
});

test('a ballot shows neither its content nor its length', () => {
  const sealed = rowsIn(copies.end, 'ballot').map(bytesOf);
  expect(new Set(sealed.map((ballot) => ballot.length)).size).toBe(1);
  const box = Buffer.concat(sealed);
  for (const plain of [COMMENT, '9.24', 'stratum', ...round.strata.map(({ code }) => code)])
    expect(box.includes(plain)).toBe(false);
  // Random bytes: each of the 256 values about equally often (χ² with 255 degrees, 400 is 7e-9).
  const frequency = new Float64Array(256);
  for (const byte of box) frequency[byte]! += 1;
  const expected = box.length / 256;
  const chi2 = frequency.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
  expect(chi2).toBeLessThan(400);
});

test('the key that opens an old copy of the box no longer exists', async () => {
  const { secrets } = office.deps;
  const unavailable = { code: 'ballot_box_unavailable' };
  await expect(secrets.ballotKey(round.campaignId)).rejects.toMatchObject(unavailable);
  await secrets.makeBallotKey(round.campaignId);
  const made = await secrets.ballotKey(round.campaignId);
  expect(made.equals(backupKey)).toBe(false);
  expect(() => opened(rowsIn(copies.end, 'ballot')[0]!, made)).toThrow();
  await secrets.destroyBallotKey(round.campaignId);
});

test('a proxy’s log, with links and the numbers of submissions, helps to try answers only with that key', async () => {
  const digests = new Map(
    rowsIn(copies.counted, 'invitation').map(({ columns }) => [
      columns.id,
      columns.submission_digest,
    ]),
  );
  const found = (key: Buffer | undefined) =>
    arrivals.filter((arrival) => {
      const answers = new Map(Object.entries(arrival.answers).sort(([a], [b]) => (a < b ? -1 : 1)));
      return (
        digests.get(arrival.id) === digestOf(arrival.token, arrival.submissionId, answers, key)
      );
    }).length;
  expect(found(backupKey)).toBe(arrivals.length);
  expect([found(undefined), found(Buffer.alloc(32))]).toEqual([0, 0]);
  // A phone whose reply was lost still gets its receipt, though its answers can no longer be compared.
  const { id, token, submissionId } = arrivals[0]!;
  const kept = rowsIn(copies.counted, 'invitation').find(({ columns }) => columns.id === id);
  const again = await answer(office, token, arrivals[0]!.answers, {}, submissionId);
  expect(again.code).toBe(kept?.columns.receipt_code);
  await expect(answer(office, token, arrivals[0]!.answers)).rejects.toMatchObject({
    code: 'invitation_used',
  });
});

test('the count rewrites no invitation, draws no number beyond its journal, and is one transaction', () => {
  const { end, counted } = copies;
  expect(tablesThatDiffer(end, counted)).toEqual(
    [
      ...['activity', 'answer', 'ballot', 'campaign', 'comment', 'field_figure', 'group_figure'],
      ...['paradata', 'response', 'response_stratum', 'response_stratum_member', 'round_key_end'],
      'withheld_cells',
    ].filter((table) => counted.tables.has(table)),
  );
  expect(rowsIn(counted, 'ballot')).toEqual([]);
  const written = [
    'response',
    'answer',
    'comment',
    'paradata',
    'group_figure',
    'field_figure',
  ].flatMap((table) => rowsIn(counted, table));
  expect(new Set(written.map(({ xmin }) => xmin)).size).toBe(1);
});

test('what stands with an answer has no time and no number in a row', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema()
      and table_name in ('response', 'answer', 'comment', 'ballot', 'paradata', 'response_stratum',
        'group_figure', 'field_figure', 'withheld_cells')
      and (data_type like 'time%' or data_type = 'date' or is_identity = 'YES' or column_default like 'nextval%')
  `.execute(office.deps.db);
  expect(rows).toEqual([]);
});

test('a comment names its agency and lies beside no response', () => {
  const comments = rowsIn(copies.counted, 'comment');
  expect(comments).toHaveLength(arrivals.filter(({ mark }) => mark === 0).length);
  const places = comments.toSorted((a, b) => a.place - b.place).map(({ columns }) => columns.id);
  expect(places).toEqual(places.toSorted());
});
