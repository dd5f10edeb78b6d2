/**
 * Truth: the bytes that were published. What the public reads must stay those, whatever happens to the
 * tables; and an export must come back from a reader of its own with the same figures.
 */
import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bringBoundaries,
  getPublishedBoundaries,
  listBoundaries,
  withdrawBoundaries,
} from '#contract/boundaries.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import {
  keepEarlierTable,
  readEarlierText,
  withdrawEarlierTable,
} from '#contract/earlier-tables.ts';
import { withheldWord } from '#contract/figure-words.ts';
import { getModelFigures } from '#contract/model-figures.ts';
import { keepNeighbours, listNeighbours, withdrawNeighbours } from '#contract/neighbours.ts';
import {
  getPublished,
  getPublishedAgency,
  getPublishedOverview,
  getPublishedPicture,
  getPublishedPictures,
  listPublished,
} from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { getPlan, publishPlan } from '#contract/samples.ts';
import { getPublishedAgencyYears, getPublishedYears } from '#contract/years.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };
import { verifyJournal } from '../../server/db/journal-chain.ts';
import { modelFiguresOf } from '../../server/results/models/model-figures.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { design, frozenCampaign } from '../scenario-frozen.ts';
import { zipEntry } from '../zip-entry.ts';

let office: Office;
let campaign: AnsweredCampaign;
let results: Results;
const params = () => ({ campaignId: campaign.campaignId });
const CONFIRM = { confirm: 'CÔNG BỐ' as const };

const SOURCE = 'Ranh giới: Sở Tài nguyên, 2025';
const square = (ma: string, ten: string, west: number) => ({
  type: 'Feature',
  properties: { ma, ten },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 21],
        [west + 1, 21],
        [west + 1, 22],
        [west, 22],
        [west, 21],
      ],
    ],
  },
});
/** Two communes of the round, and an area that is none. */
const BORDERS = Buffer.from(
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      square('01981', '', 105),
      square('05443', '', 106),
      square('99999', 'Xã Không Đâu', 107),
    ],
  }),
);

beforeAll(async () => {
  office = await openOffice();
  const random = seeded(99);
  campaign = await answeredCampaign(office, {
    agencies: ['01981', '05443', '05500'],
    fields: ['Hộ tịch', '=HYPERLINK("http://evil")'],
    peoplePerStratum: () => 40,
    answers: ({ stratum }, place) =>
      place < (stratum === '05500.F02' ? 3 : 30) ? leaning(random, 0.8) : null,
  });
  results = await campaign.homeAffairs.call(getResults, { params: params() });
});
afterAll(() => office.close());

/** Rows of groups and of answers outside the index are looked at in results-groups. */
const isOfDomain = (level: unknown) => !['group', 'answer'].includes(String(level));
const csvRows = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true }).data.filter(({ cap }) =>
    isOfDomain(cap),
  );
const csvOf = async (path: string) =>
  (await campaign.homeAffairs.send('GET', `/api/${path}/results.csv`)).rawPayload;

describe('the exports', () => {
  test('the CSV is UTF-8 with its mark, one row for each figure, decimal points', async () => {
    const bytes = await csvOf(`campaigns/${campaign.campaignId}`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = csvRows(bytes.toString('utf8')).filter((row) => row.cap);
    const figures = results.domains.flatMap((domain) => domain.figures);
    expect(rows).toHaveLength(figures.length);
    const province = rows.find((row) => row.cap === 'province' && row.ma_chi_so === 'total')!;
    expect(province.chi_so).toMatch(/^0\.\d+$/);
    expect(Number(province.chi_so)).toBeCloseTo(
      results.domains[0]!.figures.find((figure) => figure.node === 'total')!.index!,
      6,
    );
    expect(rows.find((row) => row.cap === 'agency')!.ma_don_vi).toBe('01981');
  });

  test('what is withheld stands there as a word, and which of the two reasons it has', async () => {
    const rows = csvRows((await csvOf(`campaigns/${campaign.campaignId}`)).toString('utf8'));
    const few = rows.filter((row) => row.ma_don_vi === '05500' && row.ma_linh_vuc === 'F02');
    expect(few.length).toBeGreaterThan(0);
    for (const row of few) {
      expect([row.cong_bo, row.chi_so, row.so_nguoi_tra_loi, row.so_phieu]).toEqual(
        Array(4).fill('an'),
      );
    }
    const unsure = rows.find((row) => row.cong_bo === 'chua_du')!;
    expect([unsure.chi_so, unsure.so_nguoi_tra_loi]).toEqual(['chua_du', 'chua_du']);
    expect(Number(unsure.so_phieu)).toBeGreaterThanOrEqual(5);
  });

  test('a name from an uploaded list does not become a formula', async () => {
    const text = (await csvOf(`campaigns/${campaign.campaignId}`)).toString('utf8');
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
    expect(text).toContain('"\'=HYPERLINK(""http://evil"")"');
  });

  test('an agency’s staff have no export of all agencies', async () => {
    const staff = await office.as('agency', '01981');
    for (const ending of ['csv', 'xlsx']) {
      const path = `/api/campaigns/${campaign.campaignId}/results.${ending}`;
      expect((await staff.send('GET', path)).statusCode).toBe(403);
    }
  });
});

test('the workbook has sheets as people read them: figures are numbers, codes and reasons are texts', async () => {
  const path = `/api/campaigns/${campaign.campaignId}/results.xlsx`;
  const reply = await campaign.homeAffairs.send('GET', path);
  expect(reply.statusCode).toBe(200);
  const { sheets } = await readXlsx(reply.rawPayload);
  const byName = new Map(sheets.map(({ name, rows }) => [name, rows]));
  expect([...byName.keys()].slice(0, 3)).toEqual([
    'Đơn vị × yếu tố',
    'Đơn vị × tiêu chí',
    'Tiêu chí toàn tỉnh',
  ]);
  expect(sheets.at(-1)?.name).toBe('Phương pháp');
  for (const cell of sheets.flatMap(({ rows }) => rows.flat()))
    expect(String(cell ?? '')).not.toMatch(/^[=+@\t\r]/);
  expect(zipEntry(reply.rawPayload, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
  const [headings, ...rows] = byName.get('Đơn vị × yếu tố')!;
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  expect(rows).toHaveLength(agencies.length + 1);
  const total = headings!.indexOf('Chỉ số hài lòng chung');
  for (const [domain, row] of agencies.map((agency, k) => [agency, rows[k + 1]!] as const)) {
    const figure = domain.figures.find(({ node }) => node === 'total')!;
    expect(row[1]).toBe(domain.agencyCode);
    const word = withheldWord(figure);
    expect(row[total]).toEqual(word ? texts.figure[word] : figure.index);
  }
  const criteria = byName.get('Tiêu chí toàn tỉnh')!;
  expect(criteria).toHaveLength(results.nodes.length + 1);
  const method = new Map(byName.get('Phương pháp')!.map(([name, value]) => [name, value]));
  expect(method.get('ẩn')).toContain('hoặc để che ô khác');
  // Nobody was found not to belong: the rate is of all who were invited, and the others have no nought.
  const { invited, received } = results.counts;
  const rate = ((100 * received) / invited).toFixed(1).replace('.', ',');
  expect(method.get('Tỷ lệ trả lời của số được mời')).toBe(`${rate}%`);
  expect([...method.keys()].join()).not.toMatch(/RR2|Không thuộc đối tượng/);
});

test('the office reads the whole results from bytes that were made once, and an agency its own part', async () => {
  const path = `/api/campaigns/${campaign.campaignId}/results`;
  const first = await campaign.homeAffairs.send('GET', path);
  expect(first.headers['cache-control']).toBe('no-store');
  expect(first.json()).toEqual(results);
  const again = await campaign.homeAffairs.send('GET', path);
  expect(again.headers.etag).toBe(first.headers.etag);
  const own = await (await office.as('agency', '05443')).call(getResults, { params: params() });
  expect(new Set(own.domains.map(({ agencyCode }) => agencyCode))).toEqual(
    new Set([null, '05443']),
  );
});

test('own boundaries of the communes wait for the publication with their source, and what does not match is named', async () => {
  const { homeAffairs, campaignId } = campaign;
  const bring = (caller: Caller, content: Buffer, source: string) =>
    caller.send('PUT', pathOf(bringBoundaries.path, { campaignId }, { source }), content);
  const observer = await office.as('observer');
  expect((await bring(observer, BORDERS, SOURCE)).json().code).toBe('access_denied');
  expect((await bring(homeAffairs, BORDERS, ' ')).json().code).toBe('request_invalid');
  const swapped = Buffer.from(String(BORDERS).replaceAll('[105', '[1050'));
  expect((await bring(homeAffairs, swapped, SOURCE)).json()).toMatchObject({
    code: 'boundaries_coordinates',
    details: { area: '01981' },
  });
  // Sent twice at the same moment they are one set.
  const [first, second] = await Promise.all([
    bring(homeAffairs, BORDERS, SOURCE),
    bring(homeAffairs, BORDERS, SOURCE),
  ]);
  expect(second.json()).toEqual(first.json());
  const { report } = bringBoundaries.reply.parse(first.json());
  expect(report).toMatchObject({ byCode: 2, byName: 0, unmatched: ['99999 · Xã Không Đâu'] });
  expect(report.missing.map(({ code }) => code)).toContain('05500');
  const { sets, drawing } = await observer.call(listBoundaries, { params: params() });
  expect(sets).toMatchObject([{ source: SOURCE, report, withdrawnAt: null }]);
  expect(drawing).toContain('aria-label="05443"');
});

describe('publication', () => {
  test('is not there before, and only Home Affairs makes it, in so many words', async () => {
    await expect(office.nobody.call(getPublished, { params: params() })).rejects.toMatchObject({
      status: 404,
      code: 'not_published',
    });
    const observer = await office.as('observer');
    await expect(
      observer.call(publishResults, { params: params(), body: CONFIRM }),
    ).rejects.toMatchObject({ code: 'access_denied' });
    const unconfirmed = await campaign.homeAffairs.send(
      'POST',
      `/api/campaigns/${campaign.campaignId}/publish`,
      { confirm: 'có' },
    );
    expect(unconfirmed.json()).toMatchObject({ code: 'request_invalid' });
  });

  test('fixes the figures: anybody reads exactly them, whatever the tables say later', async () => {
    const { sha256 } = await campaign.homeAffairs.call(publishResults, {
      params: params(),
      body: CONFIRM,
    });
    const { db } = office.deps;
    const stored = await db.selectFrom('publication').selectAll().executeTakeFirstOrThrow();
    expect(createHash('sha256').update(stored.results).digest('hex')).toBe(sha256);
    await asOwner(db, (owner) => owner.deleteFrom('answer').execute());
    await db.updateTable('campaign').set({ name: 'Tên khác' }).execute();
    const read = await office.nobody.call(getPublished, { params: params() });
    expect(read.sha256).toBe(sha256);
    await followsFromPublication(read.results);
    const { journal, secondPerson, ...figures } = read.results;
    expect(secondPerson).toMatchObject({ isOn: false, isFreezeConfirmed: false });
    expect(figures).toEqual(results);
    const { heads } = await verifyJournal(db, [journal!.sha256]);
    expect(heads.get(journal!.sha256)).toBe(true);
    const csv = csvRows((await csvOf(`published/${campaign.campaignId}`)).toString('utf8'));
    expect(Number(csv[0]!.chi_so)).toBeCloseTo(results.domains[0]!.figures[0]!.index!, 6);
  });

  test('cannot be made twice, nor changed in the database', async () => {
    await expect(
      campaign.homeAffairs.call(publishResults, { params: params(), body: CONFIRM }),
    ).rejects.toMatchObject({ code: 'results_published' });
    await asOwner(office.deps.db, async (db) => {
      const changed = db.updateTable('publication').set({ results: '{}' }).execute();
      await expect(changed).rejects.toThrow(/never change/);
      await expect(db.deleteFrom('publication').execute()).rejects.toThrow(/never change/);
    });
  });

  test('the public list has the campaigns from their locked plan on', async () => {
    const open = await collectingCampaign(office, { agencies: ['01981'], peoplePerStratum: 2 });
    const { campaigns } = await office.nobody.call(listPublished, {});
    const byId = Object.fromEntries(campaigns.map((campaign) => [campaign.campaignId, campaign]));
    expect(byId[campaign.campaignId]?.publishedAt).not.toBeNull();
    expect(byId[open.campaignId]).toMatchObject({
      publishedAt: null,
      provinceName: 'Tỉnh Thái Nguyên',
    });
    expect(byId[open.campaignId]?.drawnAt).not.toBeNull();
    expect(byId[open.campaignId]?.planSha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('a publication comes in parts: a first view without criteria of agencies, and each agency by itself', async () => {
  const first = await office.nobody.call(getPublishedOverview, { params: params() });
  const province = results.domains.find(({ level }) => level === 'province');
  expect(first.results.domains[0]).toEqual(province);
  const agencies = first.results.domains.slice(1);
  expect(new Set(agencies.map(({ level }) => level))).toEqual(new Set(['agency']));
  expect(agencies).toHaveLength(results.domains.filter(({ level }) => level === 'agency').length);
  for (const { figures } of agencies)
    for (const figure of figures) expect(figure.node).not.toMatch(/^9/);
  const agencyCode = agencies[0]!.agencyCode!;
  const { results: own } = await office.nobody.call(getPublishedAgency, {
    params: { ...params(), agencyCode },
  });
  expect(own.domains).toEqual(
    results.domains.filter(
      (domain) => domain.level === 'province' || domain.agencyCode === agencyCode,
    ),
  );
  await expect(
    office.nobody.call(getPublishedAgency, { params: { ...params(), agencyCode: '99999' } }),
  ).rejects.toMatchObject({ status: 404, code: 'agency_not_found' });
});

test('an agency that nobody has is not found, whatever its code is, and the database is not asked for a text that it cannot take', async () => {
  const base = `/api/published/${campaign.campaignId}/agencies`;
  for (const code of ['99999', 'nobody', '%00', '01981%00', '%EF%BF%BE', '0'.repeat(60)]) {
    for (const path of [`${base}/${code}`, `${base}/${code}/years`]) {
      const reply = await office.nobody.send('GET', path);
      expect([path, reply.statusCode, reply.json().code]).toEqual([path, 404, 'agency_not_found']);
    }
  }
  const known = await office.nobody.send('GET', `${base}/01981/years`);
  expect([known.statusCode, known.json().campaignId]).toEqual([200, campaign.campaignId]);
});

test('the page of what nobody has published is not found, in the words of the page itself', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  const { campaignId } = campaign;
  const absent = [
    unknown,
    `${unknown}/01981`,
    '%00',
    'x',
    `${campaignId}/nobody`,
    `${campaignId}/%00`,
  ];
  for (const path of [
    ...absent.map((part) => `/ket-qua/${part}`),
    ...[unknown, '%00'].flatMap((part) => [
      `/uoc-tinh/${part}`,
      `/hinh/${part}`,
      `/kiem-tra/${part}`,
    ]),
  ]) {
    const reply = await office.nobody.send('GET', path);
    expect([path, reply.statusCode]).toEqual([path, 404]);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(reply.body).toContain('<script');
  }
  for (const path of [
    '/ket-qua',
    `/ket-qua/${campaignId}`,
    `/ket-qua/${campaignId}/01981`,
    '/kiem-tra',
    `/kiem-tra/${campaignId}`,
  ])
    expect([path, (await office.nobody.send('GET', path)).statusCode]).toEqual([path, 200]);
});

/** RFC 9110 §15.6.4: for now. A page of which a part was missing then is not kept; with it, it says what has changed. */
async function pagesWhileChangesCannotBeRead(campaignId: string): Promise<void> {
  const { db } = office.deps;
  await office.nobody.call(getPublishedOverview, { params: { campaignId } });
  const paths = [
    `/ket-qua/${campaignId}`,
    `/ket-qua/${campaignId}/05443`,
    `/uoc-tinh/${campaignId}`,
    `/hinh/${campaignId}`,
  ];
  await asOwner(db, (owner) => sql`alter table publication rename to away`.execute(owner));
  const replies = await Promise.all(paths.map((path) => office.nobody.send('GET', path)));
  await asOwner(db, (owner) => sql`alter table away rename to publication`.execute(owner));
  replies.forEach((reply, place) => {
    expect([paths[place], reply.statusCode]).toEqual([paths[place], 503]);
    expect(reply.headers).toMatchObject({ 'retry-after': '10', 'cache-control': 'no-store' });
    expect(reply.body).toContain('<script');
  });
  for (const path of paths) {
    const reply = await office.nobody.send('GET', path);
    expect([path, reply.statusCode]).toEqual([path, 200]);
    if (path.startsWith('/ket-qua')) expect(reply.body).toContain(texts.since_before.title);
  }
}

test('the next wave is told beside the one that was public before, in words that both bear out', async () => {
  const random = seeded(7);
  const next = await answeredCampaign(office, {
    agencies: ['01981', '05443'],
    terms: { year: 2027 },
    peoplePerStratum: () => 40,
    answers: (_, place) => (place < 28 ? leaning(random, 0.3) : null),
  });
  office.at('2026-12-21T03:00:00Z');
  const ofNext = { campaignId: next.campaignId };
  await expect(office.nobody.call(getPublishedChanges, { params: ofNext })).rejects.toMatchObject({
    code: 'not_published',
  });
  await next.homeAffairs.call(publishResults, { params: ofNext, body: CONFIRM });
  await pagesWhileChangesCannotBeRead(next.campaignId);
  const { earlier, changes, unmatched } = await office.nobody.call(getPublishedChanges, {
    params: ofNext,
  });
  expect(earlier?.campaignId).toBe(campaign.campaignId);
  expect(changes.map(({ node }) => node)).toContain('total');
  const province = changes.find(({ agencyCode, node }) => agencyCode === null && node === 'total')!;
  const before = results.domains[0]!.figures.find(({ node }) => node === 'total')!;
  expect(province).toMatchObject({ earlier: before.index, change: 'fallen' });
  expect(changes.some(({ agencyCode }) => agencyCode === '05443')).toBe(true);
  const overview = await office.nobody.call(getPublishedOverview, { params: ofNext });
  expect(overview.changes).toMatchObject({ earlier, changes: [province] });
  expect(unmatched.earlier).toHaveLength(1);
  const first = await office.nobody.call(getPublishedChanges, { params: params() });
  expect(first).toMatchObject({ earlier: null, changes: [] });
});

test('a table of an earlier year joins the years of all rounds after it, and leaves them when taken out', async () => {
  const yearsOf = (campaignId: string) =>
    office.nobody.call(getPublishedYears, { params: { campaignId } });
  expect((await yearsOf(campaign.campaignId)).series).toEqual([]);
  const reading = await campaign.homeAffairs.call(readEarlierText, {
    params: params(),
    body: { text: 'Đơn vị\tSIPAS\nXã Vĩnh Thông\t61,4\nToàn tỉnh\t70,25' },
  });
  const { tableId } = await campaign.homeAffairs.call(keepEarlierTable, {
    params: params(),
    body: {
      year: 2025,
      source: 'Quyết định số 12/QĐ-UBND',
      publishedOn: null,
      method: null,
      figures: reading.figures,
      agencies: reading.agencies.map(({ guess: _, ...match }) => match),
      criteria: reading.criteria.map(({ guess: _, ...match }) => match),
    },
  });
  const { years, series } = await yearsOf(campaign.campaignId);
  expect(years.map(({ year, kind }) => [year, kind])).toEqual([
    [2025, 'table'],
    [2026, 'round'],
  ]);
  const agency = series.find(({ agencyCode }) => agencyCode === '01981')!;
  expect(agency.points[0]).toMatchObject({ index: 0.61, low: null });
  expect(agency.points[1]).toMatchObject({ change: null });
  const page = async (address: string) =>
    (await office.nobody.send('GET', `/ket-qua/${campaign.campaignId}${address}`)).body;
  expect(await page('')).toContain('như đã công bố (Quyết định số 12/QĐ-UBND)');
  expect(await page('/01981')).toContain('61%');
  const { campaigns } = await office.nobody.call(listPublished, {});
  const next = campaigns.find(({ year }) => year === 2027)!;
  const later = await office.nobody.call(getPublishedAgencyYears, {
    params: { campaignId: next.campaignId, agencyCode: '01981' },
  });
  expect(later.years.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  expect(later.series.find(({ node }) => node === 'total')?.points.at(-1)?.change).toBe('fallen');
  await campaign.homeAffairs.call(withdrawEarlierTable, {
    params: { ...params(), tableId },
    body: { isWithdrawn: true },
  });
  expect((await yearsOf(campaign.campaignId)).series).toEqual([]);
  expect(await page('')).not.toContain('như đã công bố');
});

test('a plan is public between its locking and the draw, a frozen list without one is not', async () => {
  const frozen = await frozenCampaign(office, { agencies: ['01981'], peoplePerStratum: 20 });
  const listed = async () =>
    (await office.nobody.call(listPublished, {})).campaigns.find(
      ({ campaignId }) => campaignId === frozen.campaignId,
    );
  expect(await listed()).toBeUndefined();
  const params = { campaignId: frozen.campaignId };
  const { sha256 } = await frozen.homeAffairs.call(publishPlan, {
    params,
    body: design({ size: 10, reserveRatio: 0 }),
  });
  expect(await listed()).toMatchObject({ planSha256: sha256, drawnAt: null, publishedAt: null });
  expect(await office.nobody.call(getPlan, { params })).toMatchObject({ sha256 });
});

/** Figures under assumptions are made of the publication alone: the answers are gone already. */
async function followsFromPublication(published: Results) {
  const models = await office.nobody.call(getModelFigures, { params: params() });
  expect(models).toEqual(modelFiguresOf(published));
  const reply = await office.nobody.send('GET', `/uoc-tinh/${campaign.campaignId}`);
  expect(reply.statusCode).toBe(200);
  expect(reply.body).not.toContain('<script');
  expect(reply.body).toContain('Các số dưới đây không phải chỉ số công bố');
  const other = await office.nobody.send('GET', `/uoc-tinh/${campaign.campaignId}?en`);
  expect(other.body).toContain('How far the total could differ');
}

test('the true map is of the publication: later boundaries, or none, change nothing of it', async () => {
  const { homeAffairs, campaignId } = campaign;
  const published = async () =>
    (await office.nobody.call(getPublishedBoundaries, { params: params() })).boundaries;
  const before = await published();
  expect(before).toMatchObject({ source: SOURCE, areas: [{ code: '01981' }, { code: '05443' }] });
  const path = pathOf(bringBoundaries.path, { campaignId }, { source: SOURCE });
  expect((await homeAffairs.send('PUT', path, BORDERS)).json().code).toBe('results_published');
  office.at(new Date(office.deps.now().getTime() + 60_000).toISOString());
  const [{ boundaryId } = { boundaryId: '' }] = (
    await homeAffairs.call(listBoundaries, { params: params() })
  ).sets;
  const withdrawal = { params: { campaignId, boundaryId }, body: {} };
  await homeAffairs.call(withdrawBoundaries, withdrawal);
  await expect(homeAffairs.call(withdrawBoundaries, withdrawal)).rejects.toMatchObject({
    code: 'nothing_changed',
  });
  await asOwner(office.deps.db, async (db) => {
    const again = db.updateTable('boundarySet').set({ withdrawnAt: null }).execute();
    await expect(again).rejects.toThrow('withdrawn once');
    await expect(db.deleteFrom('boundarySet').execute()).rejects.toThrow('never change');
  });
  expect(await published()).toEqual(before);
  const { picture } = await office.nobody.call(getPublishedPicture, {
    params: { campaignId, language: 'vi', picture: 'boundaries' },
  });
  const map = await office.nobody.call(getPublishedPicture, {
    params: { campaignId, language: 'vi', picture: 'map' },
  });
  const marksOf = (svg: string) =>
    [...svg.matchAll(/data-mark="(?!absent)(\w+)"/g)].map(([, mark]) => mark);
  expect(marksOf(picture!.svg)).toEqual(marksOf(map.picture!.svg).slice(0, 2));
  expect(picture!.about).toContain(SOURCE);
  expect(picture!.svg).toContain(`/ket-qua/${campaignId}/05443`);
  const file = await office.nobody.send(
    'GET',
    `/api/published/${campaignId}/pictures/vi/boundaries/svg`,
  );
  expect(file.body).toContain('Sở Tài nguyên');
});

test('pictures of the publication are a page without scripts, and files of lines and of pixels', async () => {
  const { campaignId } = campaign;
  const inVietnamese = { campaignId, language: 'vi' as const };
  const { pictures } = await office.nobody.call(getPublishedPictures, { params: inVietnamese });
  expect(pictures.map(({ picture }) => picture)).toEqual(expect.arrayContaining(['map', 'heat']));
  const page = (await office.nobody.send('GET', `/hinh/${campaignId}`)).body;
  expect(page).not.toContain('<script');
  for (const { title, svg, table } of pictures) {
    expect(page).toContain(svg);
    expect(page).toContain(title);
    expect(svg).not.toMatch(/<(?:script|style|image|foreignObject)| on\w+=/);
    for (const row of table.rows) expect(row).toHaveLength(table.headings.length);
  }
  const params = { ...inVietnamese, picture: 'heat' as const };
  const { picture } = await office.nobody.call(getPublishedPicture, { params });
  expect(pictures).toContainEqual({ ...picture, picture: 'heat' });
  const file = (form: string) =>
    office.nobody.send('GET', `/api/published/${campaignId}/pictures/vi/heat/${form}`);
  const [lines, pixels] = [await file('svg'), await file('png')];
  expect(lines.body).toContain('Nguồn: kết quả đã công bố');
  expect(lines.body).not.toContain('href');
  expect(pixels.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  expect(pixels.headers['cache-control']).toContain('immutable');
  const slope = await office.nobody.send(
    'GET',
    `/api/published/${campaignId}/pictures/vi/slope/svg`,
  );
  expect(slope.json().code).toBe('picture_without_figures');
});

// Truth: Decree 30/2020, annex II: in a sentence the kind of a place is lower case, “của tỉnh Thái Nguyên”.
test('in the sentences of public pages the kind of a place has no capital', async () => {
  const { campaignId } = campaign;
  const addresses = ['ket-qua', 'hinh', 'uoc-tinh'].map((page) => `/${page}/${campaignId}`);
  const pages = [...addresses, `/ket-qua/${campaignId}/01981`];
  const texts = await Promise.all(
    pages.map(async (address) => (await office.nobody.send('GET', address)).body),
  );
  const faults = texts.map((text) => text.match(/(?:của|ở|tại|với) (?:Tỉnh|Xã|Phường) \D{9}/g));
  expect(faults).toEqual(pages.map(() => null));
});

test('figures of other sources are beside the publication with their source, and the publication is as it was', async () => {
  const { homeAffairs } = campaign;
  const before = await office.nobody.call(getPublished, { params: params() });
  const origin = { kind: 'qd766' as const, period: 'Năm 2026', source: 'Cổng DVC quốc gia' };
  const keep = (rows: string) =>
    homeAffairs.call(keepNeighbours, {
      params: params(),
      body: { ...origin, publishedOn: '2026-12-31', rows },
    });
  await expect(keep('01981\t90\nXã Không Đâu\t80')).rejects.toMatchObject({
    code: 'neighbour_rows_unknown',
    details: { rows: 'Xã Không Đâu · 80' },
  });
  const shown = async () =>
    (await office.nobody.call(listNeighbours, { params: params() })).figures.map(
      ({ name: _name, ...figure }) => figure,
    );
  expect(await shown()).toEqual([]);
  expect(await keep('01981\t90')).toEqual({ kept: 1 });
  // A newer table of the same source replaces the older one.
  expect(await keep('01981\t99,2\n05443\t98')).toEqual({ kept: 2 });
  office.at(new Date(office.deps.now().getTime() + 60_000).toISOString());
  await expect.poll(shown).toEqual([
    { ...origin, publishedOn: '2026-12-31', agencyCode: '01981', percent: 99.2 },
    { ...origin, publishedOn: '2026-12-31', agencyCode: '05443', percent: 98 },
  ]);
  expect(await office.nobody.call(getPublished, { params: params() })).toEqual(before);
  const observer = await office.as('observer');
  await expect(
    observer.call(withdrawNeighbours, { params: params(), body: origin }),
  ).rejects.toMatchObject({ code: 'access_denied' });
  expect(await homeAffairs.call(withdrawNeighbours, { params: params(), body: origin })).toEqual({
    withdrawn: 2,
  });
  await expect.poll(shown).toEqual([]);
});
