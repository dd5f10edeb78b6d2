// Truth: docs/fieldwork.md §2: an interviewer's telephone works for a week without network, whatever kills it, and every
// sealed answer is counted once; names open to the PIN alone and go when nothing was heard of it.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as devices from '#contract/devices.ts';
import * as visits from '#contract/visits.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';
import { screenFaults } from './axe-findings.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { holdBeforeCamera, putCameraAway } from './camera.ts';
import { answerOn, answerToEnd, keptOffline } from './citizen.ts';
import { closePages } from './pages.ts';

const AGENCY = '01981';
const PIN = 'lúa7chín';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let address: string;
let page: Page;
let context: BrowserContext;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: 5,
    terms: { questionnairePart: 'service' },
  });
  params = { campaignId: campaign.campaignId };
  await office.deps.db
    .updateTable('invitation')
    .set(({ ref }) => ({
      hamlet: sql`case when ${ref('serial')} % 2 = 0 then 'Nà Cà' else 'Bản Áng' end`,
    }))
    .execute();
  address = await addressOf(office);
  const { staffId } = await office.as('interviewer');
  await campaign.homeAffairs.call(visits.assignVisits, {
    params,
    body: { staffId, agencyCode: AGENCY },
  });
  const requestId = randomUUID();
  const body = { requestId, kind: 'interviewer', name: 'Máy của Lan', staffId: staffId! } as const;
  const { code } = await campaign.homeAffairs.call(devices.addDevice, { params, body });
  page = await phone(await sharedBrowser());
  context = page.context();
  await context.clock.install({ time: office.deps.now() });
  await page.goto(`${address}/phong-van`);
  await page.getByLabel('Mã cài máy').fill(code);
  await page.getByLabel('Đặt mã mở máy').fill(PIN);
  await page.getByLabel('Gõ lại mã').fill(PIN);
  await page.getByRole('button', { name: 'Cài máy' }).click();
  await page.getByRole('heading', { name: 'Cần hỏi: 5 người' }).waitFor();
  await keptOffline(page);
});
afterAll(async () => {
  putCameraAway();
  await closePages(await sharedBrowser());
  await office?.close();
});

const today = (day: string, hour: number) =>
  context.clock.setSystemTime(`2026-11-${day}T${String(hour - 7).padStart(2, '0')}:00:00Z`);
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const names = () => page.locator('.field-list .link').allTextContents();
const choose = (name: string) => page.getByRole('button', { name, exact: true }).click();

/** The telephone fell into the water: what was in memory is gone, what was stored is there. */
async function kill(): Promise<void> {
  const next = await context.newPage();
  await page.close();
  page = next;
  await page.goto(`${address}/phong-van`);
}
async function unlock(pin = PIN): Promise<void> {
  await page.getByLabel('Mã mở máy').fill(pin);
  await press('Mở');
}

async function agree(name: string): Promise<void> {
  await choose(name);
  await press('Gặp được, bắt đầu');
  await page.getByText('Không bắt buộc, câu nào cũng có thể bỏ qua.').waitFor();
  await press('Đồng ý, bắt đầu hỏi');
}
async function finish(): Promise<void> {
  await (await answerToEnd(page)).click();
  await heading('Phiếu đã niêm phong');
  await press('Về danh sách');
}

/** All that the browser keeps of the site, as text. */
const kept = () =>
  page.evaluate(async () => {
    const open = indexedDB.open('field');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const rows = [...open.result.objectStoreNames].map(
      (name) =>
        new Promise((resolve) => {
          const all = open.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => resolve([name, all.result]);
        }),
    );
    const all = JSON.stringify([await Promise.all(rows), { ...localStorage }]);
    open.result.close();
    return all;
  });
const modes = async () => {
  const key = await office.deps.secrets.ballotKey(campaign.campaignId);
  const rows = await office.deps.db.selectFrom('ballot').selectAll().execute();
  return rows.map(({ id, sealed }) => openBallot(key, campaign.campaignId, id, sealed).mode);
};

/** Begun, killed, unlocked: the interview continues at the same question. */
async function beginAndKill(name: string, people: readonly string[]): Promise<void> {
  await today('18', 15);
  await agree(name);
  await press('Bắt đầu');
  await answerOn(page);
  const place = await page.locator('.progress p').textContent();
  await kill();
  await page.getByLabel('Mã mở máy').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  const stored = await kept();
  expect(people.filter((person) => stored.includes(person))).toEqual([]);
  expect(stored.includes('"answers"')).toBe(false);
  await unlock('không đúng');
  await page.getByText('Mã chưa đúng. Còn 9 lần').waitFor();
  await unlock();
  await page.getByText('đang hỏi dở').waitFor();
  await choose(name);
  await press('Hỏi tiếp');
  await press('Đồng ý, bắt đầu hỏi');
  await page.getByText(place!, { exact: true }).waitFor();
  await finish();
}

/** Attempts on different parts of the day come before the case may be closed. */
async function tryThreeTimes(name: string): Promise<void> {
  for (const [day, hour] of [
    ['19', 9],
    ['20', 15],
    ['21', 19],
  ] as const) {
    await today(day, hour);
    await choose(name);
    expect(await page.getByText('Ghi là không gặp được').count()).toBe(0);
    await page.getByLabel('Không có nhà').check();
    await press('Ghi kết quả');
  }
  await choose(name);
  await press('Ghi là không gặp được, không đến nữa');
}

/** A slip that is somebody else's is noticed, and the person's own. */
async function compareSlip(name: string): Promise<string> {
  await choose(name);
  await page.getByText('So phiếu mời của người này').click();
  expect(await screenFaults(page)).toEqual([]);
  const token = await tokenOf(name);
  const foreign = campaign.invitations.find((row) => row.token !== token)!.token;
  await page.getByLabel('Đường dẫn hoặc 16 chữ cuối').fill(`https://ks.example.vn/${foreign}`);
  await press('So phiếu');
  await page.getByText('Không phải phiếu của người này.').waitFor();
  await page.getByLabel('Đường dẫn hoặc 16 chữ cuối').fill(token.toLowerCase());
  await press('So phiếu');
  await page.getByText('Đúng phiếu của người này.').waitFor();
  return token;
}

/** The telephone's place is taken for the hamlet, rounded, under the PIN; refused, the list does as well. */
async function placeHamlet(): Promise<void> {
  const [hamlet] = await page.locator('section > h2').allTextContents();
  const button = page.getByRole('button', { name: /^(?:Tôi đang ở|Ghi lại chỗ) thôn này/ }).first();
  await button.click();
  await page.getByText('Chưa được phép dùng vị trí.').waitFor();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 21.59421, longitude: 105.84823, accuracy: 12 });
  await button.click();
  await page.getByText('Đã ghi chỗ của thôn.').waitFor();
  const name = hamlet!.replace(/^1\. /, '');
  await page.locator('.hamlet-map').getByText(name, { exact: true }).waitFor();
  expect(await screenFaults(page)).toEqual([]);
  expect(await kept()).not.toMatch(/105[.]?848|21[.]?594/);
}

/** A slip opens its case, without network; other squares are named. */
async function scanSlip(name: string, done: string): Promise<void> {
  const [own, other] = [await tokenOf(name), await tokenOf(done)];
  const { host } = new URL(address);
  const refused = [
    [`http://${host}/${other}`, 'Người này đã hỏi xong hoặc đã khép trên máy này.'],
    [`http://${host}/${'A2'.repeat(8)}`, 'Phiếu này không có trong danh sách trên máy.'],
    ['https://example.com/quan-pho', 'Ô vuông này không phải của phiếu mời khảo sát.'],
  ] as const;
  for (const [text, words] of refused) await scan(text, words);
  await scan(`http://${host}/${own}`, 'Thấy ô vuông nhưng chưa đọc được.', { hole: 0.62, tilt: 0 });
  holdBeforeCamera(`https://ks.example.vn/${own}`);
  await press(SCAN);
  await heading(name);
  await press('Quay lại');
}

const SCAN = 'Quét ô vuông trên phiếu mời';
async function scan(
  text: string,
  words: string,
  held: Parameters<typeof holdBeforeCamera>[1] = {},
) {
  holdBeforeCamera(text, held);
  await press(SCAN);
  await page.getByText(words).waitFor();
  await press('Tắt máy ảnh');
}

test('a week without network: interviews, attempts, a kill; then each sealed answer is counted once', async () => {
  const people = await names();
  expect(people).toHaveLength(5);
  expect(await screenFaults(page)).toEqual([]);
  const [first, second, third, fourth] = people as [string, string, string, string];
  await context.setOffline(true);

  await today('17', 10);
  await placeHamlet();
  await agree(first);
  await press('Bắt đầu');
  await finish();
  await heading('Cần hỏi: 4 người');

  await beginAndKill(second, people);
  await tryThreeTimes(third);
  await scanSlip(fourth, third);
  const token = await compareSlip(fourth);
  await press('Gặp được, bắt đầu');
  await press('Đồng ý, bắt đầu hỏi');
  await press('Bắt đầu');
  await finish();

  // The fourth has answered with their own phone as well: first come, first counted.
  await answer(office, token);
  office.at('2026-11-23T03:00:00Z');
  await today('23', 10);
  await context.setOffline(false);
  // Nobody has touched it for a day: it has locked itself.
  await heading('Máy đang khóa');
  await unlock();
  await page.getByText('1 phiếu không nhận').waitFor();
  await heading('Cần hỏi: 1 người');
  expect((await modes()).sort()).toEqual(['interview', 'interview', 'self']);
  // A database that is restarted in this moment is no lost network, and nothing is lost.
  const away = { status: 503, json: { code: 'database_away', details: {} } };
  await page.route(`**${visits.syncVisits.path}`, (route) => route.fulfill(away), { times: 1 });
  await press('Gửi và tải danh sách');
  await page.getByText('Hiện chưa gửi được lên hệ thống').waitFor();
  await press('Gửi và tải danh sách');
  await page.getByText('Hiện chưa gửi được lên hệ thống').waitFor({ state: 'detached' });
  await page.getByText('0 phiếu niêm phong chờ gửi').waitFor();
  expect(await modes()).toHaveLength(3);
  expect(await office.deps.db.selectFrom('hamletPlace').selectAll().execute()).toMatchObject([
    { agencyCode: AGENCY, east: 105_848, north: 21_594 },
  ]);
  const attempts = async () => {
    const rows = await office.deps.db.selectFrom('contactAttempt').selectAll().execute();
    return rows.map(({ day, dayPart }) => `${day} ${dayPart}`).sort();
  };
  // They follow the answers, of which none waited any more.
  await expect
    .poll(attempts)
    .toEqual(['2026-11-19 morning', '2026-11-20 afternoon', '2026-11-21 evening']);
  const { devices: listed } = await campaign.homeAffairs.call(devices.listDevices, { params });
  expect(listed).toMatchObject([
    { unsent: 0, setAside: 1, openCases: 1, lastContactOn: '2026-11-23' },
  ]);
});

/** Of the person with this name on the telephone. */
async function tokenOf(name: string): Promise<string> {
  const { deps } = office;
  const { openIdentity } = await import('../../server/db/sealed-identity.ts');
  const key = await deps.secrets.identityKey(campaign.campaignId);
  const rows = await deps.db
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.unitId', '=', 'invitation.unitId')
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId'),
    )
    .innerJoin('person', 'person.id', 'frameUnit.personId')
    .select(['invitation.id', 'person.sealed'])
    .execute();
  const found = rows.find(({ sealed }) => {
    const { fullName, cameName, representative } = openIdentity(key, sealed!);
    return [cameName, representative, fullName].includes(name);
  })!;
  return campaign.invitations.find(({ id }) => id === found.id)!.token;
}

test('after ten days without contact the list is wiped, and sealed answers are not', async () => {
  await context.setOffline(true);
  const [last] = (await names()) as [string];
  await agree(last);
  await press('Bắt đầu');
  await finish();
  await today('30', 10);
  await context.clock.setSystemTime('2026-12-04T03:00:00Z');
  await kill();
  await heading('Danh sách trên máy đã xóa');
  await page.getByText('Trong máy còn 1 phiếu').waitFor();
  const stored = JSON.parse(await kept())[0] as [string, { key: string }[]][];
  const left = new Map(stored);
  expect([left.get('vault'), left.get('secret')]).toEqual([[], []]);
  // Enrolled again by the same interviewer, it sends what it had sealed.
  const { devices: listed } = await campaign.homeAffairs.call(devices.listDevices, { params });
  const { staffId } = await office.deps.db
    .selectFrom('fieldDevice')
    .select('staffId')
    .where('id', '=', listed[0]!.id)
    .executeTakeFirstOrThrow();
  office.at('2026-12-04T03:00:00Z');
  const requestId = randomUUID();
  const body = {
    requestId,
    kind: 'interviewer',
    name: 'Máy của Lan, cài lại',
    staffId: staffId!,
  } as const;
  const { code } = await campaign.homeAffairs.call(devices.addDevice, { params, body });
  await context.setOffline(false);
  await press('Cài lại máy');
  await page.getByLabel('Mã cài máy').fill(code);
  await page.getByLabel('Đặt mã mở máy').fill(PIN);
  await page.getByLabel('Gõ lại mã').fill(PIN);
  await press('Cài máy');
  await heading('Cần hỏi: 0 người');
  await expect.poll(modes).toHaveLength(4);
});
