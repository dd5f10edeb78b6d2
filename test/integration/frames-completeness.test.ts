/**
 * Outside truth: test/golden/dossiers/thai-nguyen-2026.csv.gz, whose running numbers are complete (counted
 * from the file itself: no gap in any of its 105 agencies), trimmed here with a seed; and domain.md §7: lists
 * must be complete, reconciled, signed, and what is left out must be listed.
 */
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { decideOnList, getAcceptance, signList } from '#contract/acceptance.ts';
import { getBoard } from '#contract/board.ts';
import { explainDifference, getCompleteness } from '#contract/completeness.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame, getFrozenFrame } from '#contract/frozen-frame.ts';
import { getList } from '#contract/list-import.ts';
import { decideReplacement } from '#contract/replacements.ts';
import { stateTotals, uploadTotals } from '#contract/stated-totals.ts';
import { explainVanished, listVanished } from '#contract/vanished-dossiers.ts';
import { nextBits, randomStream } from '#sampling/numeric/random-stream.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf, RefusedCall } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn, tableOf } from '../scenario-lists.ts';

let office: Office;
/** A thread reads this list while the others are handed in. */
let province: ReturnType<typeof handInTrimmed>;
beforeAll(async () => {
  office = await openOffice();
  province = handInTrimmed();
  // Who looks into it, once the small ones are in, hears of what went wrong.
  province.catch(() => undefined);
});
afterAll(() => office.close());

const refusal = async (call: Promise<unknown>) => {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusedCall);
  const { code, details } = error as RefusedCall;
  return { code, details };
};

interface GoldenRow {
  readonly line: string;
  readonly agency: string;
  readonly run: string;
  readonly number: number;
  readonly isLate: boolean;
}

/** The golden list, where no cell holds a line break; what is in quotes is a name or an address, and is not looked at here. */
async function goldenRows(): Promise<{ heading: string; rows: GoldenRow[] }> {
  const file = new URL('../golden/dossiers/thai-nguyen-2026.csv.gz', import.meta.url);
  const [heading = '', ...lines] = gunzipSync(await readFile(file))
    .toString('utf8')
    .split(/\r?\n/u)
    .filter(Boolean);
  const day = (cell = '') => cell.slice(0, 10).split('/').reverse().join('');
  const rows = lines.map((line) => {
    const cells = line.replaceAll(/"[^"]*"/gu, '').split(',');
    const [agency, date, number] = (cells[1] ?? '').split('-');
    const ended = day(cells[16]) || day(cells[17]);
    const isLate = ended !== '' && ended > day(cells[15]);
    return {
      line,
      agency: cells[19] ?? '',
      run: `${agency}-${date}`,
      number: Number(number),
      isLate,
    };
  });
  return { heading, rows };
}

/** Leaves out a share of an agency's late dossiers, as somebody would who fears their answers. */
function trimmed(rows: readonly GoldenRow[], shares: ReadonlyMap<string, number>, seed: number) {
  const stream = randomStream(seed);
  const gone = new Set<GoldenRow>();
  for (const [agency, share] of shares) {
    const late = rows.filter((row) => row.agency === agency && row.isLate);
    const drawn = late
      .map((row) => ({ row, place: nextBits(stream) }))
      .sort((a, b) => a.place - b.place);
    for (const { row } of drawn.slice(0, Math.ceil(share * late.length))) gone.add(row);
  }
  return rows.filter((row) => !gone.has(row));
}

/** What a careful reader would find missing: numbers below the highest of their agency's day. */
function gapsOf(rows: readonly GoldenRow[], agency: string): number {
  const runs = Map.groupBy(
    rows.filter((row) => row.agency === agency),
    ({ run }) => run,
  );
  return [...runs.values()].reduce(
    (sum, run) => sum + Math.max(...run.map(({ number }) => number)) - run.length,
    0,
  );
}

/** The list of 36 agencies: one left out all its late dossiers, six one in twenty. */
async function handInTrimmed() {
  const golden = await goldenRows();
  const sizes = [...Map.groupBy(golden.rows, ({ agency }) => agency)]
    .filter(([agency]) => /^\d/u.test(agency))
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const agencies = sizes.slice(0, 36).map(([agency]) => agency);
  const [all, ...some] = [2, 0, 1, 4, 5, 8, 9].map((place) => agencies[place]!);
  const listed = golden.rows.filter(({ agency }) => agencies.includes(agency));
  const shares = new Map([[all!, 1], ...some.map((agency): [string, number] => [agency, 0.05])]);
  const kept = trimmed(listed, shares, 20_261_121);

  const { campaignId, homeAffairs } = await openFrameFor(office);
  const list = `${golden.heading}\n${kept.map(({ line }) => line).join('\n')}\n`;
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, list);
  return { campaignId, homeAffairs, kept, agencies, all, some, shares };
}

const AGENCY = '01981';
const SIGNER = { signerPosition: 'Chủ tịch UBND xã' };

async function ownList(rows: readonly DossierRow[]) {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const clerk = await office.leader(AGENCY);
  const observer = await office.as('observer');
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(clerk, params, csvOf(rows));
  return { campaignId, homeAffairs, clerk, observer, params };
}

const day = (number: number, changes: DossierRow = {}) =>
  dossier({ code: `H55.242-260302-${String(number).padStart(4, '0')}`, ...changes });

describe('a newer list beside the one in force', () => {
  const first = [1, 2, 3, 4, 5].map((number) => day(number));

  test('written otherwise it changes nothing; what vanishes needs a reason, what comes back does not', async () => {
    const { clerk, observer, params } = await ownList(first);
    const change = async () => (await clerk.call(getCompleteness, { params })).change;
    expect(await change()).toMatchObject({ added: 5, vanished: 0, changed: 0, missing: 0 });

    await handIn(clerk, params, csvOf(first, ';'));
    expect(await change()).toMatchObject({ added: 0, vanished: 0, changed: 0, missing: 0 });

    const [kept, changed, leftOut, ...others] = first;
    const newer = [kept!, { ...changed!, returned: '05/03/2026' }, ...others, day(6)];
    await handIn(clerk, params, csvOf([...newer.slice(0, 2), day(7)]));
    expect(await change()).toMatchObject({ added: 1, vanished: 3, changed: 1, unexplained: 3 });

    await handIn(clerk, params, csvOf(newer));
    expect(await change()).toMatchObject({ added: 3, vanished: 1, missing: 2, unexplained: 2 });
    const { dossiers } = await clerk.call(listVanished, { params, query: {} });
    expect(dossiers.map(({ code }) => code)).toEqual([leftOut!.code, 'H55.242-260302-0007']);
    expect(Object.keys(dossiers[0]!)).not.toContain('fullName');

    expect(await refusal(clerk.call(signList, { params, body: SIGNER }))).toEqual({
      code: 'vanished_unexplained',
      details: { count: 2 },
    });
    const other = { codes: 'all' as const, reason: 'other' as const };
    expect((await refusal(clerk.call(explainVanished, { params, body: other }))).code).toBe(
      'reason_needs_note',
    );
    const some = { codes: [leftOut!.code!], reason: 'test_entry' as const };
    expect(await clerk.call(explainVanished, { params, body: some })).toEqual({
      explained: 1,
      unexplained: 1,
    });
    await clerk.call(explainVanished, { params, body: { ...other, note: 'Nhập thử' } });
    expect(await change()).toMatchObject({ missing: 2, unexplained: 0 });
    expect((await observer.send('GET', pathOf(listVanished.path, params))).statusCode).toBe(403);

    // The next list has one of the two again; the reason of the other stays.
    await handIn(clerk, params, csvOf([...newer, leftOut!]));
    expect(await change()).toMatchObject({
      missing: 1,
      unexplained: 0,
      reasons: [{ reason: 'other', dossiers: 1 }],
    });
  });

  test('a dossier that another agency’s rows of the same list have has not vanished', async () => {
    const { campaignId, homeAffairs } = await openFrameFor(office);
    const params = { campaignId, agencyCode: 'province' };
    const elsewhere = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
    await handIn(homeAffairs, params, csvOf([day(1), day(2), day(3, elsewhere)]));
    await handIn(homeAffairs, params, csvOf([day(1), day(2, elsewhere), day(3, elsewhere)]));
    const { change } = await homeAffairs.call(getCompleteness, {
      params: { campaignId, agencyCode: AGENCY },
    });
    expect(change).toMatchObject({ added: 0, vanished: 0, missing: 0 });
  });
});

describe('gaps in the running numbers', () => {
  test('what is missing is told by day, the first of a day too; codes of another form are counted apart', async () => {
    const { clerk, params } = await ownList([
      day(2),
      day(3),
      day(9),
      dossier({ code: 'H55.242-260304-0001' }),
      dossier({ code: 'HS-77' }),
    ]);
    const { gaps } = await clerk.call(getCompleteness, { params });
    expect(gaps).toMatchObject({ seen: 4, missing: 6, days: 1, otherCodes: 1 });
    expect(gaps.worst).toEqual([
      {
        agency: 'H55.242',
        day: '2026-03-02',
        highest: 9,
        seen: 3,
        missing: 6,
        ranges: [
          { from: '0001', to: '0001' },
          { from: '0004', to: '0008' },
        ],
      },
    ]);
    const body = { about: 'gaps' as const, note: 'Sổ giấy bị nhảy số trong ngày mất điện.' };
    const acceptance = async () => clerk.call(getAcceptance, { params });
    expect(await acceptance()).toMatchObject({ unexplainedNumbers: 6 });
    await clerk.call(explainDifference, { params, body });
    expect(await acceptance()).toMatchObject({ unexplainedNumbers: 0 });
  });

  test('numbers that go on over the year are counted from the day before; another agency’s list may hold them', async () => {
    const { campaignId, homeAffairs } = await openFrameFor(office);
    const dossierOn = (date: string, number: number, changes: DossierRow = {}) =>
      dossier({
        code: `H55.242-${date}-${String(number).padStart(6, '0')}`,
        returned: '27/03/2026',
        ...changes,
      });
    const elsewhere = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
    const dates = ['260302', '260303', '260304', '260305', '260306'];
    const running = dates.flatMap((date, i) => [1, 2, 3, 4].map((k) => dossierOn(date, i * 4 + k)));
    const rows = running.map((row, i) => (i === 9 ? { ...row, ...elsewhere } : row));
    rows.splice(13, 2);
    await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
    const { gaps } = await homeAffairs.call(getCompleteness, {
      params: { campaignId, agencyCode: AGENCY },
    });
    expect(gaps).toMatchObject({ seen: 18, missing: 2, days: 1 });
    expect(gaps.worst[0]).toMatchObject({ day: '2026-03-05', missing: 2 });
    expect(gaps.worst[0]?.ranges).toEqual([{ from: '000014', to: '000015' }]);
  });
});

test('a late dossier that is in the list twice is one late dossier, for the leader as for the indicators', async () => {
  const late = { returned: '09/03/2026', due: '05/03/2026' };
  const { clerk, params } = await ownList([day(1, late), day(1, late), day(2)]);
  const { counts } = await clerk.call(getAcceptance, { params });
  const { indicators } = await clerk.call(getCompleteness, { params });
  expect(indicators.find(({ name }) => name === 'late')).toMatchObject({ cases: 1, total: 2 });
  expect(counts).toMatchObject({ rows: 3, late: 1 });
});

test('the one-stop system’s own figures lie beside the list’s, an agency’s beside those of Home Affairs, until a difference is explained', async () => {
  const late = { returned: '09/03/2026', due: '05/03/2026' };
  const rows = [day(1, late), ...[2, 3, 4].map((number) => day(number))];
  const { campaignId, homeAffairs, clerk, params } = await ownList(rows);
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({ hasStatedTotals: false });
  const typed = await clerk.call(stateTotals, {
    params,
    body: { received: null, returned: 12, late: 2 },
  });
  expect(typed.statements[0]?.differences).toEqual([
    { name: 'returned', stated: 12, listed: 4, isTolerable: false },
    { name: 'late', stated: 2, listed: 1, isTolerable: true },
  ]);
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({
    hasStatedTotals: true,
    unexplainedTotals: 8,
  });
  const body = { about: 'totals' as const, note: 'Tám hồ sơ thuộc chi nhánh đất đai.' };
  expect((await clerk.call(explainDifference, { params, body })).totals.note?.explained).toBe(8);
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({ unexplainedTotals: 0 });

  const table = Buffer.from(
    'BÁO CÁO\nSTT;Đơn vị;Tiếp nhận;Đã giải quyết;Trễ hạn;Ghi chú\n1;Xã Vĩnh Thông;1.004;4;1;98,5, 1,25, 0,5, 3,5, 7,25, 9,5\n2;Xã Ở Đâu;9;9;0;một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười\n',
  );
  const path = pathOf(uploadTotals.path, { campaignId }, { fileName: 'tong.csv' });
  const reply = await homeAffairs.send('PUT', path, table);
  expect(reply.json()).toEqual({ agencies: 1, unknown: ['Xã Ở Đâu'] });
  const { totals } = await clerk.call(getCompleteness, { params });
  expect(totals.statements[0]?.differences).toEqual([
    { name: 'received', stated: 1004, listed: 4, isTolerable: false },
    { name: 'returned', stated: 4, listed: 4, isTolerable: true },
    { name: 'late', stated: 1, listed: 1, isTolerable: true },
  ]);
  await clerk.call(stateTotals, { params, body: { received: 4, returned: 4, late: 1 } });
  const { statements } = (await clerk.call(getCompleteness, { params })).totals;
  expect(statements.map(({ source, received, returned }) => [source, received, returned])).toEqual([
    ['home_affairs', 1004, 4],
    ['agency', 4, 4],
  ]);
  expect((await clerk.call(getAcceptance, { params })).unexplainedTotals).toBe(1000);
  const nonsense = await homeAffairs.send('PUT', path, Buffer.from('a;b\n1;2\n'));
  expect(nonsense.json()).toMatchObject({ code: 'totals_unreadable' });
});

describe('signing and accepting', () => {
  const decide = (
    caller: Caller,
    params: { campaignId: string; agencyCode: string },
    kind: 'accepted' | 'returned',
    note?: string,
  ) => caller.call(decideOnList, { params, body: { kind, ...(note !== undefined && { note }) } });

  test('the leader signs, Home Affairs returns with a note or accepts with a remark that is frozen word for word', async () => {
    const rows = [1, 2, 3].map((number) => day(number));
    const { campaignId, homeAffairs, clerk, observer, params } = await ownList(rows);
    expect((await refusal(decide(homeAffairs, params, 'accepted'))).code).toBe('list_not_signed');
    const signed = await clerk.call(signList, { params, body: SIGNER });
    expect(signed).toMatchObject({
      state: 'signed',
      signature: { ...SIGNER, counts: { rows: 3, accepted: 3, missingNumbers: 0 } },
    });
    expect((await refusal(clerk.call(signList, { params, body: SIGNER }))).code).toBe(
      'list_signed',
    );
    const watched = await observer.call(getAcceptance, { params });
    expect(watched.signature).toMatchObject({ signerName: null, counts: { rows: 3 } });

    expect((await refusal(decide(homeAffairs, params, 'returned', ' '))).code).toBe(
      'return_needs_note',
    );
    const returned = await decide(homeAffairs, params, 'returned', 'Thiếu hồ sơ tháng 9.');
    expect(returned).toMatchObject({ state: 'returned', signature: null });

    await handIn(clerk, params, csvOf([...rows, day(4)]));
    expect(await clerk.call(getAcceptance, { params })).toMatchObject({
      state: 'handed_in',
      past: expect.arrayContaining([
        expect.objectContaining({ kind: 'returned', note: 'Thiếu hồ sơ tháng 9.' }),
        expect.objectContaining({ kind: 'signed' }),
      ]),
    });
    const freeze = (reasons: object) =>
      homeAffairs.call(freezeFrame, {
        params: { campaignId },
        body: { absentReason: 'Đợt thử.', ...reasons },
      });
    expect(await refusal(freeze({}))).toEqual({
      code: 'agencies_not_accepted',
      details: { count: 1, names: ['Xã Vĩnh Thông'] },
    });
    await clerk.call(signList, { params, body: SIGNER });
    const remark = 'Chấp nhận; số 0012–0019 ngày 03/6 không có trong sổ “giấy”.';
    expect(await decide(homeAffairs, params, 'accepted', remark)).toMatchObject({
      state: 'accepted',
    });
    const board = await homeAffairs.call(getBoard, { params: { campaignId } });
    expect(board.agencies.find(({ agencyCode }) => agencyCode === AGENCY)).toMatchObject({
      state: 'accepted',
      hasOwnList: true,
    });
    expect(board.listsDueOn).toBe('2026-11-09');
    await freeze({});
    expect(await office.nobody.call(getFrozenFrame, { params: { campaignId } })).toMatchObject({
      unaccepted: { agencies: 0, reason: null },
      remarks: [{ agencyCode: AGENCY, agencyName: 'Xã Vĩnh Thông', remark }],
    });
    expect((await refusal(decide(homeAffairs, params, 'returned', 'Muộn'))).code).toBe(
      'frame_frozen',
    );
  });

  test('a newer list ends the signature and the acceptance, the province’s too; frozen all the same, the reason is published', async () => {
    const rows = [1, 2, 3].map((number) => day(number));
    const { campaignId, homeAffairs, clerk, params } = await ownList(rows);
    await clerk.call(signList, { params, body: SIGNER });
    await decide(homeAffairs, params, 'accepted');
    const { fileId } = await handIn(clerk, params, csvOf(rows, ';'));
    const held = { ...params, fileId };
    const reason = 'Xuất lại từ phần mềm.';
    await clerk.call(decideReplacement, { params: held, body: { replaced: [AGENCY], reason } });
    await vi.waitFor(
      async () =>
        expect(await clerk.call(getList, { params: held })).toMatchObject({ state: 'imported' }),
      { timeout: 120_000 },
    );
    expect(await clerk.call(getAcceptance, { params })).toMatchObject({
      state: 'handed_in',
      signature: null,
      decision: null,
    });
    const body = { absentReason: 'Đợt thử.', unacceptedReason: 'Lãnh đạo xã đi vắng.' };
    const frozen = await homeAffairs.call(freezeFrame, { params: { campaignId }, body });
    expect(frozen.unaccepted).toEqual({ agencies: 1, reason: 'Lãnh đạo xã đi vắng.' });
  });

  test('an agency that is in the province’s file alone needs no signature, and nothing is signed without a list', async () => {
    const { campaignId, homeAffairs } = await openFrameFor(office);
    const clerk = await office.leader(AGENCY);
    const params = { campaignId, agencyCode: AGENCY };
    expect(await clerk.call(getAcceptance, { params })).toMatchObject({
      state: 'absent',
      counts: null,
    });
    expect((await refusal(clerk.call(signList, { params, body: SIGNER }))).code).toBe(
      'list_absent',
    );
    await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf([day(1), day(2)]));
    expect(await clerk.call(getAcceptance, { params })).toMatchObject({
      state: 'handed_in',
      hasOwnList: false,
    });
    const own = await clerk.call(getBoard, { params: { campaignId } });
    expect(own.agencies.map(({ agencyCode }) => agencyCode)).toEqual([AGENCY]);
    // Its own list takes the place of its part of the province's file: nothing is counted twice.
    await handIn(clerk, params, csvOf([day(1), day(2), day(3)]));
    const all = { campaignId, agencyCode: 'province' };
    expect(await homeAffairs.call(getFrameSummary, { params: all })).toMatchObject({ rows: 3 });
  });
});

test('who left out one in twenty late dossiers has gaps and nobody else; who left out all stands low in late ones too', async () => {
  const { campaignId, homeAffairs, kept, agencies, all, some, shares } = await province;
  const board = await homeAffairs.call(getBoard, { params: { campaignId } });
  const indicatorsOf = (agency: string) => {
    const { indicators } = board.agencies.find(({ agencyCode }) => agencyCode === agency)!;
    return Object.fromEntries(indicators.map((indicator) => [indicator.name, indicator]));
  };

  for (const agency of agencies) {
    const { missingNumbers, late, refused, withoutPhone } = indicatorsOf(agency);
    const gaps = gapsOf(kept, agency);
    expect({ agency, missing: missingNumbers?.cases }).toEqual({ agency, missing: gaps });
    // One number alone may be a slip of the counter: it is shown and asked about, but marks nobody.
    expect({ agency, side: missingNumbers?.side }).toEqual({
      agency,
      side: gaps >= 2 ? 'high' : null,
    });
    expect({ agency, side: late?.side }).toEqual({ agency, side: agency === all ? 'low' : null });
    expect([refused?.side, withoutPhone?.side]).toEqual([null, null]);
  }
  // A number that was the last of its day leaves no gap; in every commune that was trimmed some show.
  expect(
    agencies.filter((agency) => indicatorsOf(agency).missingNumbers?.cases !== 0).sort(),
  ).toEqual([...shares.keys()].sort());

  const agencyCode = some[0]!;
  const { gaps, fields } = await homeAffairs.call(getCompleteness, {
    params: { campaignId, agencyCode },
  });
  expect(gaps.worst.reduce((sum, { missing }) => sum + missing, 0)).toBe(gaps.missing);
  expect(gaps.worst.flatMap(({ ranges }) => ranges)).toHaveLength(gaps.missing);
  expect(gaps.otherCodes).toBe(0);
  expect(fields.every(({ thinBeside }) => thinBeside === null)).toBe(true);
}, 180_000);

describe('what is in no row, or in none that counts', () => {
  const late = { returned: '09/03/2026', due: '05/03/2026' };

  test('the signature names every row and line of the file: in error, excluded, left in a tab; what changed meanwhile is not signed', async () => {
    const { campaignId } = await openFrameFor(office);
    const clerk = await office.leader(AGENCY);
    const params = { campaignId, agencyCode: AGENCY };
    const rows = [day(1, late), day(2), day(3, { owner: '' }), day(5, { status: 'Rút hồ sơ' })];
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(tableOf(rows)), 'Tháng 3');
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([['Ghi chú'], ['Đã gửi'], ['ngày 7']]),
      'Khác',
    );
    const file = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    await handIn(clerk, params, file);
    const { counts } = await clerk.call(getAcceptance, { params });
    expect(counts).toMatchObject({ rows: 4, excluded: 1, inError: 1, missingNumbers: 1, late: 1 });
    expect(counts?.leftRows).toBe(3);
    expect(counts!.accepted + counts!.merged + counts!.excluded + counts!.inError).toBe(4);

    await handIn(clerk, params, csvOf([...rows, day(4)]));
    const read = { ...SIGNER, counts: counts! };
    expect((await refusal(clerk.call(signList, { params, body: read }))).code).toBe(
      'signed_counts_changed',
    );
    const now = (await clerk.call(getAcceptance, { params })).counts!;
    const signed = await clerk.call(signList, { params, body: { ...SIGNER, counts: now } });
    expect(signed.signature?.counts).toEqual({ ...now, rows: 5, missingNumbers: 0, leftRows: 0 });
  });

  test('late ones are those returned in the window, one number for leader, indicator and totals; received ones are those received in it', async () => {
    const { clerk, params } = await ownList([
      day(1, late),
      day(2, { ...late, status: 'Rút hồ sơ' }),
      day(3, { due: '05/12/2025', returned: '09/12/2025' }),
      day(4, { ...late, owner: '' }),
      dossier({ code: 'H55.242-251215-0001', returned: '04/03/2026' }),
    ]);
    const body = { received: 4, returned: 3, late: 2 };
    const { statements } = await clerk.call(stateTotals, { params, body });
    expect(statements[0]?.differences.map(({ name, listed }) => [name, listed])).toEqual([
      ['received', 4],
      ['returned', 3],
      ['late', 2],
    ]);
    const { indicators } = await clerk.call(getCompleteness, { params });
    expect(indicators.find(({ name }) => name === 'late')).toMatchObject({ cases: 2, total: 3 });
    expect((await clerk.call(getAcceptance, { params })).counts?.late).toBe(2);
  });
});

test('the running numbers of a large agency are those of its codes, however they are padded and repeated', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const DAYS = 21;
  const stream = randomStream(11);
  const runs = new Map<string, Set<number>>();
  const rows: DossierRow[] = [];
  for (let offset = 0; offset < 4_000; offset++) {
    const day = `2603${String(1 + (offset % DAYS)).padStart(2, '0')}`;
    const number = 1 + Math.floor(offset / DAYS);
    if (nextBits(stream) % 32 === 0) continue;
    // Here and there the same number is there a second time with another padding.
    const width = nextBits(stream) % 16 === 0 ? 6 : 4;
    const row = (digits: number) =>
      dossier({
        code: `H55.200-${day}-${String(number).padStart(digits, '0')}`,
        returned: '27/03/2026',
      });
    rows.push(row(width));
    if (width === 6) rows.push(row(4));
    runs.set(day, (runs.get(day) ?? new Set()).add(number));
  }
  expect(rows.length).toBeGreaterThan(4_000);
  await handIn(homeAffairs, { campaignId, agencyCode: '01981' }, csvOf(rows));
  const noted = await office.deps.db
    .selectFrom('numberRun')
    .innerJoin('listFile', 'listFile.id', 'numberRun.fileId')
    .select(['agency', 'day', 'lowest', 'highest', 'seen'])
    .where('campaignId', '=', campaignId)
    .orderBy('day')
    .execute();
  expect(noted).toEqual(
    [...runs].sort().map(([day, numbers]) => ({
      agency: 'H55.200',
      day,
      lowest: Math.min(...numbers),
      highest: Math.max(...numbers),
      seen: numbers.size,
    })),
  );
});
