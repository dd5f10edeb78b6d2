/**
 * Truth: forty answers of one commune out of six are no figure of the province (results.md §2): what is
 * published is the figure of the agencies that answered, under that name, and nothing is compared with it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Results } from '#contract/results.ts';
import { getResults } from '#contract/results.ts';
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
  const { results } = await provinceWhere((agency) => agency === '05443');
  expect(results.coverage).toEqual({ limit: 0.8, isEnough: false });
  const domainsOf = (level: string) => results.domains.filter((domain) => domain.level === level);
  for (const { figures } of domainsOf('field'))
    for (const figure of figures)
      expect(figure).toMatchObject({ index: null, reasons: ['low-coverage'] });
  for (const { figures } of domainsOf('agency'))
    for (const { tier } of figures) expect(tier).toBeNull();
  expect(results.groups).toBeUndefined();
});

test('where five of six answered there is a figure of the province, and agencies are compared', async () => {
  const { results } = await provinceWhere((agency) => agency !== '05755');
  expect(results.coverage).toEqual({ limit: 0.8, isEnough: true });
  const agencies = results.domains.filter(({ level }) => level === 'agency');
  const marks = agencies.flatMap(({ figures }) => figures.map(({ tier }) => tier));
  expect(marks.filter((tier) => tier !== null).length).toBeGreaterThan(0);
});
