/**
 * Truth: who gave which answer, known to this test alone. An attacker with every table, every hidden
 * column (ctid, xmin, cmin) and copies of the database from before and after the closing must join
 * people to answers no better than by chance: a random matching of m people to m responses has one
 * right pair on average, with variance 1, whatever m is.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';

const RESPONDENTS = 8;
const COMMENT = 'Tôi nuôi sáu con trâu ở Bản Áng';

type Row = Record<string, string | number> & { stratum: string };
let office: Office;
let round: CollectingCampaign;
/** Mark of each person, by invitation: the answers that nobody else in the stratum gave. */
const marks = new Map<string, number>();
let before: { people: Row[]; ballots: (Row & { sealed: Buffer })[] };
let backupKey: Buffer;

const numbered = (tid: string) => {
  const [block, offset] = tid.slice(1, -1).split(',').map(Number);
  return (block ?? 0) * 1e5 + (offset ?? 0);
};

beforeAll(async () => {
  office = await openOffice();
  round = await collectingCampaign(office, {
    fields: ['Hộ tịch', 'Đất đai', 'Chứng thực', 'Y tế'],
    peoplePerStratum: RESPONDENTS + 2,
  });
  const answering = round.strata.flatMap(({ code }) =>
    round.invitations.filter((one) => one.stratum === code).slice(0, RESPONDENTS),
  );
  const places = new Map<string, number>();
  // Five weeks of arrivals, the strata mixed as they would be.
  const arrivals = answering.toSorted((a, b) => (a.token < b.token ? -1 : 1));
  for (const [at, { id, token, stratum }] of arrivals.entries()) {
    const mark = places.get(stratum) ?? 0;
    places.set(stratum, mark + 1);
    marks.set(id, mark);
    office.at(`2026-11-${String(10 + Math.floor((at / arrivals.length) * 20))}T03:00:00Z`);
    const bits = { '9.24': (mark & 3) + 1, '9.25': (mark >> 2) + 1 };
    await answer(office, token, service(3, { ...bits, ...(mark === 0 && { comment: COMMENT }) }));
  }
  before = { people: await people(), ballots: await ballots() };
  backupKey = await office.deps.secrets.ballotKey(round.campaignId);
  office.at(AFTER_GRACE);
  await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
});
afterAll(() => office.close());

async function people(): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ctid::text, xmin::text::bigint as xmin, id::text, unit_id, token_hash, code_hash, serial,
      submission_digest, receipt_code, received_week::text, stratum
    from invitation where state = 'received'`.execute(office.deps.db);
  return rows.map((row) => ({ ...row, place: numbered(String(row.ctid)) }));
}

async function ballots() {
  const { rows } = await sql<Row & { sealed: Buffer }>`
    select ctid::text, xmin::text::bigint as xmin, id::text, sealed, '' as stratum from ballot`.execute(
    office.deps.db,
  );
  return rows;
}

async function responses(): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.ctid::text, r.xmin::text::bigint as xmin, r.cmin::text::bigint as cmin, r.id::text, r.stratum,
      min(a.ctid)::text as answered,
      max(a.value) filter (where a.question = '9.24') - 1
        + 4 * (max(a.value) filter (where a.question = '9.25') - 1) as mark
    from response r join answer a on a.response_id = r.id
    group by r.ctid, r.xmin, r.cmin, r.id, r.stratum`.execute(office.deps.db);
  return rows.map((row) => ({
    ...row,
    place: numbered(String(row.ctid)),
    answered: numbered(String(row.answered)),
  }));
}

/** Right pairs over all strata when both sides are laid side by side in the order of these columns. */
function rightPairs(left: Row[], leftBy: string, right: Row[], rightBy: string, turned: boolean) {
  const sorted = (rows: Row[], stratum: string, column: string) =>
    rows
      .filter((row) => row.stratum === stratum)
      .toSorted((a, b) => (a[column]! < b[column]! ? -1 : a[column]! > b[column]! ? 1 : 0));
  let right_ = 0;
  for (const { code } of round.strata) {
    const ofPeople = sorted(left, code, leftBy);
    const others = sorted(right, code, rightBy);
    if (turned) others.reverse();
    right_ += ofPeople.filter((row, at) => row.mark === others[at]?.mark).length;
  }
  return right_;
}

/** What the copy from before the closing adds: each person's ballot, which the same transaction wrote. */
function withBallots(): Row[] {
  const byTransaction = new Map(before.ballots.map((ballot) => [ballot.xmin, ballot]));
  return before.people.map((person) => {
    const ballot = byTransaction.get(person.xmin!);
    return {
      ...person,
      mark: marks.get(String(person.id)) ?? -1,
      ballotId: String(ballot?.id),
      ballotPlace: numbered(String(ballot?.ctid)),
      sealed: ballot?.sealed.toString('hex') ?? '',
    };
  });
}

test('after the closing no ordering joins people to answers better than chance', async () => {
  const left = withBallots();
  const right = await responses();
  expect(left).toHaveLength(round.strata.length * RESPONDENTS);
  expect(right).toHaveLength(left.length);
  const strategies = [
    ...['place', 'xmin', 'id', 'unit_id', 'token_hash', 'code_hash', 'serial', 'received_week'],
    ...['submission_digest', 'receipt_code', 'ballotId', 'ballotPlace', 'sealed'],
  ].flatMap((leftBy) =>
    ['place', 'id', 'xmin', 'cmin', 'answered'].flatMap((rightBy) =>
      [false, true].map((turned) => ({
        leftBy,
        rightBy,
        turned,
        pairs: rightPairs(left, leftBy, right, rightBy, turned),
      })),
    ),
  );
  // Poisson(12) exceeds 34 with probability 2e-8; for the best of 130 strategies that is below 3e-6.
  const best = strategies.toSorted((a, b) => b.pairs - a.pairs)[0]!;
  expect(round.strata).toHaveLength(12);
  expect(best.pairs, JSON.stringify(best)).toBeLessThanOrEqual(34);
});

test('the same attack finds every ballot’s owner before the closing: only the seal keeps it', () => {
  const left = withBallots();
  const opened = before.ballots.map((ballot): Row => {
    const { stratum, answers } = openBallot(
      backupKey,
      round.campaignId,
      String(ballot.id),
      ballot.sealed,
    );
    const mark = (answers['9.24']?.[0] ?? 0) - 1 + 4 * ((answers['9.25']?.[0] ?? 0) - 1);
    return { stratum, mark, xmin: ballot.xmin! };
  });
  expect(rightPairs(left, 'xmin', opened, 'xmin', false)).toBe(left.length);
});

test('a ballot shows neither its content nor its length', () => {
  expect(new Set(before.ballots.map((ballot) => ballot.sealed.length)).size).toBe(1);
  const box = Buffer.concat(before.ballots.map((ballot) => ballot.sealed));
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
  await expect(office.deps.secrets.ballotKey(round.campaignId)).rejects.toMatchObject({
    code: 'ballot_box_unavailable',
  });
  await office.deps.secrets.makeBallotKey(round.campaignId);
  const made = await office.deps.secrets.ballotKey(round.campaignId);
  expect(made.equals(backupKey)).toBe(false);
  const { id, sealed } = before.ballots[0]!;
  expect(() => openBallot(made, round.campaignId, String(id), sealed)).toThrow();
});

test('what stands with an answer has no time, and one transaction wrote it all', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name in ('response', 'answer', 'comment', 'ballot')
      and (data_type like 'time%' or data_type = 'date' or is_identity = 'YES' or column_default like 'nextval%')
  `.execute(office.deps.db);
  expect(rows).toEqual([]);
  const written = new Set((await responses()).map((response) => response.xmin));
  expect(written.size).toBe(1);
});

test('a comment names its unit and lies beside no response', async () => {
  const { rows } = await sql<Row>`
    select ctid::text, id::text, unit_code as stratum from comment`.execute(office.deps.db);
  expect(rows).toHaveLength(round.strata.length);
  const places = rows
    .toSorted((a, b) => numbered(String(a.ctid)) - numbered(String(b.ctid)))
    .map((row) => String(row.id));
  expect(places).toEqual(places.toSorted());
});
