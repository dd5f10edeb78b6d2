// Truth: the custody of slips (fieldwork.md §1): one run makes the slips of every agency, each of them
// exactly once, and the journal has who, when, how many and what for before a byte has left.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPrintings } from '#contract/slips.ts';
import { listActivity } from '#contract/staff.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

let office: Office;
let campaign: InvitedCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await invitedCampaign(office, { isCollecting: false });
});
afterAll(() => office.close());

const packet = (
  caller = campaign.homeAffairs,
  query = '?purpose=first',
  { campaignId } = campaign,
) => caller.send('GET', `/api/campaigns/${campaignId}/slips.pdf${query}`);

const textsOf = (pdf: Buffer) => pdfPages(pdf).map(({ text }) => text.replaceAll(/\s/g, ''));

const agenciesOf = ({ invitations }: InvitedCampaign) =>
  Map.groupBy(invitations, ({ agencyCode }) => agencyCode);

test('one file has the slip of every invited person once, agency after agency', async () => {
  const reply = await packet();
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf']);
  const text = textsOf(reply.rawPayload).join('\n');
  for (const { code } of campaign.invitations)
    expect(text.split(code.replaceAll(/\D/g, '')).length - 1).toBe(1);
  const places = [...agenciesOf(campaign).values()].map((slips) =>
    slips.map(({ code }) => text.indexOf(code.replaceAll(/\D/g, ''))),
  );
  const spans = places.map((found) => [Math.min(...found), Math.max(...found)] as const);
  spans.sort(([first], [second]) => first - second);
  for (const [position, [first]] of spans.entries())
    if (position > 0) expect(first).toBeGreaterThan(spans[position - 1]![1]);
});

test('each agency has its making on record, the journal one act with number and purpose', async () => {
  const { printings } = await campaign.homeAffairs.call(listPrintings, {
    params: { campaignId: campaign.campaignId },
  });
  const expected = [...agenciesOf(campaign)].map(([agencyCode, slips]) => ({
    agencyCode,
    slips: slips.length,
    purpose: 'first',
  }));
  const recorded = printings.map(({ agencyCode, slips, purpose }) => ({
    agencyCode,
    slips,
    purpose,
  }));
  expect(recorded.toSorted((a, b) => (a.agencyCode < b.agencyCode ? -1 : 1))).toEqual(
    expected.toSorted((a, b) => (a.agencyCode < b.agencyCode ? -1 : 1)),
  );
  const observer = await office.as('observer');
  const { acts } = await observer.call(listActivity, { query: { kind: 'acts' } });
  expect(
    acts.filter(({ act }) => act === 'slips_packet_printed').map(({ details }) => details),
  ).toEqual([{ agencies: expected.length, slips: campaign.invitations.length, purpose: 'first' }]);
});

test('nobody but Home Affairs makes it, and not without a purpose', async () => {
  const clerk = await office.as('agency', campaign.invitations[0]!.agencyCode);
  for (const caller of [clerk, await office.as('observer')])
    expect((await packet(caller)).statusCode).toBe(403);
  expect((await packet(campaign.homeAffairs, '')).statusCode).toBe(400);
});

test('where sheets have no name, the covers with names follow in the same file', async () => {
  const sealed = await invitedCampaign(office, {
    terms: { slipPrinting: 'sealed_packs' },
    isCollecting: false,
  });
  const pages = textsOf((await packet(sealed.homeAffairs, '?purpose=first', sealed)).rawPayload);
  const names = new Map(
    sealed.people.map(({ unitId, fullName }) => [
      unitId,
      fullName.toUpperCase().replaceAll(/\s/g, ''),
    ]),
  );
  const hasCode = (page: string) =>
    sealed.invitations.some(({ code }) => page.includes(code.replaceAll(/\D/g, '')));
  const hasName = (page: string) =>
    sealed.invitations.some(({ unitId }) => page.includes(names.get(unitId)!));
  expect(pages.filter(hasCode).length).toBeGreaterThan(0);
  expect(pages.filter(hasName).length).toBeGreaterThan(0);
  expect(pages.filter((page) => hasCode(page) && hasName(page))).toEqual([]);
});
