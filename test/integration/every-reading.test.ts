/**
 * Truth: README “Tests”: what the server asks PostgreSQL, it can ask the embedded database. Each endpoint that reads
 * answers in each of three rounds: one whose lists come, one whose frame is frozen, one that collects; the journal in each
 * way in which it can be asked. What is in the replies is the matter of `foreign-people`, `few-answers` and others, which run on
 * PostgreSQL alone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personsListWord } from '#contract/documents.ts';
import type { PostName } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { checkFrozenFrame, freezeFrame } from '#contract/frozen-frame.ts';
import { searchPersons } from '#contract/persons.ts';
import { uploadTotals } from '#contract/stated-totals.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { createMetrics } from '../../server/operation/metrics.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { csvOf, dossier, handIn, read, upload } from '../scenario-lists.ts';

const AGENCY = '01981';
/** The matter of `documents`: each is a page of print about what the others read. */
const PRINTED = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
];
const READ = ENDPOINTS.filter(
  ({ endpoint: { method, file = '' } }) => method === 'GET' && !PRINTED.includes(file),
);

let office: Office;
const posts = new Map<PostName, Caller>();
beforeAll(async () => {
  office = await openOffice();
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    const agency = ROLES_WITH_AGENCY.some((known) => known === role) ? AGENCY : undefined;
    posts.set(name, await office.as(role, agency, isLead));
  }
});
afterAll(() => office?.close());

/** Who reads of the whole province, and who of one agency: the first of each that may. */
function readersOf(endpoint: (typeof READ)[number]['endpoint']): Caller[] {
  if (endpoint.access === 'public') return [office.nobody];
  const may = POST_NAMES.filter((post) => mayAsk(endpoint, POSTS[post]));
  const isOfOne = (post: PostName) => isOfOneAgency(POSTS[post].role);
  const readers = [may.find((post) => !isOfOne(post)), may.find(isOfOne)];
  return readers.flatMap((post) => (post ? posts.get(post)! : []));
}

/** How many endpoints answered; none fails, whatever it is asked of. */
async function answersOf(campaignId: string): Promise<number> {
  const failed: string[] = [];
  const answered = new Set<string>();
  for (const { name, path, reader } of READ.flatMap((read) => questions(read, campaignId))) {
    const { statusCode, headers } = await reader.send('GET', path);
    if (statusCode >= 500) failed.push(`${path} ${statusCode}`);
    // What staff read is left in no cache of a computer that others use, too.
    const caching = headers['cache-control'];
    if (reader !== office.nobody && caching !== 'no-store') failed.push(`${path} ${caching}`);
    if (statusCode === 200) answered.add(name);
  }
  expect(failed).toEqual([]);
  return answered.size;
}

const questions = ({ name, endpoint }: (typeof READ)[number], campaignId: string) =>
  readersOf(endpoint).flatMap((reader) =>
    (endpoint.path.includes(':agencyCode') ? [AGENCY, 'province'] : ['']).map((agencyCode) => ({
      name,
      reader,
      path: pathOf(endpoint.path, { campaignId, agencyCode, language: 'vi' }),
    })),
  );

test('while lists come, with rows that count and rows in error', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const rows = [dossier(), dossier(), dossier({ returned: 'x' }), dossier({ owner: '' })];
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  await handIn(homeAffairs, { campaignId, agencyCode: AGENCY }, csvOf(rows));
  const again = handIn(homeAffairs, { campaignId, agencyCode: AGENCY }, csvOf(rows));
  await expect(again).rejects.toMatchObject({ code: 'file_already_imported' });
  const own = { campaignId, agencyCode: AGENCY };
  const preview = await upload(homeAffairs, own, csvOf([dossier()]));
  office.at('2026-11-02T04:05:00Z');
  await upload(homeAffairs, own, csvOf([dossier(), dossier()]));
  await expect(read(homeAffairs, own, preview)).rejects.toMatchObject({ code: 'file_replaced' });
  const table = 'Đơn vị;Tiếp nhận;Đã giải quyết;Trễ hạn\nXã Vĩnh Thông;4;4;1\n';
  const path = pathOf(uploadTotals.path, { campaignId }, { fileName: 'tong.csv' });
  const totals = await homeAffairs.send('PUT', path, Buffer.from(table));
  expect(totals.json()).toEqual({ agencies: 1, unknown: [] });
  const found = await homeAffairs.call(searchPersons, {
    params: { campaignId, agencyCode: 'province' },
    body: { search: '0912345678' },
  });
  expect(found).toMatchObject({ total: 0 });
  const list = pathOf(personsListWord.path, { ...own });
  expect((await homeAffairs.send('GET', list)).statusCode).toBe(200);
  expect(await answersOf(campaignId)).toBeGreaterThan(60);
});

test('once the frame is frozen, person for person as its commitments say', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  await handIn(homeAffairs, { ...params, agencyCode: AGENCY }, csvOf([dossier(), dossier()]));
  const reasons = { absentReason: 'Thử', unacceptedReason: 'Thử' };
  await homeAffairs.call(freezeFrame, { params, body: reasons });
  expect(await homeAffairs.call(checkFrozenFrame, { params })).toMatchObject({
    units: 2,
    intact: 2,
    isRootSame: true,
  });
  expect(await answersOf(campaignId)).toBeGreaterThan(60);
});

test('while answers come', async () => {
  const { campaignId } = await invitedCampaign(office, {
    agencies: [AGENCY, '05443'],
  });
  expect(await answersOf(campaignId)).toBeGreaterThan(60);
});

test('the journal by who, when, round and words, and what operation watches', async () => {
  const reader = posts.get('observer')!;
  const campaignId = '00000000-0000-4000-8000-000000000000';
  const filters = [{ by: 'a' }, { search: 'Lan' }, { search: 'Lan', campaignId }];
  const days = [{ from: '2026-11-01' }, { from: '2026-11-01', to: '2026-11-30' }];
  for (const kind of ['acts', 'reads', 'all'])
    for (const filter of [{}, ...filters, ...days])
      for (const path of ['/api/activity', '/api/activity.xlsx']) {
        const address = pathOf(path, {}, { kind, ...filter });
        const { statusCode } = await reader.send('GET', address);
        expect({ address, statusCode }).toEqual({ address, statusCode: 200 });
      }
  expect(await createMetrics(office.deps).text()).toMatch(/^sipas_/m);
});
