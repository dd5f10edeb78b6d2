// Truth: OWASP ASVS 4.0.3, 5.3.3 (what somebody typed is text on every page), 12.5.2 and 14.4.2 (an uploaded file is
// never run by the browser), 4.2.1 (nobody reads another agency's rows by their address), 3.3.1 (after signing out the
// way back shows nothing).
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as plan from '#contract/action-plan.ts';
import * as petitions from '#contract/petitions.ts';
import { writeRemark } from '#contract/remarks.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { closePages, putAway, takePage } from './pages.ts';

const AGENCY = '01981';
const OTHER = '05443';
const HOSTILE = `Đã làm <img src=x onerror="window.hit=1"><svg onload="window.hit=1"></svg><script>window.hit=1</script>"'=1+1`;
const SCRIPTS = {
  'trang.html': '<script>window.hit=1</script><h1>Chạy rồi</h1>',
  'hình.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hit=1"><text>Chạy rồi</text></svg>',
  'biên bản.pdf':
    '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj',
  '"><img src=x onerror="window.hit=1">.html': '<script>window.hit=1</script>',
};

let office: Office;
let address: string;
let homeAffairs: Caller;
let campaignId: string;
let agencyName: string;
let place: { campaignId: string; itemId: string; agencyCode: string };
const files: string[] = [];

beforeAll(async () => {
  office = await openOffice();
  ({ campaignId, homeAffairs } = await collectingCampaign(office, {
    agencies: [AGENCY, OTHER],
    fields: ['Hộ tịch'],
    peoplePerStratum: 5,
    terms: { questionnairePart: 'service' },
  }));
  const params = { campaignId };
  const { rows } = await homeAffairs.call(plan.readPlanText, {
    params,
    body: {
      text: 'STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n1\tSửa phòng chờ\tx\tThường xuyên',
    },
  });
  const { agencies: _, others: __, dueOn: ___, ...row } = rows[0]!;
  await homeAffairs.call(plan.addActionItems, {
    params,
    body: { items: [{ ...row, duty: HOSTILE, agencies: [AGENCY, OTHER] }] },
  });
  const { items } = await homeAffairs.call(plan.getActionPlan, { params });
  place = { campaignId, itemId: items[0]!.id, agencyCode: AGENCY };
  ({ agencyName } = items[0]!.agencies.find(({ agencyCode }) => agencyCode === AGENCY)!);
  const clerk = await office.as('agency', AGENCY);
  for (const [fileName, content] of Object.entries(SCRIPTS)) {
    const evidence = { fileName, base64: Buffer.from(content).toString('base64') };
    const body = { kind: 'doing', text: HOSTILE, evidence } as const;
    const { id } = await clerk.call(plan.reportAction, { params: place, body });
    files.push(
      `/api/campaigns/${campaignId}/action-plan/${place.itemId}/agencies/${AGENCY}/reports/${id}/file`,
    );
  }
  await answeredPetition(clerk);
  const observer = await office.as('observer');
  await observer.call(writeRemark, { params, body: { text: HOSTILE } });
  address = await addressOf(office);
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
});

/** A citizen writes, an agency answers, Home Affairs publishes both as they are; one more waits. */
async function answeredPetition(clerk: Caller): Promise<void> {
  const sent = { kind: 'suggestion', concernedAgency: null, text: HOSTILE, contact: null } as const;
  const content = { campaignId, ...sent, consent: true, mayPublish: true } as const;
  const send = () =>
    office.nobody.call(petitions.sendPetition, { body: { ...content, requestId: randomUUID() } });
  await send();
  const params = { campaignId };
  const waiting = await homeAffairs.call(petitions.listPetitions, { params, query: {} });
  const petitionId = waiting.petitions[0]!.id;
  await homeAffairs.call(petitions.assignPetition, {
    params: { campaignId, petitionId },
    body: { agencyCode: AGENCY, masked: HOSTILE, dueOn: '2026-12-10' },
  });
  await clerk.call(petitions.answerPetition, {
    params: { campaignId, petitionId, agencyCode: AGENCY },
    body: { answer: HOSTILE },
  });
  await homeAffairs.call(petitions.decidePetition, {
    params: { campaignId, petitionId },
    body: { decision: 'close', answer: HOSTILE, publicQuestion: HOSTILE },
  });
  await send();
}

/** A page at which somebody is signed in, or nobody. */
const pageOf = async (caller: Caller | null): Promise<Page> =>
  caller ? desk({ office, address }, caller) : takePage(await sharedBrowser(), { locale: 'vi-VN' });

async function open(page: Page, path: string): Promise<Page> {
  await page.goto(address + path);
  await page.waitForFunction(
    () => document.querySelector('main h1, main h2') && !document.querySelector('.loading'),
  );
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details'))
      fold.open = true;
  });
  return page;
}

/** What was typed became an element, or ran. */
const faultsIn = (page: Page) =>
  page.evaluate(() => [
    ...[...document.querySelectorAll('img[src="x"], [onload], [onerror]')].map(
      ({ outerHTML }) => outerHTML,
    ),
    ...[...document.scripts]
      .filter(({ textContent }) => textContent?.includes('window.hit'))
      .map(() => 'a script'),
    ...('hit' in window ? ['ran'] : []),
  ]);

const DUTIES = 'nhiem-vu';
/** Of each post the screens where others' words are, and how often they are there. */
test.each([
  [
    'home_affairs',
    [
      [DUTIES, 5],
      ['phan-anh', 1],
      ['y-kien-giam-sat', 1],
    ],
  ],
  [
    'agency',
    [
      [DUTIES, 5],
      [`phan-anh/don-vi/${AGENCY}`, 1],
    ],
  ],
  ['observer', [[DUTIES, 5]]],
] as const)(
  'what an agency, a citizen or an observer typed is text for %s',
  async (role, screens) => {
    const page = await pageOf(await office.as(role, ...(role === 'agency' ? [AGENCY] : [])));
    for (const [screen, times] of screens) {
      await open(page, `/quan-tri/${campaignId}/${screen}`);
      if (screen === DUTIES && role !== 'agency')
        await page.getByRole('button', { name: agencyName, exact: true }).click();
      expect(await faultsOf(page, times)).toEqual([]);
    }
    await putAway(page);
  },
);

test('and for everybody on the page of answers, where the office has published both', async () => {
  const page = await open(await pageOf(null), `/phan-anh/${campaignId}/tra-loi`);
  expect(await faultsOf(page, 2)).toEqual([]);
  await putAway(page);
});

/** After the words are there as often as they were typed: what of them became an element, or ran. */
async function faultsOf(page: Page, times: number): Promise<string[]> {
  await page.waitForFunction(
    ([words, count]) => {
      const areas = [...document.querySelectorAll('textarea')].map(({ value }) => value);
      const text = [document.body.textContent, ...areas].join('\n');
      return text.split(words).length - 1 >= count;
    },
    [HOSTILE, times] as const,
  );
  return faultsIn(page);
}

test('a file that an agency uploads is saved by the browser, and never opened in the page', async () => {
  const page = await open(await pageOf(homeAffairs), `/quan-tri/${campaignId}/nhiem-vu`);
  for (const path of files) {
    const download = page.waitForEvent('download');
    await page.goto(address + path).catch(() => undefined);
    await (await download).cancel();
    expect(page.url()).not.toContain('/file');
    const { headers } = await homeAffairs.send('GET', path);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[^"'<> ]+$/);
  }
  expect(await faultsIn(page)).toEqual([]);
  await putAway(page);
});

test('another agency, an observer and nobody read neither reports nor files by their address', async () => {
  const reports = files[0]!.replace(/\/[^/]+\/file$/, '');
  for (const post of ['agency', 'agency_office'] as const) {
    const page = await open(
      await pageOf(await office.as(post, OTHER)),
      `/quan-tri/${campaignId}/nhiem-vu`,
    );
    for (const path of [reports, ...files]) {
      // With the own code in the path, too, which the door lets in.
      for (const asked of [path, path.replace(`/${AGENCY}/`, `/${OTHER}/`)]) {
        const status = await page.evaluate(async (url) => {
          const reply = await fetch(url);
          return `${reply.status} ${(await reply.text()).includes('hit')}`;
        }, asked);
        expect(asked === path ? ['403 false'] : ['200 false', '404 false']).toContain(status);
      }
    }
    expect(await page.locator('body').innerText()).not.toContain('trang.html');
    await page.goto(`${address}/quan-tri/${campaignId}/phan-anh/don-vi/${AGENCY}`);
    await page.locator('main h1').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Đã làm');
    await putAway(page);
  }
  for (const caller of [office.nobody, await office.as('observer')])
    for (const path of files)
      expect((await caller.send('GET', path)).statusCode).toBeGreaterThanOrEqual(401);
});

test('who has signed out leaves nothing to the way back, and no other window as it was', async () => {
  const page = await open(
    await pageOf(await office.as('home_affairs')),
    `/quan-tri/${campaignId}/nhiem-vu`,
  );
  const otherWindow = await open(
    await page.context().newPage(),
    `/quan-tri/${campaignId}/phan-anh`,
  );
  await otherWindow.getByText(HOSTILE.slice(0, 60)).first().waitFor();
  await page.goto(`${address}/ket-qua`);
  await page.goto(`${address}/quan-tri/${campaignId}/y-kien-giam-sat`);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await otherWindow.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  expect(await otherWindow.locator('body').innerText()).not.toContain('Đã làm');
  for (let step = 0; step < 4; step += 1) {
    await page.goBack({ waitUntil: 'load' }).catch(() => undefined);
    await page.waitForTimeout(200);
    expect(await page.content()).not.toContain('Đã làm');
    expect(await page.content()).not.toContain('Sửa phòng chờ');
  }
  await putAway(page);
});
