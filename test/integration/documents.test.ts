// Truth: the published figures and NĐ 30/2020/NĐ-CP, Phụ lục I. A document says no figure that was not published, no
// mark that the figure does not bear, and is laid out as an office's document.
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '#contract/documents.ts';
import { withheldWord } from '#contract/figure-words.ts';
import { pointsLost } from '#contract/pictures/points-lost.ts';
import { getPublished } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { publishResults } from '#contract/results.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { pdfPages } from '../pdf-pages.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';
import { DICE } from '../scenario-frozen.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

/** Too few forms to say an index. */
const SMALL = ['05500', '05680'];

let office: Office;
let campaign: AnsweredCampaign;
let results: Results;
let base: string;
beforeAll(async () => {
  office = await openOffice();
  const random = seeded(7);
  campaign = await answeredCampaign(office, {
    agencies: ['01981', '05443', '05500', '05665', '05674', '05680'],
    fields: ['Hộ tịch'],
    peoplePerStratum: (stratum) => (SMALL.includes(stratum.slice(0, 5)) ? 20 : 80),
    answers: ({ agencyCode }, place) =>
      place < (SMALL.includes(agencyCode) ? 8 : 55)
        ? leaning(random, agencyCode === '01981' ? 0.4 : 0.8)
        : null,
  });
  base = `/api/campaigns/${campaign.campaignId}`;
});
afterAll(() => office.close());

const get = (path: string, caller: Caller = campaign.homeAffairs) =>
  caller.send('GET', `${base}/${path}`);
const wordText = async (path: string, caller?: Caller) => {
  const { statusCode, rawPayload } = await get(path, caller);
  expect(statusCode).toBe(200);
  return (await mammoth.extractRawText({ buffer: rawPayload })).value;
};
const pdfTexts = async (path: string) => {
  const { statusCode, rawPayload } = await get(path);
  expect(statusCode).toBe(200);
  return pdfPages(rawPayload).map(({ text }) => text.normalize('NFC'));
};

/** Made once for all tests, after the publication: it is the same until an office changes its words. */
const report: { text?: Promise<string>; pages?: Promise<string[]> } = {};
const reportText = () => (report.text ??= wordText('documents/report/word'));
const reportPages = () => (report.pages ??= pdfTexts('documents/report/pdf'));

test('before the results are published no document tells of them', async () => {
  for (const kind of ['report', 'announcement', 'count_minutes'])
    expect((await get(`documents/${kind}/word`)).json().code).toBe('not_published');
  expect((await get('agencies/01981/documents/sheet/pdf')).json().code).toBe('not_published');
  expect((await get('evidence.zip')).json().code).toBe('not_published');
  const { campaignId } = campaign;
  const body = { confirm: 'CÔNG BỐ' as const };
  await campaign.homeAffairs.call(publishResults, { params: { campaignId }, body });
  ({ results } = await office.nobody.call(getPublished, { params: { campaignId } }));
});

test('the report has the layout’s head and end, every agency, and no share that was not published', async () => {
  const text = await reportText();
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ỦY BAN NHÂN DÂN',
    'SỞ NỘI VỤ',
    'BÁO CÁO',
    'Nơi nhận:',
    'GIÁM ĐỐC',
    'Chỉ số hài lòng chung của tỉnh Thái Nguyên',
    ...results.domains.filter(({ level }) => level === 'agency').map(({ name }) => name),
  ])
    expect(text).toContain(part);
  const shown = new Set(
    [...results.domains.flatMap(({ figures }) => figures), ...groupFigures()]
      .filter((figure) => !withheldWord(figure))
      .flatMap(({ index, low, high }) => [index, low, high])
      .flatMap((share) => [0, 1, 2].map((decimals) => (100 * (share ?? 0)).toFixed(decimals))),
  );
  const rate = String(Math.round((100 * results.counts.received) / results.counts.invited));
  const lost = pointsLost(results).map(({ share }) => (100 * share).toFixed(0));
  const even = (100 / lost.length).toFixed(0);
  const otherShares = ['90', '10', '95', rate, even, ...lost, ...rates()];
  const shares = [...text.matchAll(/(\d+(?:,\d+)?)%/g)].map(([, share = '']) =>
    share.replace(',', '.'),
  );
  expect(shares.length).toBeGreaterThan(50);
  expect(shares.filter((share) => !shown.has(share) && !otherShares.includes(share))).toEqual([]);
});

const groupFigures = () =>
  (results.groups?.tables ?? []).flatMap(({ categories }) =>
    categories.flatMap(({ figures }) => figures),
  );
const rates = () =>
  results.domains.flatMap(({ responseRate }) =>
    responseRate === null ? [] : [String(Math.round(100 * responseRate))],
  );

test('the annex is behind the signature, and whom the report is for is in letters of running text', async () => {
  const text = await reportText();
  expect(text).toContain('Kính gửi: Ủy ban nhân dân tỉnh Thái Nguyên');
  const annex = text.indexOf('PHỤ LỤC');
  expect(annex).toBeGreaterThan(text.indexOf('Nơi nhận:'));
  expect(text.indexOf('Bảng 3')).toBeGreaterThan(annex);
  expect(text.slice(annex)).toContain('(Kèm theo Báo cáo số');
  const pages = await reportPages();
  const pageOf = (words: string) =>
    pages.findIndex((page) => page.replaceAll(/\s/g, '').includes(words.replaceAll(/\s/g, '')));
  expect(pageOf('(Kèm theo Báo cáo số')).toBeGreaterThan(pageOf('Nơi nhận:'));
});

test('it says that its count of what is withheld leaves out the tables of groups', async () => {
  const text = await reportText();
  expect(text).toContain('Trong chỉ số của tỉnh, lĩnh vực và đơn vị:');
  expect(text).toContain('nhóm ở phần IV không tính trong số này');
});

test('it names as lower the agencies whose published mark is lower, and as withheld what is withheld', async () => {
  const text = await reportText();
  const total = results.nodes.find(({ level }) => level === 'total')!.code;
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const lower = agencies.filter(
    ({ figures }) => figures.find(({ node }) => node === total)?.tier === 'lower',
  );
  expect(lower.map(({ agencyCode }) => agencyCode)).toEqual(['01981']);
  expect(text).toContain(`1 đơn vị thấp hơn mức chung: ${lower[0]?.name}.`);
  const few = agencies.find(({ agencyCode }) => agencyCode === '05500')!;
  const line = text.slice(text.indexOf('Bảng 2'));
  expect(line.slice(line.indexOf(few.name), line.indexOf(few.name) + 80)).toMatch(/ẩn|ít phiếu/);
});

test('the PDF of the report reads the same words, numbers its pages from the second and repeats table heads', async () => {
  const pages = await reportPages();
  expect(pages.length).toBeGreaterThan(2);
  expect(pages[0]).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  expect(pages.slice(1).map((text, index) => text.includes(String(index + 2)))).not.toContain(
    false,
  );
  const headings = pages.filter((text) => text.replaceAll(/\s/g, '').includes('Yếutố,tiêuchí'));
  expect(headings.length).toBeGreaterThan(1);
});

test('the report has its pictures as lines, as pixels and as words, and the PDF has their letters', async () => {
  const { rawPayload } = await get('documents/report/word');
  const files = unzipSync(rawPayload);
  const endings = Object.keys(files).map((name) => /^word\/media\/.+\.(\w+)$/.exec(name)?.[1]);
  const count = (ending: string) => endings.filter((found) => found === ending).length;
  expect(count('svg')).toBeGreaterThanOrEqual(7);
  expect(count('png')).toBe(count('svg'));
  const xml = Buffer.from(files['word/document.xml']!).toString();
  const alternatives = [...xml.matchAll(/<wp:docPr[^>]* descr="([^"]+)"/g)].map(([, text]) => text);
  expect(alternatives).toHaveLength(count('svg'));
  const mark = '1 thấp hơn mức chung của tỉnh';
  expect(alternatives.filter((text) => text?.includes(mark)).length).toBeGreaterThanOrEqual(2);
  const pages = (await reportPages()).join(' ').replaceAll(/\s/g, '');
  expect(pages).toContain(mark.replaceAll(' ', ''));
  expect(pages).toContain('Sốngườitrảlờicủađơnvị');
});

test('an agency’s sheet is one page and only its own staff and Home Affairs get it', async () => {
  const own = await office.as('agency', '01981');
  expect(await pdfTexts('agencies/01981/documents/sheet/pdf')).toHaveLength(1);
  expect(await wordText('agencies/01981/documents/sheet/word', own)).toContain(
    'So với mức chung: thấp hơn',
  );
  const sheet = await wordText('agencies/01981/documents/sheet/word', own);
  expect(sheet).toContain('Kết quả của xã Vĩnh Thông');
  expect(sheet).toContain('UBND xã Vĩnh Thông');
  expect(await wordText('agencies/01981/documents/publicity/word')).toContain('tại xã Vĩnh Thông');
  const apology = await wordText('agencies/01981/documents/apology/word');
  expect(apology).toContain('UBND XÃ VĨNH THÔNG');
  expect(apology).toContain('Xã Vĩnh Thông xin lỗi Ông/Bà');
  expect((await get('agencies/05443/documents/sheet/word', own)).statusCode).toBe(403);
  expect((await get('documents/report/word', own)).statusCode).toBe(403);
  expect((await get('evidence.zip', own)).statusCode).toBe(403);
  expect(await wordText('agencies/05500/documents/sheet/word')).toMatch(/ẩn|ít phiếu/);
});

test('the minutes have dice, witnesses and hashes of the draw; the count names no small door', async () => {
  const draw = await wordText('documents/draw_minutes/word');
  for (const part of [DICE.replaceAll(' ', ''), 'Ông Thắng', 'Kế hoạch mẫu'])
    expect(draw).toContain(part);
  const count = await wordText('documents/count_minutes/word', await office.as('observer'));
  expect(count).toContain('tự trả lời trên điện thoại');
});

test('an office writes its own words, fills in the round’s, and gets the usual ones back', async () => {
  const params = { campaignId: campaign.campaignId };
  const body = { part: 'reminder_text' as const, text: 'Xin trả lời trước {han}. {la}' };
  await campaign.homeAffairs.call(contract.changeWording, { params, body });
  expect(await wordText('documents/reminder/word')).toContain('Xin trả lời trước 15/12/2026. {la}');
  await campaign.homeAffairs.call(contract.changeWording, { params, body: { ...body, text: '' } });
  expect(await wordText('documents/reminder/word')).toContain('Mất phiếu, xin gọi');
});

test('the evidence pack has each file with its hash, and the figures as they were published', async () => {
  const files = unzipSync((await get('evidence.zip')).rawPayload);
  const sums = Buffer.from(files.SHA256SUMS!).toString().trim().split('\n');
  expect(sums).toHaveLength(Object.keys(files).length - 2);
  for (const line of sums) {
    const [hash, name = ''] = line.split('  ');
    expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(hash);
  }
  expect(JSON.parse(Buffer.from(files['ket-qua-cong-bo.json']!).toString())).toEqual(results);
});

test('each owner of a policy has a page with the province’s published figures of its criteria', async () => {
  const body = {
    part: 'policy_owners',
    text: 'Công ty Điện lực: 9.24, 9.99\nSở Y tế: 9.25',
  } as const;
  const params = { campaignId: campaign.campaignId };
  await campaign.homeAffairs.call(contract.changeWording, { params, body });
  const pages = (await pdfTexts('documents/policy_sheets/pdf')).map((text) =>
    text.replaceAll(/\s+/g, ' '),
  );
  expect(pages).toHaveLength(2);
  expect(pages[0]).toContain('Công ty Điện lực');
  expect(pages[0]).toContain('không có tiêu chí 9.99.');
  const province = results.domains.find(({ level }) => level === 'province');
  const { index } = province!.figures.find(({ node }) => node === '9.25')!;
  expect(pages[1]).toContain('Sở Y tế');
  expect(pages[1]).toContain(`${(100 * index!).toFixed(1).replace('.', ',')}%`);
});

test('the poster is one page of an agency’s own days and number, the list of an office’s letters beside it', async () => {
  const pages = await pdfTexts('agencies/01981/documents/poster/pdf');
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('15/12/2026');
  const word = await wordText('agencies/01981/documents/poster/word');
  expect(word).toMatch(/^MỜI BÀ CON CHO\sÝ\sKIẾN/);
  expect(word).not.toContain('Nơi nhận');
});

test('an agency without a figure is not told that nothing of it is lower', async () => {
  const text = await wordText('agencies/05500/documents/sheet/word');
  expect(text).toContain('Không so sánh được');
  expect(text).not.toContain('Chưa thấy tiêu chí nào thấp hơn');
  expect(await wordText('agencies/05707/documents/sheet/word')).toContain(
    'Đơn vị không có người nào được hỏi',
  );
});

// Truth: docs/domain.md §2.8 — columns and signatures of the list form, and who may read people's names.
test('the list of the people to be surveyed has each of them once, in columns that an office arranges', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const own = { owner: 'LÝ A SỬ', phone: '0972302218' };
  const params = { campaignId, agencyCode: '01981' };
  await handIn(homeAffairs, params, csvOf([dossier(own), dossier(own), dossier()]));
  const foreign = { campaignId, agencyCode: '05665' };
  await handIn(homeAffairs, foreign, csvOf([dossier({ owner: 'Lò Văn Khác' })]));
  const list = `/api/campaigns/${campaignId}/agencies/01981/persons-list`;
  expect((await homeAffairs.send('GET', list)).json()).toEqual({ people: 2, files: 1 });
  const wordOf = async (caller: Caller) => {
    const { rawPayload } = await caller.send('GET', `${list}/word`);
    return (await mammoth.convertToHtml({ buffer: rawPayload })).value;
  };
  const clerk = await office.as('agency', '01981');
  const html = await wordOf(clerk);
  expect(html.match(/Lý A Sử/g)).toHaveLength(1);
  for (const part of ['DANH SÁCH', 'NGƯỜI LẬP BIỂU', 'THỦ TRƯỞNG ĐƠN VỊ', '0972302218', '2 người'])
    expect(html).toContain(part);
  expect(html).not.toContain('Khác');
  const words = { part: 'persons_columns', text: 'Mã: {mahoso}\nTên: {hoten}\nKý nhận:' } as const;
  await homeAffairs.call(contract.changeWording, { params: { campaignId }, body: words });
  const rows = (await wordOf(homeAffairs)).match(/<tr>.*?<\/tr>/g) ?? [];
  const cells = (row = '') => [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, text]) => text);
  const texts = rows.map((row) => cells(row).map((text) => text?.replaceAll(/<[^>]+>/g, '')));
  expect(texts[1]).toEqual(['Mã', 'Tên', 'Ký nhận']);
  expect(texts.slice(2, 4).map((row) => row[2])).toEqual(['', '']);
  const pdf = await clerk.send('GET', `${list}/pdf`);
  expect(pdfPages(pdf.rawPayload)[0]?.text.normalize('NFC')).toContain('Lý A Sử');
  const neighbour = await office.as('agency', '05665');
  const watchers = [
    neighbour,
    await office.as('observer'),
    await office.as('agency_office', '01981'),
  ];
  for (const caller of watchers)
    expect((await caller.send('GET', `${list}/word`)).json().code).toBe('access_denied');
  const read = await office.deps.db
    .selectFrom('activity')
    .select('details')
    .where('act', '=', 'people_read')
    .where('campaignId', '=', campaignId)
    .execute();
  // Readings of one person within the hour are one line.
  const people = read.map(({ details }) => Number((details as { people: number }).people));
  expect(people.reduce((sum, count) => sum + count, 0)).toBe(6);
});
