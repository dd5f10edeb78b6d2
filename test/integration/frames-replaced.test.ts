/**
 * Outside truth: the audit of a province: its file replaced an agency's own, signed list, 1,380 rows became 174, the
 * signature was gone, and the clerk was asked to explain 1,006 dossiers. Here the same with ten and two.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideOnList, getAcceptance, signList } from '#contract/acceptance.ts';
import { getCompleteness } from '#contract/completeness.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { cancelImport, getList } from '#contract/list-import.ts';
import { decideReplacement, getReplacement } from '#contract/replacements.ts';
import { listActivity } from '#contract/staff.ts';
import { listVanished } from '#contract/vanished-dossiers.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, RefusedCall } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const AGENCY = '01981';
const OTHER = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
const SIGNER = { signerPosition: 'Phó Chủ tịch UBND xã' };
const numbered = (number: number, changes: DossierRow = {}) =>
  dossier({
    code: `H55.242-260305-${String(number).padStart(4, '0')}`,
    returned: '27/03/2026',
    ...changes,
  });
const numbers = (from: number, to: number, changes: DossierRow = {}) =>
  Array.from({ length: to - from + 1 }, (_, i) => numbered(from + i, changes));

const codeOf = async (call: Promise<unknown>) => {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RefusedCall);
  return (error as RefusedCall).code;
};

/** An agency's own list of ten dossiers, signed and accepted; the province's file then has two of them. */
async function signedThenProvince() {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const clerk = await office.leader(AGENCY);
  const params = { campaignId, agencyCode: AGENCY };
  const province = { campaignId, agencyCode: 'province' };
  await handIn(clerk, params, csvOf(numbers(1, 10)));
  await clerk.call(signList, { params, body: SIGNER });
  await homeAffairs.call(decideOnList, { params, body: { kind: 'accepted' } });
  const rows = [...numbers(1, 2), ...numbers(21, 23, OTHER)];
  const held = await handIn(homeAffairs, province, csvOf(rows));
  const list = { ...province, fileId: held.fileId };
  return { campaignId, homeAffairs, clerk, params, province, held, list };
}

async function decide(
  caller: Caller,
  list: { campaignId: string; agencyCode: string; fileId: string },
  replaced: string[],
  reason = 'Danh sách xã nộp nhầm kỳ trước.',
) {
  let file = await caller.call(decideReplacement, { params: list, body: { replaced, reason } });
  while (file.state === 'importing') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    file = await caller.call(getList, { params: list });
  }
  return file;
}

test('the province’s file over a signed list waits, and shows before and after of each agency', async () => {
  const { campaignId, homeAffairs, clerk, params, province, held, list } =
    await signedThenProvince();
  expect(held.state).toBe('held');
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({ state: 'accepted' });
  expect(await homeAffairs.call(getFrameSummary, { params: province })).toMatchObject({ rows: 10 });
  const { agencies } = await homeAffairs.call(getReplacement, { params: list });
  expect(agencies).toEqual([
    {
      agencyCode: AGENCY,
      agencyName: 'Xã Vĩnh Thông',
      before: { rows: 10, people: expect.any(Number) },
      after: { rows: 2, people: expect.any(Number) },
      vanished: 8,
      hasOwnList: true,
      isSigned: true,
      isAccepted: true,
    },
  ]);
  const freezing = homeAffairs.call(freezeFrame, {
    params: { campaignId },
    body: { absentReason: 'Đợt thử.' },
  });
  expect(await codeOf(freezing)).toBe('list_held');
  const short = homeAffairs.call(decideReplacement, {
    params: list,
    body: { replaced: [], reason: ' ' },
  });
  expect(await codeOf(short)).toBe('request_invalid');
});

test('kept: the signed list and its signature stay, the other agencies of the file come in', async () => {
  const { homeAffairs, clerk, params, province, list } = await signedThenProvince();
  const file = await decide(homeAffairs, list, []);
  expect(file).toMatchObject({ state: 'imported', rows: 3 });
  expect(await homeAffairs.call(getFrameSummary, { params: province })).toMatchObject({ rows: 13 });
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({
    state: 'accepted',
    counts: { rows: 10 },
    replacements: [{ kind: 'kept', reason: 'Danh sách xã nộp nhầm kỳ trước.' }],
  });
  // A next file of the province is held again, and may replace what this one kept.
  const next = await handIn(homeAffairs, province, csvOf(numbers(1, 4)));
  expect(next.state).toBe('held');
  await decide(homeAffairs, { ...province, fileId: next.fileId }, [AGENCY]);
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({ counts: { rows: 4 } });
});

test('replaced: the agency is told who, when, why, and has nothing to explain', async () => {
  const { homeAffairs, clerk, params, list } = await signedThenProvince();
  const file = await decide(homeAffairs, list, [AGENCY]);
  expect(file).toMatchObject({ state: 'imported', rows: 5 });
  const acceptance = await clerk.call(getAcceptance, { params });
  expect(acceptance).toMatchObject({
    state: 'handed_in',
    signature: null,
    unexplainedVanished: 0,
    replacements: [
      {
        kind: 'replaced',
        by: expect.any(String),
        isByHomeAffairs: true,
        reason: 'Danh sách xã nộp nhầm kỳ trước.',
        before: { rows: 10 },
        after: { rows: 2 },
        wasSigned: true,
        wasAccepted: true,
      },
    ],
  });
  const observer = await office.as('observer');
  const watched = await observer.call(getAcceptance, { params });
  expect(watched.replacements[0]).toMatchObject({ by: null, isByHomeAffairs: true });
  const { change } = await clerk.call(getCompleteness, { params });
  expect(change).toMatchObject({ unexplained: 0, reasons: [{ reason: 'replaced', dossiers: 8 }] });
  const { dossiers } = await clerk.call(listVanished, { params, query: { page: '1' } });
  expect(dossiers[0]?.note).toBe('Danh sách xã nộp nhầm kỳ trước.');
  const { acts } = await homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  expect(acts.find(({ act }) => act === 'replacement_decided')).toMatchObject({
    details: { agency: 'province', replaced: 1, kept: 0 },
  });
});

test('a part of the province’s file that was signed is kept while the rest of that file is replaced', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const clerk = await office.leader(AGENCY);
  const params = { campaignId, agencyCode: AGENCY };
  const province = { campaignId, agencyCode: 'province' };
  await handIn(homeAffairs, province, csvOf([...numbers(1, 6), ...numbers(21, 25, OTHER)]));
  await clerk.call(signList, { params, body: SIGNER });
  const next = await handIn(homeAffairs, province, csvOf(numbers(21, 22, OTHER)));
  expect(next.state).toBe('held');
  await decide(homeAffairs, { ...province, fileId: next.fileId }, []);
  expect(await clerk.call(getAcceptance, { params })).toMatchObject({
    state: 'signed',
    counts: { rows: 6 },
  });
  expect(await homeAffairs.call(getFrameSummary, { params: province })).toMatchObject({ rows: 8 });
  // Its own list then takes the place of that part, wherever it was kept.
  const own = await handIn(clerk, params, csvOf(numbers(1, 7)));
  expect(own.state).toBe('held');
  await decide(clerk, { ...params, fileId: own.fileId }, [AGENCY]);
  expect(await homeAffairs.call(getFrameSummary, { params: province })).toMatchObject({ rows: 9 });
});

test('an agency’s own newer list over its signed one asks for a reason; dropped, nothing has changed', async () => {
  const { homeAffairs, clerk, params } = await signedThenProvince();
  const held = await handIn(clerk, params, csvOf(numbers(1, 9)));
  expect(held.state).toBe('held');
  const list = { ...params, fileId: held.fileId };
  const empty = clerk.call(decideReplacement, {
    params: list,
    body: { replaced: [], reason: 'Giữ nguyên.' },
  });
  expect(await codeOf(empty)).toBe('list_kept_by_agency');
  await clerk.call(cancelImport, { params: list });
  expect(await homeAffairs.call(getAcceptance, { params })).toMatchObject({
    state: 'accepted',
    counts: { rows: 10 },
  });
});

test('an agency that signs after the decision is asked about again', async () => {
  const { homeAffairs, clerk, params, list } = await signedThenProvince();
  await decide(homeAffairs, list, [AGENCY]);
  await clerk.call(signList, { params, body: SIGNER });
  const next = await handIn(
    homeAffairs,
    { campaignId: params.campaignId, agencyCode: 'province' },
    csvOf(numbers(1, 3)),
  );
  expect(next.state).toBe('held');
});
