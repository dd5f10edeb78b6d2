// Truth: a pack is a folder of the province's own; what is not complete reaches nobody, and is reported by name.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LanguagePack } from '#contract/languages.ts';
import { listLanguages, readLanguage } from '#contract/languages.ts';
import { packsOf } from '../../server/app.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import { freshDatabase } from '../database.ts';
import { MADE_UP, madeUpPack, marked, putPack, silence } from '../language-pack.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { plainBrowser } from '../plain-browser.ts';
import { collectingCampaign } from '../scenario-collecting.ts';

let dataDir: string;
let office: Office;
let original: LanguagePack;
const read = (language: string) => office.nobody.call(readLanguage, { params: { language } });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-packs-'));
  original = (await packsOf({ dataDir } as Parameters<typeof packsOf>[0])).original;
  await putPack(
    dataDir,
    madeUpPack(original, { recordings: { start: 'start.mp3', '9.24': '9.24.mp3' } }),
    { 'start.mp3': silence(), '9.24.mp3': silence(), 'notes.mp3': silence() },
  );
  // Two texts forgotten, one left as it was, one gap lost, a recording of nothing.
  const spoilt = madeUpPack(original, {
    language: 'tyz',
    recordings: { '9.24': 'lost.mp3', '99': 'lost.mp3' },
  });
  const texts: Record<string, string> = {
    ...spoilt.texts,
    'check.empty': original.texts['check.empty']!,
  };
  delete texts['start.title'];
  texts['questions.page'] = 'Trang {{now}}';
  const questions = { ...spoilt.questions, 'Rất hài lòng': ' ' };
  await putPack(dataDir, { ...spoilt, texts, questions });
  for (const [name, content] of [
    ['hmn', '{"language": "hmn",'],
    ['vi', JSON.stringify({ ...madeUpPack(original), language: 'vi' })],
    ['khm', JSON.stringify({ language: 'khm', name: 'Khmer', texts: {} })],
  ] as const) {
    await mkdir(join(dataDir, 'packs', name));
    await writeFile(join(dataDir, 'packs', name, 'pack.json'), content);
  }
  office = await officeOn(await freshDatabase(), dataDir);
});
afterAll(async () => {
  await office?.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test('only a complete pack is offered', async () => {
  const { languages } = await office.nobody.call(listLanguages, {});
  expect(languages).toEqual([MADE_UP]);
  const pack = await read(MADE_UP.language);
  expect(pack.texts['start.begin']).toBe(marked('Bắt đầu'));
  expect(pack.questions['Rất hài lòng']).toBe(marked('Rất hài lòng'));
  for (const language of ['tyz', 'hmn', 'khm', 'xx'])
    await expect(read(language)).rejects.toMatchObject({ code: 'not_found' });
});

test('a refused pack is told by name, with what is missing', async () => {
  const { refused } = await packsOf(office.deps.config);
  const [hmn, khm, tyz, vi] = refused;
  expect(refused).toHaveLength(4);
  expect(hmn).toMatch(/^Gói ngôn ngữ hmn chưa dùng được: không đọc được .*“pack\.json”/);
  expect(khm).toContain('questions');
  expect(vi).toContain('tên thư mục phải là mã ngôn ngữ, khác vi và en “vi”');
  expect(tyz).toBe(
    'Gói ngôn ngữ tyz chưa dùng được: thiếu “start.title”, “Rất hài lòng”; ' +
      'còn để nguyên tiếng Việt “check.empty”; khác bản gốc ở chỗ để trống {…} “questions.page”; ' +
      'ghi âm của câu không có “99”; không thấy tệp ghi âm “lost.mp3”, “lost.mp3”. / ' +
      'Language pack tyz is not offered: missing “start.title”, “Rất hài lòng”; ' +
      'still in Vietnamese “check.empty”; other gaps {…} than the original “questions.page”; ' +
      'recordings of no question “99”; recordings that are not there “lost.mp3”, “lost.mp3”.',
  );
});

test('the Vietnamese is there in the same form, to translate from', async () => {
  const pack = await read('vi');
  expect(pack).toMatchObject({ language: 'vi', name: 'Tiếng Việt' });
  expect(pack.texts['plain.save']).toBeTruthy();
  expect(Object.keys(pack.texts).length).toBeGreaterThan(150);
  expect(Object.keys(pack.questions)).toEqual(
    expect.arrayContaining(['Rất hài lòng', 'Giới tính']),
  );
});

test('a recording is given whole or in parts, and no other file is', async () => {
  const get = (path: string, headers = {}) =>
    office.app.inject({ method: 'GET', url: `/recordings/${path}`, headers });
  const whole = await get('qaa/9.24.mp3');
  expect(whole.headers['content-type']).toBe('audio/mpeg');
  expect(whole.rawPayload.equals(silence())).toBe(true);
  const part = await get('qaa/9.24.mp3', { range: 'bytes=0-99' });
  expect([part.statusCode, part.rawPayload.length]).toEqual([206, 100]);
  for (const path of [
    'qaa/pack.json',
    'qaa/notes.mp3',
    'qaa',
    '../keys/master.key',
    'tyz/pack.json',
  ])
    expect((await get(path)).statusCode, path).toBe(404);
});

test('whoever has no JavaScript is asked in it too, and sends in it', async () => {
  const { campaignId, invitations } = await collectingCampaign(office);
  const { token } = invitations[0]!;
  const browser = plainBrowser(office);
  const start = await browser.open(`/${token}/don-gian`);
  expect(start.markup).toContain(`lang="qaa" href="/${token}/don-gian?lang=qaa">Tiếng Thử</a>`);
  // A language that nobody has made is Vietnamese, and says so.
  expect((await browser.open(`/${token}/don-gian?lang=tyz`)).markup).toContain('<html lang="vi">');

  const chosen = await browser.open(`/${token}/don-gian?lang=qaa`);
  expect([chosen.title, chosen.markup.includes('<html lang="qaa">')]).toEqual([
    marked('Mời Ông/Bà cho ý kiến'),
    true,
  ]);
  expect(chosen.markup).toContain('<audio controls preload="none"');
  const asked = await browser.post(`/${token}/bat-dau?lang=qaa`);
  expect(asked.address).toBe(`/${token}/trang-1?lang=qaa`);
  expect(asked.markup).toContain('src="/recordings/qaa/9.24.mp3"');
  const main = /<main[\s\S]*<\/main>/.exec(asked.markup)?.[0] ?? '';
  const unsaid = main.replace(/<[^>]*>/g, ' ').replace(/‹[^‹›]*›/g, ' ');
  expect(unsaid.trim()).toBe('');
  await browser.post(asked.address, [
    ['9.24', '4'],
    ['then', 'skip'],
  ]);
  const received = await browser.post(`/${token}/gui?lang=qaa`);
  expect(received.title).toBe(marked('Đã nhận phiếu'));

  const { id, sealed } = await office.deps.db
    .selectFrom('ballot')
    .selectAll()
    .executeTakeFirstOrThrow();
  const ballot = openBallot(
    await office.deps.secrets.ballotKey(campaignId),
    campaignId,
    id,
    sealed,
  );
  expect(ballot).toMatchObject({ language: 'qaa', paradata: { page: 'plain' } });
});
