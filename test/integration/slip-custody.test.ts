// Truth: who holds an agency's slips can open every link of its people and answer in their place. So the measured
// agency's staff get none of it, unless the province says so, and then it says it to everybody.
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SlipPrinting } from '#contract/campaigns.ts';
import { changeCampaign, closeCampaign, openCampaign } from '#contract/campaigns.ts';
import { getPublished } from '#contract/published.ts';
import { publishResults } from '#contract/results.ts';
import { listPrintings } from '#contract/slips.ts';
import { listActivity } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { AFTER_GRACE } from '../scenario-collecting.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { terms } from '../terms.ts';

const AGENCY = '01981';
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const round = (slipPrinting: SlipPrinting) =>
  invitedCampaign(office, { terms: { slipPrinting }, isCollecting: false });

const fetched = (caller: Caller, { campaignId }: InvitedCampaign, file: string) =>
  caller.send('GET', `/api/campaigns/${campaignId}/invitations/${AGENCY}/${file}`);

const textOf = (pdf: Buffer) =>
  pdfPages(pdf)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ');

describe.each(['home_affairs', 'neutral', 'sealed_packs'] as const)(
  'where %s prints',
  (printing) => {
    let campaign: InvitedCampaign;
    let clerk: Caller;
    beforeAll(async () => {
      campaign = await round(printing);
      clerk = await office.as('agency', AGENCY);
    });

    test('nothing that the agency’s staff can fetch has a code or link of its people', async () => {
      const refused = await fetched(clerk, campaign, 'slips.pdf?purpose=first');
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'slips_not_for_agency']);
      const list = await fetched(clerk, campaign, 'delivery-list.xlsx');
      expect(list.statusCode).toBe(200);
      const onScreen = await clerk.send(
        'GET',
        `/api/campaigns/${campaign.campaignId}/invitations/${AGENCY}`,
      );
      const seen = JSON.stringify((await readXlsx(list.rawPayload)).sheets) + onScreen.body;
      const covers = await fetched(clerk, campaign, 'covers.pdf');
      const pages = printing === 'sealed_packs' ? pdfPages(covers.rawPayload) : [];
      const read = seen + pages.map(({ text }) => text.replaceAll(/\s/g, '')).join('');
      for (const { token, code } of campaign.invitations) {
        expect(read).not.toContain(token);
        expect(read).not.toContain(code);
      }
      // A square of a code is some hundred bars; covers have none.
      for (const { bars } of pages) expect(bars.length).toBeLessThan(20);
    });

    test('Home Affairs prints, and each making tells agency, person, number and purpose', async () => {
      const slips = await fetched(campaign.homeAffairs, campaign, 'slips.pdf?purpose=first');
      expect(slips.headers['content-type']).toBe('application/pdf');
      await fetched(campaign.homeAffairs, campaign, 'slips.pdf?purpose=lost');
      const observer = await office.as('observer');
      const params = { campaignId: campaign.campaignId };
      const { printings } = await observer.call(listPrintings, { params });
      const own = campaign.invitations.filter(({ agencyCode }) => agencyCode === AGENCY).length;
      expect(printings[0]).toMatchObject({
        agencyCode: AGENCY,
        printedBy: 'Người thử home_affairs',
        role: 'home_affairs',
        slips: own,
      });
      const { acts } = await observer.call(listActivity, { query: { kind: 'acts' } });
      const details = acts
        .filter((act) => act.act === 'slips_printed' && act.campaignId === campaign.campaignId)
        .map((act) => act.details);
      expect(details).toEqual([
        { agency: AGENCY, slips: own, purpose: 'lost' },
        { agency: AGENCY, slips: own, purpose: 'first' },
      ]);
    });

    test('nothing is made without a purpose', async () => {
      for (const query of ['', '?purpose=', '?purpose=because']) {
        const refused = await fetched(campaign.homeAffairs, campaign, `slips.pdf${query}`);
        expect([refused.statusCode, refused.json().code]).toEqual([400, 'request_invalid']);
      }
    });
  },
);

test('a sealed sheet has a number and no name, a cover name and number and no code: together a slip', async () => {
  const campaign = await round('sealed_packs');
  const clerk = await office.as('agency', AGENCY);
  const sheets = textOf(
    (await fetched(campaign.homeAffairs, campaign, 'slips.pdf?purpose=first')).rawPayload,
  );
  const covers = textOf((await fetched(clerk, campaign, 'covers.pdf')).rawPayload);
  const names = new Map(campaign.people.map(({ unitId, fullName }) => [unitId, fullName]));
  for (const { unitId, agencyCode, serial, code } of campaign.invitations) {
    if (agencyCode !== AGENCY) continue;
    const name = (names.get(unitId) ?? '-').toUpperCase();
    const number = `Phiếu số ${String(serial).padStart(3, '0')} · `;
    expect(covers).toContain(name);
    expect(covers).toContain(number);
    expect(sheets.toUpperCase()).not.toContain(name);
    expect(sheets).toContain(number);
    expect(sheets.replaceAll(' ', '')).toContain(`Mãphiếu${code}`);
  }
});

test('covers of their own are made only where the codes have sheets of their own', async () => {
  const campaign = await round('home_affairs');
  const refused = await fetched(campaign.homeAffairs, campaign, 'covers.pdf');
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'covers_not_used']);
});

describe('where the agency prints its own', () => {
  test('its own staff get its own slips; no other agency’s, and no observer', async () => {
    const campaign = await round('agency');
    const printed = await fetched(
      await office.as('agency', AGENCY),
      campaign,
      'slips.pdf?purpose=first',
    );
    expect(printed.statusCode).toBe(200);
    for (const stranger of [await office.as('agency', '05443'), await office.as('observer')]) {
      const refused = await fetched(stranger, campaign, 'slips.pdf?purpose=first');
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'access_denied']);
    }
  });

  test('the journal says so from the beginning', async () => {
    const homeAffairs = await office.as('home_affairs');
    const { id } = await homeAffairs.call(openCampaign, { body: terms() });
    await homeAffairs.call(changeCampaign, {
      params: { campaignId: id },
      body: terms({ slipPrinting: 'agency' }),
    });
    const { acts } = await homeAffairs.call(listActivity, { query: { kind: 'acts' } });
    const recorded = acts
      .filter(({ campaignId }) => campaignId === id)
      .map(({ details }) => details);
    expect(recorded).toEqual([
      { slipPrinting: 'agency' },
      { year: 2026, slipPrinting: 'home_affairs' },
    ]);
  });

  test('what is published says so, as JSON and in every row of the CSV', async () => {
    const campaign = await invitedCampaign(office, { terms: { slipPrinting: 'agency' } });
    const params = { campaignId: campaign.campaignId };
    office.at(AFTER_GRACE);
    await campaign.homeAffairs.call(closeCampaign, { params });
    await campaign.homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
    const { results } = await office.nobody.call(getPublished, { params });
    expect(results.method.slipPrinting).toBe('agency');
    const csv = await office.nobody.send('GET', `/api/published/${params.campaignId}/results.csv`);
    const { data } = Papa.parse<Record<string, string>>(csv.body, {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.length).toBeGreaterThan(0);
    for (const row of data) expect(row.ben_in_phieu).toBe('agency');
  });
});
