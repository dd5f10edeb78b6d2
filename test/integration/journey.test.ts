// Truth: the ratio estimator written out (Σ N_h/n_h·y ÷ Σ N_h/n_h·x) over the answers this test itself sends.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideOnList, signList } from '#contract/acceptance.ts';
import * as campaigns from '#contract/campaigns.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import * as invitations from '#contract/invitations.ts';
import { getList, importList } from '#contract/list-import.ts';
import type { ListPreview } from '#contract/list-preview.ts';
import * as opening from '#contract/opening.ts';
import { getPublished } from '#contract/published.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import * as responses from '#contract/responses.ts';
import { getResults, publishResults } from '#contract/results.ts';
import * as samples from '#contract/samples.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import { tokenOf } from '../../server/invitations/secret-code.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { terms } from '../terms.ts';

const COMMUNE = '01981';
let office: Office;
let homeAffairs: Caller;
let clerk: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
  clerk = await office.leader(COMMUNE);
});
afterAll(() => office.close());

async function importWorkbook(campaignId: string) {
  const file = await readFile(join(import.meta.dirname, '../golden/dossiers/vinh-thong-2026.xlsx'));
  const params = { campaignId, agencyCode: COMMUNE };
  const path = `/api/campaigns/${campaignId}/frame/${COMMUNE}/lists?fileName=vinh-thong-2026.xlsx`;
  const preview: ListPreview = (await clerk.send('PUT', path, file)).json();
  const columns = preview.columns.flatMap(({ index, role }) => (role ? [{ index, role }] : []));
  const list = { ...params, fileId: preview.fileId };
  await clerk.call(importList, {
    params: list,
    body: { headingRows: preview.headingRows, columns },
  });
  await expect
    .poll(async () => (await clerk.call(getList, { params: list })).state, {
      timeout: 120_000,
    })
    .toBe('imported');
}

const textOf = async (campaignId: string, name: string) =>
  (await office.nobody.send('GET', `/api/campaigns/${campaignId}/draw/${name}`)).body;

/** Sends an answer to every criterion; gives Σy and Σx of the person. */
async function answer(token: string, k: number) {
  const { questionnaire } = await office.nobody.call(opening.openInvitation, {
    body: { token },
  });
  const criteria = questionsOf(questionnaire).filter(({ code }) => code.startsWith('9.'));
  const answers = Object.fromEntries(
    criteria.map(({ code }, j) => [code, (k + j) % 7 === 0 ? null : 1 + ((k * 3 + j * j) % 5)]),
  );
  const receipt = await office.nobody.call(responses.submitResponse, {
    params: { submissionId: randomUUID() },
    body: {
      token,
      questionnaireVersion: questionnaire.version,
      language: 'vi',
      answers,
    },
  });
  const valid = Object.values(answers).filter((value) => value !== null);
  return { receipt, x: valid.length, y: valid.filter((value) => Number(value) >= 4).length };
}

test('from the counter’s workbook to a published index', { timeout: 180_000 }, async () => {
  const { id: campaignId } = await homeAffairs.call(campaigns.openCampaign, { body: terms() });
  const params = { campaignId };
  await homeAffairs.call(campaigns.openFrame, { params });
  await importWorkbook(campaignId);

  const summary = await clerk.call(getFrameSummary, {
    params: { campaignId, agencyCode: COMMUNE },
  });
  expect(summary.rows).toBe(1380);
  expect(summary.accepted + summary.merged + summary.excluded + summary.inError).toBe(1380);

  const own = { campaignId, agencyCode: COMMUNE };
  const remark = 'Chấp nhận. Sổ giấy tháng 3 bị mất hai trang.';
  await clerk.call(signList, {
    params: own,
    body: { signerPosition: 'Chủ tịch UBND xã' },
  });
  await homeAffairs.call(decideOnList, { params: own, body: { kind: 'accepted', note: remark } });
  const frozen = await homeAffairs.call(freezeFrame, {
    params,
    body: { absentReason: 'Thử nghiệm tại một xã' },
  });
  expect(frozen).toMatchObject({ people: summary.people, absentAgencies: 91 });

  const { strata } = await homeAffairs.call(samples.listStrata, { params });
  await homeAffairs.call(samples.publishPlan, {
    params,
    body: {
      method: 'costa',
      size: 150,
      minimumPerStratum: 2,
      minimumPerAgency: 0,
      reserveRatio: 1,
      responseRate: 0.65,
      expectedProportion: 0.8,
    },
  });
  const dice = {
    dice: '47109 33826 50917 62840',
    witnesses: [{ name: 'Ông Thắng', body: 'MTTQ tỉnh' }],
  };
  await expect(homeAffairs.call(samples.drawSample, { params, body: dice })).rejects.toMatchObject({
    code: 'published_too_recently',
  });
  office.at('2026-11-10T03:00:00Z');
  const record = await homeAffairs.call(samples.drawSample, { params, body: dice });
  expect(record).toMatchObject({ sampled: 150, people: frozen.people, frameSha256: frozen.sha256 });

  const files = {
    seed: await textOf(campaignId, 'seed.txt'),
    frame: await textOf(campaignId, 'frame.tsv'),
    plan: await textOf(campaignId, 'plan.tsv'),
    sample: await textOf(campaignId, 'sample.tsv'),
  };
  expect(verifyDraw(files)).toMatchObject({ same: true, key: record.key });

  expect(await homeAffairs.call(invitations.issueInvitations, { params })).toEqual({ issued: 150 });
  await homeAffairs.call(campaigns.startCollecting, { params });
  const issued = await office.deps.db
    .selectFrom('invitation')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.code', '=', 'invitation.stratum')
        .onRef('stratum.campaignId', '=', 'invitation.campaignId'),
    )
    .select(['invitation.id', 'stratum.code', 'population'])
    .execute();
  const drawn = Map.groupBy(issued, (invitation) => invitation.code);
  let [y, x, k] = [0, 0, 0];
  let lastReceipt = '';
  for (const { id, code, population } of issued) {
    const weight = population / (drawn.get(code)?.length ?? 0);
    k += 1;
    const sent = await answer(tokenOf(office.deps.secrets, id), k);
    y += weight * sent.y;
    x += weight * sent.x;
    lastReceipt = sent.receipt.code;
  }
  expect(strata.length).toBe(drawn.size);

  await expect(homeAffairs.call(campaigns.closeCampaign, { params })).rejects.toMatchObject({
    code: 'still_collecting',
  });
  await expect(homeAffairs.call(getResults, { params })).rejects.toMatchObject({
    code: 'results_not_ready',
  });
  office.at('2026-12-19T03:00:00Z');
  await homeAffairs.call(campaigns.closeCampaign, { params });
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });

  const published = await office.nobody.call(getPublished, { params });
  expect(published.results.counts).toMatchObject({
    listRemarks: [{ agencyCode: COMMUNE, agencyName: 'Xã Vĩnh Thông', remark }],
    unaccepted: { agencies: 0, reason: null },
  });
  const province = published.results.domains.find(({ level }) => level === 'province');
  const total = province?.figures.find(({ node }) => node === 'total');
  // All 150 answered: where the draw asked fewer than five of a stratum, such a number would give back what is
  // withheld of them, so it is a bound.
  const isBound = drawn.values().some(({ length }) => length < 5);
  expect(province).toMatchObject({
    invited: 150,
    ...(isBound ? { received: 135, responseRate: null } : { received: 150, responseRate: 1 }),
  });
  expect(published.results.method.respondentsAtLeast === true).toBe(isBound);
  expect(total?.verdict).toBe('show');
  // A province of one agency leaves as that agency does: in whole percent.
  expect(total?.index).toBe(Number((y / x).toFixed(2)));
  expect(total?.low).toBeLessThan(y / x);
  expect(total?.high).toBeGreaterThan(y / x);
  expect(
    await office.nobody.call(responses.checkReceipt, { body: { code: lastReceipt } }),
  ).toMatchObject({
    isCounted: true,
    received: 150,
  });
});
