// Truth: docs/fieldwork.md §2. A clerk receives strips and enters forms with the keyboard alone: 39 items of a form
// by a digit and Enter each, within 40 seconds at the pace of a typist.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as paper from '#contract/paper.ts';
import { readPrintedForm } from '#contract/scans.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { Chance } from '../scans/chance.ts';
import { faxFile } from '../scans/fax.ts';
import { filledForm } from '../scans/filled-form.ts';
import { printedPages } from '../scans/printed-forms.ts';
import { faultsBy, scanned } from '../scans/scanned.ts';
import { jpegOf, scannedFile, tiffOf } from '../scans/scanned-file.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { screenFaults } from './axe-findings.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { holdBeforeCamera, putCameraAway } from './camera.ts';
import { closePages, putAway } from './pages.ts';

const AGENCY = '01981';
/** A moderate typist's seconds a stroke (Salthouse 1984, J. Exp. Psychol. Gen. 113:345–371: 0.18 and less). */
const SECONDS_A_STROKE = 0.2;

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-scans-'));
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: 5,
    terms: { questionnairePart: 'whole' },
  });
  await campaign.homeAffairs.call(paper.issuePaperPacks, {
    params: { campaignId: campaign.campaignId },
    body: { agencyCode: null },
  });
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  putCameraAway();
  await closePages(browser);
  await office?.close();
  await rm(folder, { recursive: true, force: true });
});

async function clerk(): Promise<Page> {
  const page = await desk({ office, address }, await office.as('entry'));
  await page.goto(`${address}/quan-tri`);
  await page.getByRole('heading', { name: 'Nhận phiếu giấy' }).waitFor();
  return page;
}

/** Like a person at the desk who looks at each picture and types what the paper says. */
async function decideUnsure(page: Page, meant: ReadonlyMap<string, readonly number[]>) {
  for (const input of await page.locator('.form-lines li input').all()) {
    const question = (await input.getAttribute('name'))!;
    expect(await page.locator('.form-lines canvas').count()).toBeGreaterThan(0);
    await input.fill((meant.get(question) ?? []).join(''));
  }
}

const numbersOf = async () => ({
  strips: (
    await office.deps.db
      .selectFrom('paperCase')
      .select('caseNumber')
      .orderBy('caseNumber')
      .execute()
  ).map(({ caseNumber }) => caseNumber),
  forms: (
    await office.deps.db.selectFrom('paperForm').select('number').orderBy('number').execute()
  ).map(({ number }) => number),
});

/** The screen has put the cursor into the field of the number by itself. */
const readyToType = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => document.querySelector('main input:focus') !== null), {
      timeout: 120_000,
    })
    .toBe(true);

/** Every press of a key is counted; the mouse is not there. */
async function typeForm(page: Page, number: string, digits: (item: number) => string) {
  let strokes = 0;
  const press = async (key: string) => {
    strokes += 1;
    await page.keyboard.press(key);
  };
  for (const digit of number) await press(digit);
  await press('Enter');
  await page.getByText(`Phiếu số ${number}`).waitFor();
  const items = await page.locator('.form-lines li').count();
  for (let item = 1; item <= items; item += 1) {
    for (const digit of digits(item)) await press(digit);
    await press('Enter');
  }
  await press('Control+Enter');
  await press('Enter');
  return { items, strokes };
}

/** A camera that is not allowed, here by what a proxy adds, has its sentence; the number is typed all the same. */
async function withoutCamera(page: Page) {
  holdBeforeCamera('0');
  await page.route(/quan-tri/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'permissions-policy': 'camera=()' };
    await route.fulfill({ response, headers });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Đọc bằng máy ảnh' }).click();
  await page.getByText('Máy ảnh chưa được phép dùng').waitFor();
  expect(await screenFaults(page)).toEqual([]);
  await page.unrouteAll();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.reload();
}

test('a strip follows a strip, and two clerks enter a form of the whole survey without a mouse', async () => {
  const { strips, forms } = await numbersOf();
  const first = await clerk();
  await withoutCamera(first);
  for (const strip of strips.slice(0, 2)) {
    await readyToType(first);
    await first.keyboard.type(strip);
    await first.keyboard.press('Enter');
    await first.getByText('Đã nhận mẩu giấy, chờ phiếu của nhóm này').waitFor();
  }
  await first.getByText('Đã nhận 2 mẩu giấy trong lần').waitFor();
  const second = await clerk();
  const results = [];
  for (const page of [first, second]) {
    await page.getByRole('link', { name: 'Nhập phiếu giấy' }).click();
    await readyToType(page);
    results.push(await typeForm(page, forms[0]!, () => '1'));
    await page
      .getByText(page === first ? 'chờ người khác nhập lần hai' : 'đã vào hòm phiếu')
      .waitFor();
  }
  const [{ items, strokes }] = results as [(typeof results)[number]];
  expect(items).toBeGreaterThan(39);
  expect((strokes / items) * 39 * SECONDS_A_STROKE).toBeLessThan(40);
  const { db, secrets } = office.deps;
  const key = await secrets.ballotKey(campaign.campaignId);
  const [ballot] = await db.selectFrom('ballot').selectAll().execute();
  const opened = openBallot(key, campaign.campaignId, ballot!.id, ballot!.sealed);
  expect(opened.mode).toBe('paper');
  expect(Object.keys(opened.answers)).toHaveLength(items);
  for (const page of [first, second]) await putAway(page);
});

/** The square of a strip is read as its digits are typed; that of a form is named. */
async function receiveByCamera(page: Page, strip: string) {
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  holdBeforeCamera(`${(await numbersOf()).forms[1]}-1`);
  await page.getByRole('button', { name: 'Đọc bằng máy ảnh' }).click();
  await page.getByText('Đây là ô vuông của phiếu giấy, không phải của mẩu giấy cắt.').waitFor();
  await page.getByRole('button', { name: 'Tắt máy ảnh' }).click();
  holdBeforeCamera(strip);
  await page.getByRole('button', { name: 'Đọc bằng máy ảnh' }).click();
  await page.getByText('Đã nhận 1 mẩu giấy trong lần').waitFor();
  // The number once, however long it is held, and nothing of the picture.
  expect(bodies.filter(Boolean)).toEqual([JSON.stringify({ number: strip })]);
}

async function openByCamera(page: Page, number: string) {
  holdBeforeCamera(`${number}-1`);
  await page.getByRole('button', { name: 'Đọc bằng máy ảnh' }).click();
  await page.getByText(`Phiếu số ${number}`).waitFor();
}

test('a digit that no box has holds the line, with the boxes that there are', async () => {
  const { forms } = await numbersOf();
  const page = await clerk();
  await receiveByCamera(page, (await numbersOf()).strips[3]!);
  await page.getByRole('link', { name: 'Nhập phiếu giấy' }).click();
  await readyToType(page);
  await openByCamera(page, forms[1]!);
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await page.getByText('Không có ô này.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('item-1');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('item-2');
  await putAway(page);
});

/** In a file, as a scanner leaves it: to hand the browser these megabytes through its driver took 2.5 s of a core. */
async function saved([name, content]: [string, Buffer]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** The first form that is still to be entered, filled in by chance and scanned. */
async function scannedForm() {
  const { campaignId, homeAffairs } = campaign;
  const { rawPayload } = await homeAffairs.send(
    'GET',
    `/api/campaigns/${campaignId}/paper/packs.pdf?part=forms&agencyCode=${AGENCY}`,
  );
  const form = await homeAffairs.call(readPrintedForm, { params: { campaignId } });
  const { number } = await office.deps.db
    .selectFrom('paperForm')
    .select('number')
    .where('state', '=', 'printed')
    .orderBy('number')
    .executeTakeFirstOrThrow();
  const chance = new Chance(7);
  const meant = new Map<string, readonly number[]>();
  const scans = (await printedPages(rawPayload, form.normal.pages)).map((picture, page) => {
    const boxes = form.normal.boxes.filter((box) => box.page === page);
    const filled = filledForm(picture, boxes, form, chance);
    for (const [question, values] of filled.meant) meant.set(question, values);
    return scanned(filled.picture, faultsBy(chance), chance);
  });
  const [photograph, fax, black, white, ...others] = scans;
  const contents = {
    'phieu.pdf': await scannedFile(others),
    // Black and white, as office scanners are usually set.
    'g4.pdf': await faxFile(black!, 'g4'),
    'jbig2.pdf': await faxFile(white!, 'jbig2'),
    'phieu.tif': tiffOf(fax!),
    'phieu.jpg': jpegOf(photograph!),
  };
  return { number, meant, files: await Promise.all(Object.entries(contents).map(saved)) };
}

test('a form that is half typed is left by a link, by Back and by a reload only after a question', async () => {
  const { forms } = await numbersOf();
  const page = await clerk();
  const menu = page.getByRole('navigation', { name: 'Danh mục' });
  await menu.getByRole('link', { name: 'Nhập phiếu giấy', exact: true }).click();
  await readyToType(page);
  await page.keyboard.type(forms.at(-1)!);
  await page.keyboard.press('Enter');
  const box = page.locator('.form-lines li input').first();
  await box.fill('1');
  const questions: string[] = [];
  let isLeaving = false;
  page.on('dialog', async (dialog) => {
    questions.push(dialog.type());
    await (isLeaving ? dialog.accept() : dialog.dismiss());
  });
  await menu.getByRole('link', { name: 'Nhận phiếu giấy', exact: true }).click();
  await page.evaluate(() => history.back());
  await expect.poll(() => questions).toEqual(['confirm', 'confirm']);
  await page.evaluate(() => location.reload());
  await expect.poll(() => questions).toEqual(['confirm', 'confirm', 'beforeunload']);
  expect(await box.inputValue()).toBe('1');
  isLeaving = true;
  await menu.getByRole('link', { name: 'Nhận phiếu giấy', exact: true }).click();
  await page.getByRole('heading', { name: 'Nhận phiếu giấy' }).waitFor();
  await page.reload();
  expect(questions.length).toBe(4);
  await putAway(page);
});

test('a scanned form is read in the browser, counts as one entry of two, and its picture goes nowhere', async () => {
  const { campaignId, homeAffairs } = campaign;
  const { db } = office.deps;
  const { strips } = await numbersOf();
  const params = { campaignId };
  await homeAffairs.call(paper.receiveStrip, { params, body: { number: strips[2]! } });
  const { number, meant, files } = await scannedForm();
  const page = await clerk();
  await page.getByRole('link', { name: 'Đọc phiếu quét' }).click();
  const bodies: number[] = [];
  page.on('request', (request) => bodies.push(request.postDataBuffer()?.length ?? 0));
  await page.locator('input[type=file]').setInputFiles(files);
  // A busy machine may take seconds a page.
  page.setDefaultTimeout(100_000);
  const look = page.getByRole('button', { name: 'Xem và nộp' });
  const sendClear = page.getByRole('button', { name: 'Nộp 1 phiếu đọc được hết' });
  await look.or(sendClear).waitFor();
  if (await look.isVisible()) {
    await look.click();
    await decideUnsure(page, meant);
    await page.getByRole('button', { name: 'Nộp phiếu này' }).click();
  } else await sendClear.click();
  await page.getByText(`Phiếu ${number} đã nhập lần một`).waitFor();
  // A page of a scan has 8 MB; the answers of a form have less than 4 kB.
  expect(Math.max(...bodies)).toBeLessThan(4000);
  const [kept] = await db.selectFrom('keying').selectAll().where('number', '=', number).execute();
  expect(kept).toMatchObject({ isScanned: true, turn: 1 });
  const several = (await homeAffairs.call(readPrintedForm, { params })).multiple;
  const answers = Object.fromEntries(
    [...meant].map(([question, values]) => [
      question,
      several.includes(question) && values.length > 0 ? values : (values[0] ?? null),
    ]),
  );
  const typist = await office.as('entry');
  const reply = await typist.call(paper.keyForm, {
    params: { ...params, number },
    body: { answers: answers as never },
  });
  expect(reply).toEqual({ state: 'entered', differing: 0 });
  await putAway(page);
});
