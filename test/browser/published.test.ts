// Truth: what was drawn, answered and published through HTTP in this file; WCAG 2.2 AA as axe checks it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { keepEarlierTable, readEarlierText } from '#contract/earlier-tables.ts';
import { getPublished } from '#contract/published.ts';
import { publishResults } from '#contract/results.ts';
import vi from '../../client/locales/office.vi.json' with { type: 'json' };
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { leaning, seeded } from '../scenario-answered.ts';
import { AFTER_GRACE, answer } from '../scenario-collecting.ts';
import type { FrozenCampaign } from '../scenario-frozen.ts';
import { design, invitedCampaign } from '../scenario-frozen.ts';
import { axeFindings, WCAG } from './axe-findings.ts';
import { addressOf, desk, newPhone, phone, sharedBrowser } from './browser.ts';
import { smallTargets } from './conformance.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let campaign: FrozenCampaign;
let browser: Browser;
let address: string;
let receipt: string;

beforeAll(async () => {
  office = await openOffice();
  const invited = await invitedCampaign(office, {
    peoplePerStratum: 80,
    design: design({ size: 300, reserveRatio: 0 }),
  });
  campaign = invited;
  const random = seeded(7);
  for (const { token } of invited.invitations.filter((_, i) => i % 5 !== 0)) {
    receipt = (await answer(office, token, leaning(random, 0.8))).code;
  }
  office.at(AFTER_GRACE);
  const params = { campaignId: campaign.campaignId };
  await campaign.homeAffairs.call(closeCampaign, { params });
  await campaign.homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

let reader: Page | undefined;
/** One telephone for all that reads only: a page of its own for each costs half of what its test takes. */
const openReader = async () => (reader ??= await phone(browser));

const findings = (page: Page) => axeFindings(page, { tags: WCAG });

test('from the list to the figures: each with its range, its people and a sentence', async () => {
  const page = await openReader();
  await page.goto(`${address}/ket-qua`);
  await page.getByRole('link', { name: /^Công bố lúc/ }).click();
  await page.getByRole('heading', { name: /^Chỉ số hài lòng của/ }).waitFor();
  expect(await findings(page)).toEqual([]);

  const { results } = await office.nobody.call(getPublished, {
    params: { campaignId: campaign.campaignId },
  });
  const province = results.domains.find(({ level }) => level === 'province');
  const total = province?.figures.find(({ node }) => node === 'total');
  // As many digits as the figure was rounded to, no more.
  const digits = Math.max(0, Math.round(-Math.log10(100 * total!.step!)));
  const shown = `${(100 * total!.index!).toFixed(digits).replace('.', ',')}%`;
  expect(await page.locator('.key-figure').textContent()).toBe(shown);
  await page.getByText(`Đây là kết quả của ${total?.respondents} người trả lời.`).waitFor();

  await page.getByRole('button', { name: /^Xem tiếp/ }).dispatchEvent('click');
  await page.getByText('Hiện 3 / 3 đơn vị').waitFor();
  const rows = page.getByRole('table', { name: 'Chỉ số hài lòng theo đơn vị' }).locator('tbody tr');
  expect(await rows.count()).toBe(3);
  await page.getByLabel('Tìm đơn vị').fill('vĩnh');
  await page.getByText('Hiện 1 / 3 đơn vị').waitFor();
  expect(await rows.locator('svg[role=img]').getAttribute('aria-label')).toContain(
    'nhiều khả năng',
  );
  await rows.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /Vĩnh Thông/ }).waitFor();
  await page.getByRole('table', { name: /tiêu chí thấp nhất/ }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('without scripts the figures are tables, and each agency is a link', async () => {
  const page = await phone(browser, { javaScriptEnabled: false });
  await page.goto(`${address}/ket-qua`);
  await page.locator('a[href^="/ket-qua/"]').first().click();
  await page.getByRole('heading', { name: /^Chỉ số hài lòng của/ }).waitFor();
  expect(await page.locator('.key-figure').textContent()).toMatch(/^\d\d,\d\d%$/);
  const agencies = page.locator('table').first().locator('tbody tr');
  // A page is there from its top while the rest of it is read.
  await expect.poll(() => agencies.count()).toBe(3);
  const name = await agencies.first().getByRole('link').textContent();
  await agencies.first().getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: name!.trim() }).waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(20);
  await putAway(page);
});

test('the first view of 105 agencies weighs less than eighty kilobytes, and the rest comes to who reads on', async () => {
  const page = await newPhone(browser);
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    expect(request.resourceType()).not.toBe('font');
    sizes.push(
      request
        .sizes()
        .then(
          ({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize,
        ),
    );
  });
  await page.goto(`${address}/ket-qua/${campaign.campaignId}`, { waitUntil: 'networkidle' });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(30_000);
  // This round has three agencies; each further one adds less than 140 B (`unit/server/first-view-size.test.ts`).
  expect(total).toBeLessThan(80_000 - 102 * 140);
  const map = page.locator('svg.tile-map');
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 300);
      return map.count();
    })
    .toBe(1);
  await putAway(page);
});

test('a link to how it was done arrives there, a lost network is told and mended, and all is there before it prints', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/ket-qua/${campaign.campaignId}#cach-lam`);
  await page.locator('#cach-lam').waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(640);
  await page.reload();
  await page.goto(`${address}/ket-qua/${campaign.campaignId}`);
  await page.getByRole('button', { name: /^Xem tiếp/ }).waitFor();
  await page.context().setOffline(true);
  await page.mouse.wheel(0, 2000);
  await page.getByText('Không có mạng.').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Tải lại phần này' }).click();
  await page.locator('svg.tile-map').waitFor();
  await page.reload();
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'In cả trang' }).click();
  await page.locator('body[data-printed]').waitFor();
  expect(await page.locator('.picture-place').count()).toBe(0);
  expect(await page.locator('svg.drawing').count()).toBeGreaterThan(2);
  expect(await page.getByRole('heading', { name: /Mặt trận/ }).count()).toBe(1);
  await putAway(page);
});

test('the map and the five lowest stand on the page, with scripts and without, and a cell opens its commune', async () => {
  for (const [width, scheme, javaScriptEnabled] of [
    [360, 'light', true],
    [768, 'light', false],
    [1280, 'dark', true],
  ] as const) {
    const page = await phone(browser, {
      colorScheme: scheme,
      javaScriptEnabled,
      viewport: { width, height: 640 },
    });
    await page.goto(`${address}/ket-qua/${campaign.campaignId}`);
    const lowest = page.locator('ol').first();
    await lowest.waitFor();
    expect(await lowest.locator('li').count()).toBe(3);
    const { y, height } = (await lowest.boundingBox())!;
    expect(y + height).toBeLessThan(640);
    if (javaScriptEnabled) {
      const link = (await page.getByRole('link', { name: 'Xem cách làm' }).boundingBox())!;
      expect(link.y + link.height).toBeLessThan(640);
      await page.mouse.wheel(0, 600);
    }
    const map = page.locator('svg.tile-map');
    await map.waitFor();
    expect(await map.locator('.cell').count()).toBe(92);
    expect(await page.locator('figcaption').first().textContent()).toMatch(
      /^\s*Trong \d xã, phường: /,
    );
    expect(await page.locator('.picture-key .key-sign').count()).toBeGreaterThanOrEqual(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    if (javaScriptEnabled) {
      await page
        .getByRole('heading', { name: 'Biểu đồ, bản đồ từ số liệu đã công bố' })
        .scrollIntoViewIfNeeded();
      await page.locator('svg.drawing').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Đến nội dung chính' }).focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    }
    const cell = map.locator('a').first();
    const name = (await cell.getAttribute('aria-label'))!.split(/[:.]/)[0]!;
    await cell.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await putAway(page);
  }
});

test('the draw is repeated in the browser and found to be the published one', async () => {
  const page = await phone(browser, { colorScheme: 'dark' });
  await page.goto(`${address}/kiem-tra/${campaign.campaignId}`);
  await page.getByText('47109 33826 50714 92855').waitFor();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.postData() ?? ''}`));
  await page.getByRole('button', { name: 'Tải bốn tệp đã công bố và kiểm tra' }).click();
  await page.getByText('Tính lại ra đúng 300 người đã công bố, không thừa, không thiếu.').waitFor();
  expect(new Set(sent)).toEqual(new Set(['GET ']));
  expect(await findings(page)).toEqual([]);
  await putAway(page);
});

test('files of a witness that were changed do not match, and the group is named', async () => {
  const page = await openReader();
  const text = async (name: string) =>
    (await office.nobody.send('GET', `/api/campaigns/${campaign.campaignId}/draw/${name}`)).body;
  const sample = await text('sample.tsv');
  const [first = ''] = sample.split('\n');
  const forged = sample.replace(first, first.replace(/[0-9a-f]{64}$/, 'f'.repeat(64)));
  await page.goto(`${address}/kiem-tra`);
  await page.getByLabel('Chọn bốn tệp của Ông/Bà').setInputFiles([
    { name: '1.txt', mimeType: 'text/plain', buffer: Buffer.from(await text('seed.txt')) },
    { name: '2.tsv', mimeType: 'text/plain', buffer: Buffer.from(await text('frame.tsv')) },
    { name: '3.tsv', mimeType: 'text/plain', buffer: Buffer.from(await text('plan.tsv')) },
    { name: '4.tsv', mimeType: 'text/plain', buffer: Buffer.from(forged) },
  ]);
  await page.getByRole('heading', { name: 'Không khớp.' }).waitFor();
  await page.getByText(`đầu tiên ở nhóm ${first.split('\t')[0]}`).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('the holder of a receipt finds it among those counted, and nobody else finds anything', async () => {
  const page = await openReader();
  await page.goto(`${address}/kiem-tra`);
  const field = page.getByLabel('Mã biên nhận', { exact: true });
  await field.fill(`${receipt.slice(0, 4)} ${receipt.slice(4).toLowerCase()}`);
  await page.getByRole('button', { name: 'Kiểm tra mã' }).click();
  await page.getByText('Mã này có trong 240 phiếu đã đếm.').waitFor();
  await field.fill('AAAA AAAA');
  await page.getByRole('button', { name: 'Kiểm tra mã' }).click();
  await page.getByText('Không thấy mã này.').waitFor();
  await field.fill('AAAA');
  await page.getByRole('button', { name: 'Kiểm tra mã' }).click();
  await page.getByText('Mã có 4 ký tự. Mã biên nhận có đủ 8 ký tự').waitFor();
  expect(await findings(page)).toEqual([]);
});

test('an address without a publication says so', async () => {
  const page = await openReader();
  await page.goto(`${address}/ket-qua/00000000-0000-4000-8000-000000000000`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/chưa công bố|Không có đợt/);
});

/** Somebody of Home Affairs who has signed in already. */
const officePage = async (): Promise<Page> =>
  desk({ office, address }, campaign.homeAffairs, { viewport: { width: 1280, height: 900 } });

test('a petition is written on a page without scripts, read and answered in the office, and published without its writer', async () => {
  const citizen = await openReader();
  await citizen.goto(`${address}/phan-anh`);
  expect(await findings(citizen)).toEqual([]);
  expect(await smallTargets(citizen, 48)).toEqual([]);
  await citizen
    .getByRole('textbox', { name: 'Nội dung' })
    .fill('Xin thêm ghế ngồi chờ, gọi tôi 0912 345 678');
  await citizen.getByRole('checkbox', { name: /để Sở Nội vụ lưu/ }).check();
  await citizen.getByRole('checkbox', { name: /công khai câu hỏi/ }).check();
  await citizen.getByRole('button', { name: 'Gửi phản ánh, kiến nghị' }).click();
  await citizen.getByRole('heading', { name: 'Đã nhận phản ánh, kiến nghị' }).waitFor();
  const number = await citizen.locator('.figure').textContent();

  const page = await officePage();
  await page.goto(`${address}/quan-tri/${campaign.campaignId}/phan-anh`);
  await page.getByText('0912 345 678').waitFor();
  expect(await page.getByLabel(vi.petitions.masked).inputValue()).toContain('[số điện thoại]');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByText(vi.petitions.close_open, { exact: true }).click();
  await page.getByLabel(vi.petitions.close_answer).fill('Đã thêm mười ghế.');
  await page.getByRole('button', { name: vi.petitions.publish, exact: true }).click();
  await page.getByText(vi.petitions.empty).waitFor();

  await citizen.goto(`${address}/phan-anh/tra-cuu`);
  await citizen.getByLabel('Mã gồm 12 chữ số').fill(number ?? '');
  await citizen.getByRole('button', { name: 'Xem kết quả' }).click();
  await citizen.getByText('Đã thêm mười ghế.').waitFor();
  await citizen.goto(`${address}/phan-anh/${campaign.campaignId}/tra-loi`);
  await citizen.getByText('gọi tôi [số điện thoại]').waitFor();
  await putAway(page);
});

test('figures of others, an earlier table and a duty are brought in by their screens, and what follows has a page', async () => {
  const page = await officePage();
  const base = `${address}/quan-tri/${campaign.campaignId}`;
  await page.goto(`${base}/ket-qua`);
  await page.getByText(vi.par_index.open).click();
  const lines = await page.getByLabel(vi.par_index.open).inputValue();
  expect(lines.split('\n').map((line) => line.split('\t')[0])).toEqual([
    vi.par_index.number,
    ...[1, 2, 3, 4, 5].map((place) => `VIII.1.${place}`),
  ]);
  await page.getByText(vi.neighbours.bring_in).click();
  await page.getByLabel(vi.neighbours.period).fill('2026');
  await page.getByLabel(vi.neighbours.source_label).fill('Cổng Dịch vụ công quốc gia');
  await page.getByLabel(vi.neighbours.rows).fill('Toàn tỉnh\t98,5');
  await page.getByRole('button', { name: vi.neighbours.keep }).click();
  await page.getByText('98,5').first().waitFor();

  await page.goto(`${base}/nhiem-vu`);
  await page.getByText(vi.actions.new, { exact: true }).click();
  await page.getByLabel(`${vi.actions.field.duty} (rõ việc)`).fill('Công khai phí ở quầy');
  await page.getByRole('button', { name: vi.actions.add, exact: true }).click();
  await page.getByRole('rowheader', { name: /Công khai phí ở quầy/ }).waitFor();

  await page.goto(`${base}/nam-truoc`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.goto(`${address}/uoc-tinh/${campaign.campaignId}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await findings(page)).toEqual([]);
  await putAway(page);
});

test('whether it is better than the year before stands in the first view, by a table of then as by a round', async () => {
  const { homeAffairs, campaignId } = campaign;
  const params = { campaignId };
  const text = [
    'KẾT QUẢ NĂM 2025',
    'STT\tĐơn vị\tSố phiếu\tChỉ số hài lòng chung',
    '1\tXã Vĩnh Thông\t120\t72',
    '\tToàn tỉnh\t3260\t71,5',
  ].join('\n');
  const read = await homeAffairs.call(readEarlierText, { params, body: { text } });
  await homeAffairs.call(keepEarlierTable, {
    params,
    body: {
      year: 2025,
      source: 'Quyết định số 12/QĐ-UBND',
      publishedOn: '2026-01-15',
      method: null,
      figures: read.figures,
      agencies: read.agencies.map(({ guess: _, ...match }) => match),
      criteria: read.criteria.map(({ guess: _, ...match }) => match),
    },
  });
  const page = await openReader();
  await page.goto(`${address}/ket-qua/${campaignId}`);
  const sentence = page.locator('.first-view .change');
  // A table without its errors bears out no word of a rise.
  expect(await sentence.textContent()).toMatch(
    /2025 là 71,50%, 2026 là \d+(,\d+)?%: chưa nói được tăng hay giảm: số liệu 2025 không kèm sai số\.$/,
  );
  expect(await sentence.evaluate((line) => line.getBoundingClientRect().bottom)).toBeLessThan(640);
  expect(await findings(page)).toEqual([]);
});
