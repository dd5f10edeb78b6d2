// Truth: the dispositions of an invitation add up to those invited, agency by agency.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign, getOverview } from '#contract/campaigns.ts';
import { getDoorShares, getProgress } from '#contract/fieldwork.ts';
import { recordDelivery } from '#contract/invitations.ts';
import { getLedger } from '#contract/ledger.ts';
import { declineInvitation, startAnswering } from '#contract/opening.ts';
import { issuePaperPacks, receiveStrip } from '#contract/paper.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';
import { design, frozenCampaign, invitedCampaign } from '../scenario-frozen.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('every invitation has one disposition, and what a person did counts more than what a carrier found', async () => {
  const { campaignId, homeAffairs, invitations } = await invitedCampaign(office);
  const own = invitations.filter(({ agencyCode }) => agencyCode === '01981');
  const [a, b, c, d, e] = own as [
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
  ];
  const find = (serial: number, outcome: 'moved' | 'refused') =>
    homeAffairs.call(recordDelivery, {
      params: { campaignId, agencyCode: '01981', serial: String(serial) },
      body: { outcome },
    });
  await office.nobody.call(startAnswering, { body: { token: a.token } });
  await find(a.serial, 'moved');
  await office.nobody.call(declineInvitation, { body: { token: b.token, reason: 'declined' } });
  await office.nobody.call(declineInvitation, { body: { token: c.token, reason: 'wrong_person' } });
  await find(d.serial, 'moved');
  await find(e.serial, 'refused');
  const { agencies } = await homeAffairs.call(getProgress, { params: { campaignId } });
  expect(agencies.map(({ agencyCode }) => agencyCode)).toEqual(['01981', '05443', '05500']);
  expect(agencies[0]).toEqual({
    agencyCode: '01981',
    agencyName: 'Xã Vĩnh Thông',
    kind: 'commune',
    invited: own.length,
    unopened: own.length - 5,
    opened: 1,
    received: 0,
    declined: 2,
    undelivered: 2,
    reservesLeft: 6,
  });
  for (const agency of agencies)
    expect(
      agency.unopened + agency.opened + agency.received + agency.declined + agency.undelivered,
    ).toBe(agency.invited);
});

test('Home Affairs and observers see the counts of all agencies', async () => {
  const { campaignId } = await invitedCampaign(office);
  for (const caller of [await office.as('home_affairs'), await office.as('observer')]) {
    const { agencies, own } = await caller.call(getProgress, { params: { campaignId } });
    expect(agencies.map(({ agencyCode }) => agencyCode)).toEqual(['01981', '05443', '05500']);
    expect(own).toBeNull();
  }
});

test('an agency’s staff cannot watch who answers: one more answer, opening or refusal changes nothing they see', async () => {
  const round = await collectingCampaign(office, { peoplePerStratum: 12 });
  const params = { campaignId: round.campaignId };
  const clerk = await office.as('agency', '05443');
  const own = round.invitations.filter(({ agencyCode }) => agencyCode === '05443');
  const seen = async () => ({
    progress: await clerk.call(getProgress, { params }),
    received: (await clerk.call(getOverview, { params })).received,
  });
  const before = await seen();
  expect(before).toEqual({
    progress: {
      agencies: [],
      own: { invited: own.length, receivedAtLeast: 0, step: 10, undelivered: 0 },
      bursts: [],
      guessedAt: null,
    },
    received: 0,
  });
  for (const { token } of own.slice(0, 9)) await answer(office, token, service(4));
  await office.nobody.call(startAnswering, { body: { token: own[10]!.token } });
  for (const [nth, reason] of (['declined', 'wrong_person'] as const).entries())
    await office.nobody.call(declineInvitation, { body: { token: own[11 + nth]!.token, reason } });
  expect(await seen()).toEqual(before);
  for (const { token } of own.slice(13, 19)) await answer(office, token, service(4));
  expect(await seen()).toMatchObject({ progress: { own: { receivedAtLeast: 10 } }, received: 10 });
  await clerk.call(recordDelivery, {
    params: { ...params, agencyCode: '05443', serial: '3' },
    body: { outcome: 'moved' },
  });
  expect((await seen()).progress.own?.undelivered).toBe(1);
  office.at(AFTER_GRACE);
  await round.homeAffairs.call(closeCampaign, { params });
  expect((await seen()).progress.own?.receivedAtLeast).toBeNull();
});

test('answers in a burst from one network are a sign for Home Affairs and observers, by agency and day alone', async () => {
  const round = await collectingCampaign(office, { peoplePerStratum: 12 });
  const params = { campaignId: round.campaignId };
  const slipsOf = (agency: string, from: number, to: number) =>
    round.invitations.filter(({ agencyCode }) => agencyCode === agency).slice(from, to);
  const sent = async (invitations: typeof round.invitations) => {
    for (const { token } of invitations) await answer(office, token, service(4));
  };
  const signs = async (caller: Caller) =>
    (await caller.call(getProgress, { params })).bursts.map(({ agencyName, day, answers }) => [
      agencyName,
      day,
      answers,
    ]);
  // Six at once and four of another agency among them; elsewhere four on a day, a quarter of an hour apart.
  office.at('2026-11-18T03:05:00Z');
  await sent([...slipsOf('01981', 0, 3), ...slipsOf('05500', 0, 4), ...slipsOf('01981', 3, 6)]);
  for (const [nth, slip] of slipsOf('05443', 0, 8).entries()) {
    office.at(`2026-11-19T0${2 + Math.floor(nth / 4)}:${15 * (nth % 4) || '00'}:00Z`);
    await sent([slip]);
  }
  const expected = [['Xã Vĩnh Thông', '2026-11-18', 6]];
  expect(await signs(round.homeAffairs)).toEqual(expected);
  expect(await signs(await office.as('observer'))).toEqual(expected);
  expect(await signs(await office.as('agency', '01981'))).toEqual([]);
});

test('before the draw there is nobody to wait for', async () => {
  const { campaignId, homeAffairs } = await frozenCampaign(office);
  const { agencies } = await homeAffairs.call(getProgress, { params: { campaignId } });
  expect(agencies.map(({ invited, reservesLeft }) => invited + reservesLeft)).toEqual([0, 0, 0]);
});

test('the office sees by which doors answers came, and a door of few follows neither from other agencies nor from the province', async () => {
  const agencies = ['01981', '05443', '05500', '05503'];
  const { campaignId, homeAffairs, invitations } = await collectingCampaign(office, {
    agencies,
    fields: ['Hộ tịch'],
    peoplePerStratum: 14,
    design: design({ doors: { self: 0.4, paper: 0.5, phone: 0.1 } }),
  });
  const params = { campaignId };
  await homeAffairs.call(issuePaperPacks, { params, body: { agencyCode: null } });
  const cases = new Map(
    (await office.deps.db.selectFrom('paperCase').selectAll().execute()).map((row) => [
      row.invitationId,
      row.caseNumber,
    ]),
  );
  const answered = async (agency: string, links: number, strips: number) => {
    const people = invitations.filter(({ agencyCode }) => agencyCode === agency);
    for (const { token } of people.slice(0, links)) await answer(office, token);
    for (const { id } of people.slice(links, links + strips))
      await homeAffairs.call(receiveStrip, { params, body: { number: cases.get(id)! } });
  };
  await answered('01981', 6, 6);
  await answered('05443', 6, 2);
  await answered('05500', 5, 5);
  await answered('05503', 7, 7);
  const shares = await homeAffairs.call(getDoorShares, { params });
  expect(shares.doors).toEqual(['self', 'paper', 'phone']);
  expect(shares.planned).toEqual([0.4, 0.5, 0.1]);
  const countsOf = (agency: string) =>
    shares.agencies.find(({ agencyCode }) => agencyCode === agency)!.counts;
  expect(agencies.map(countsOf)).toEqual([[6, 6, 0], null, null, [7, 7, 0]]);
  const { province } = await homeAffairs.call(getLedger, { params, query: { by: 'agency' } });
  const shownStrips = shares.agencies.flatMap(({ counts }) => (counts ? [counts[1]!] : []));
  expect(province.doors!.paper - shownStrips.reduce((sum, n) => sum + n, 0)).toBe(7);
});
