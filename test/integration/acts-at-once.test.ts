// Truth: PostgreSQL's manual, 13.2.1 (Read Committed): what a transaction has read before it waited may be another when it goes
// through. Of acts at the same moment each is done upon what the one before has left (fieldwork.md §2: the last day moves later
// only, what the draw depends on stays), or refused with what to do; none is answered with a fault of ours.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCampaign, getCampaign, openCampaign, openFrame } from '#contract/campaigns.ts';
import { explainDifference } from '#contract/completeness.ts';
import { changeWording } from '#contract/documents.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { uploadList } from '#contract/list-preview.ts';
import { drawRegisterChecks, lockRegisters } from '#contract/register-checks.ts';
import { getFactorRule, setFactorRule } from '#contract/second-factor.ts';
import { listSecondSources, uploadSecondSource } from '#contract/second-sources.ts';
import { listActivity } from '#contract/staff.ts';
import { setStaffPhones, stateOfficials } from '#contract/staff-phones.ts';
import { stateTotals } from '#contract/stated-totals.ts';
import { changeTerms, deleteCampaign, listTermsChanges } from '#contract/terms-changes.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { terms } from '../terms.ts';

const REASON = 'Mưa lũ, nhiều thôn bị chia cắt';
let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
});
afterAll(() => office.close());

/** Codes of the refusals, and `done` for what was done. */
async function outcomesOf(acts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(acts);
  return settled.map((act) => (act.status === 'fulfilled' ? 'done' : act.reason.code)).sort();
}

const draft = async () => (await homeAffairs.call(openCampaign, { body: terms() })).id;
const actsOf = async (campaignId?: string) => {
  const query = { kind: 'acts', ...(campaignId && { campaignId }) } as const;
  const { acts } = await homeAffairs.call(listActivity, { query });
  return acts.map(({ act }) => act).reverse();
};

async function openRound(): Promise<string> {
  const campaignId = await draft();
  await homeAffairs.call(openFrame, { params: { campaignId } });
  return campaignId;
}

test('a draft asked for twice at the same moment is one round; other terms are another', async () => {
  const name = 'Đợt hai lần bấm';
  const open = (changes = {}) =>
    homeAffairs.call(openCampaign, { body: { ...terms(), name, ...changes } });
  const [first, second] = await Promise.all([open(), open()]);
  expect(second.id).toBe(first.id);
  expect(await actsOf(first.id)).toEqual(['campaign_opened']);
  const [other] = await Promise.all([open({ planNumber: '2/KH-SNV' }), open()]);
  expect(other.id).not.toBe(first.id);
  await homeAffairs.call(openFrame, { params: { campaignId: first.id } });
  // What has left the draft is no draft to begin with.
  expect((await open()).id).not.toBe(first.id);
});

test('of several last days at the same moment none is earlier than one that was announced, and each says what it changed', async () => {
  const params = { campaignId: await openRound() };
  const days = ['2026-12-27', '2026-12-25', '2026-12-23', '2026-12-21', '2026-12-19', '2026-12-17'];
  const outcomes = await outcomesOf(
    days.map((day) =>
      homeAffairs.call(changeTerms, {
        params,
        body: { change: { term: 'collect_to', day }, reason: REASON },
      }),
    ),
  );
  const { changes } = await homeAffairs.call(listTermsChanges, { params });
  expect(outcomes).toEqual([
    ...days.slice(changes.length).map(() => 'closing_not_later'),
    ...changes.map(() => 'done'),
  ]);
  const { collectTo, retentionDays } = await homeAffairs.call(getCampaign, { params });
  expect([collectTo, retentionDays]).toEqual(['2026-12-27', 78]);
  const inOrder = changes.toSorted((a, b) => (a.later < b.later ? -1 : 1));
  expect(inOrder.map(({ earlier }) => earlier)).toEqual([
    '2026-12-15',
    ...inOrder.slice(0, -1).map(({ later }) => later),
  ]);
});

test('one change asked several times at the same moment is one change', async () => {
  const params = { campaignId: await openRound() };
  const change = { term: 'hotline', hotline: '0208 3999 000' } as const;
  const equal = Array.from({ length: 6 }, () =>
    homeAffairs.call(changeTerms, { params, body: { change, reason: REASON } }),
  );
  expect(await outcomesOf(equal)).toEqual(['done', ...Array(5).fill('nothing_changed')]);
  const { changes } = await homeAffairs.call(listTermsChanges, { params });
  expect(changes).toHaveLength(1);
});

test('a draft is changed while it is one: never after the round has begun in the same moment', async () => {
  for (let round = 0; round < 4; round += 1) {
    const params = { campaignId: await draft() };
    const change = (name: string) =>
      homeAffairs.call(changeCampaign, { params, body: terms({ name }) });
    const outcomes = await outcomesOf([
      homeAffairs.call(openFrame, { params }),
      change('Một'),
      change('Hai'),
      change('Ba'),
      change('Bốn'),
    ]);
    const acts = await actsOf(params.campaignId);
    expect(acts.slice(acts.indexOf('frame_opened'))).toEqual(['frame_opened']);
    expect(new Set(outcomes)).toEqual(
      new Set(acts.length < 6 ? ['campaign_not_draft', 'done'] : ['done']),
    );
  }
});

test('a draft is deleted once, and one that begins in the same moment stays', async () => {
  const gone = { campaignId: await draft() };
  const deletions = Array.from({ length: 4 }, () =>
    homeAffairs.call(deleteCampaign, { params: gone }),
  );
  expect(await outcomesOf(deletions)).toEqual([...Array(3).fill('campaign_not_found'), 'done']);
  for (let round = 0; round < 4; round += 1) {
    const params = { campaignId: await draft() };
    await outcomesOf([
      homeAffairs.call(deleteCampaign, { params }),
      homeAffairs.call(openFrame, { params }),
      homeAffairs.call(deleteCampaign, { params }),
    ]);
    const acts = await actsOf(params.campaignId);
    const [found] = await Promise.allSettled([homeAffairs.call(getCampaign, { params })]);
    expect(acts.at(-1)).toBe(found.status === 'fulfilled' ? 'frame_opened' : 'campaign_deleted');
  }
});

test('the rule about second factors, set several times at the same moment, is that of one of them', async () => {
  const rules = [
    ['entry', 'observer'],
    ['observer', 'entry'],
    ['observer'],
    [],
    ['entry'],
  ] as const;
  const outcomes = await outcomesOf(
    rules.map((posts) => homeAffairs.call(setFactorRule, { body: { posts: [...posts] } })),
  );
  expect(outcomes).toEqual(rules.map(() => 'done'));
  const { posts } = await homeAffairs.call(getFactorRule, {});
  expect(rules.map((rule) => String([...rule].sort()))).toContain(String(posts));
  const again = { body: { posts: [] } };
  expect(await outcomesOf([1, 2, 3].map(() => homeAffairs.call(setFactorRule, again)))).toEqual(
    Array(3).fill('done'),
  );
  const before = await actsOf();
  await homeAffairs.call(setFactorRule, again);
  expect(await actsOf()).toEqual(before);
});

test('words of the documents, changed several times at the same moment, are those of one of them', async () => {
  const params = { campaignId: await openRound() };
  const change = (text: string) =>
    homeAffairs.call(changeWording, { params, body: { part: 'place', text } });
  const outcomes = await outcomesOf(['Thái Nguyên', 'Bắc Kạn', 'Thái Nguyên', ''].map(change));
  expect(outcomes).toEqual(Array(4).fill('done'));
  await change('Bắc Kạn');
  const before = await actsOf(params.campaignId);
  await change('Bắc Kạn');
  expect(await actsOf(params.campaignId)).toEqual(before);
});

test('of two tables of the same kind at the same moment the later takes the place of the other', async () => {
  const campaignId = await openRound();
  const upload = async (fileName: string) => {
    const path = pathOf(uploadSecondSource.path, { campaignId, kind: 'complaints' }, { fileName });
    const content = Buffer.from('Mã hồ sơ;Nội dung\nH55.242-260302-0003;Trả chậm\n');
    return (await homeAffairs.send('PUT', path, content)).statusCode;
  };
  const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv'];
  expect(await Promise.all(names.map(upload))).toEqual(names.map(() => 200));
  const { sources } = await homeAffairs.call(listSecondSources, { params: { campaignId } });
  expect(sources.map(({ dossiers }) => dossiers)).toEqual([1]);
});

const AGENCY = '01981';
const REASONS = { absentReason: 'Không có hồ sơ trong kỳ', unacceptedReason: 'Hết hạn mà chưa ký' };

async function listedRound() {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  const clerk = await office.as('agency', AGENCY);
  await handIn(clerk, params, csvOf([dossier(), dossier(), dossier()]));
  return { params: { campaignId }, ofAgency: params, clerk };
}

test('a list that is still on its way when the frame is frozen is refused, and nothing of it stays', async () => {
  const { params, ofAgency, clerk } = await listedRound();
  const uploads = () => readdir(join(office.deps.config.dataDir, 'uploads'));
  const before = await uploads();
  const body = new PassThrough();
  const sending = office.app.inject({
    method: 'PUT',
    url: pathOf(uploadList.path, ofAgency, { fileName: 'muon.csv' }),
    headers: { 'content-type': 'application/octet-stream', cookie: clerk.cookie },
    payload: body,
  });
  const [first = '', ...rest] = csvOf([dossier(), dossier()]).split('\n');
  body.write(`${first}\n`);
  await expect.poll(async () => (await uploads()).length).toBe(before.length + 1);
  await homeAffairs.call(freezeFrame, { params, body: REASONS });
  body.end(rest.join('\n'));
  const reply = await sending;
  expect([reply.statusCode, reply.json().code]).toEqual([409, 'frame_frozen']);
  expect((await uploads()).sort()).toEqual(before.sort());
  expect((await actsOf(params.campaignId)).at(-1)).toBe('frame_frozen');
});

test('what is said of lists at the moment of the freeze is said before it or refused', async () => {
  const { params, ofAgency, clerk } = await listedRound();
  await homeAffairs.call(lockRegisters, {
    params,
    body: { agencies: [{ agencyCode: AGENCY, population: 300 }], share: 0.1 },
  });
  const freezing = homeAffairs.call(freezeFrame, { params, body: REASONS });
  const outcomes = await outcomesOf([
    homeAffairs.call(stateTotals, {
      params: ofAgency,
      body: { received: 9, returned: 8, late: 1 },
    }),
    homeAffairs.call(stateOfficials, {
      params,
      body: { agencies: [{ agencyCode: AGENCY, officials: 30 }] },
    }),
    clerk.call(explainDifference, {
      params: ofAgency,
      body: { about: 'gaps', note: 'Sổ đánh số lại' },
    }),
    clerk.call(setStaffPhones, { params: ofAgency, body: { text: '0912 345 678' } }),
    homeAffairs.call(drawRegisterChecks, { params, body: { dice: '31415926535897932384' } }),
  ]);
  await freezing;
  expect(new Set([...outcomes, 'done', 'frame_frozen'])).toEqual(new Set(['done', 'frame_frozen']));
  expect((await actsOf(params.campaignId)).at(-1)).toBe('frame_frozen');
});
