/**
 * Truth: forty answers of one commune out of six are no figure of the province (results.md §2): what is
 * published is the figure of the agencies that answered, under that name, and nothing is compared with it.
 */
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPublishedPictures } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { getResults, publishResults } from '#contract/results.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const AGENCIES = ['01981', '05443', '05500', '05710', '05692', '05755'];

async function provinceWhere(answers: (agencyCode: string) => boolean) {
  const random = seeded(11);
  const campaign = await answeredCampaign(office, {
    agencies: AGENCIES,
    fields: ['Hộ tịch'],
    peoplePerStratum: () => 60,
    answers: ({ agencyCode }, place) =>
      place < 45 && answers(agencyCode) ? leaning(random, 0.72) : null,
  });
  return { campaign, results: await read(campaign) };
}

const read = (campaign: AnsweredCampaign): Promise<Results> =>
  campaign.homeAffairs.call(getResults, { params: { campaignId: campaign.campaignId } });

test('where one agency of six answered, its figure is not called the province’s', async () => {
  const { results, campaign } = await provinceWhere((agency) => agency === '05443');
  expect(results.coverage).toEqual({ limit: 0.8, isEnough: false });
  const domainsOf = (level: string) => results.domains.filter((domain) => domain.level === level);
  for (const { figures } of domainsOf('field'))
    for (const figure of figures)
      expect(figure).toMatchObject({ index: null, reasons: ['low-coverage'] });
  for (const { figures } of domainsOf('agency'))
    for (const { tier } of figures) expect(tier).toBeNull();
  expect(results.groups).toBeUndefined();
  await expectNoProvince(campaign);
});

/** Pages, pictures and documents say whose figure it is, and compare nobody with it. */
async function expectNoProvince({ homeAffairs, campaignId }: AnsweredCampaign) {
  const params = { campaignId };
  await homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  const textOf = async (path: string) => (await homeAffairs.send('GET', path)).body;
  const first = await textOf(`/ket-qua/${campaignId}`);
  expect(first).toContain('Chỉ số hài lòng của các đơn vị đủ phiếu ở tỉnh Thái Nguyên');
  const models = await textOf(`/uoc-tinh/${campaignId}`);
  expect(models).toContain('Chưa có chỉ số chung của tỉnh');
  const { pictures } = await office.nobody.call(getPublishedPictures, {
    params: { ...params, language: 'vi' },
  });
  const words = pictures.map(({ title, about }) => `${title} ${about}`).join('\n');
  expect(words).not.toMatch(/của tỉnh Thái Nguyên, \d|khoảng của cả tỉnh|là mức chung của tỉnh/);
  const documents = `/api/campaigns/${campaignId}`;
  for (const path of [
    'documents/announcement',
    'documents/report',
    'agencies/05443/documents/sheet',
  ]) {
    const { rawPayload } = await homeAffairs.send('GET', `${documents}/${path}/word`);
    const text = (await mammoth.extractRawText({ buffer: rawPayload })).value;
    expect(text).not.toMatch(/của tỉnh(?: Thái Nguyên)?:? (?:là )?\d/);
  }
}

test('where five of six answered there is a figure of the province, and agencies are compared', async () => {
  const { results } = await provinceWhere((agency) => agency !== '05755');
  expect(results.coverage).toEqual({ limit: 0.8, isEnough: true });
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const marks = agencies.flatMap(({ figures }) => figures.map(({ tier }) => tier));
  expect(marks.filter((tier) => tier !== null).length).toBeGreaterThan(0);
});
