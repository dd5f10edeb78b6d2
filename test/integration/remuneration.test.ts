// Truth: fieldwork.md §2, “remuneration list”: who answered on paper or in an interview, and nobody who answered otherwise.
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
let office: Office;
let round: InvitedCampaign;
beforeAll(async () => {
  office = await openOffice();
  round = await invitedCampaign(office);
});
afterAll(() => office.close());

const address = (amount: string) =>
  `/api/campaigns/${round.campaignId}/invitations/${AGENCY}/remuneration.xlsx?amount=${amount}`;

test('has those who answered on paper or in an interview, by hamlet, each with the amount', async () => {
  const slips = round.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
  const [online, paper, interview] = slips as [TestInvitation, TestInvitation, TestInvitation];
  for (const { token } of [online, paper, interview]) await answer(office, token);
  for (const [slip, door] of [
    [paper, 'paper'],
    [interview, 'interview'],
  ] as const)
    await office.deps.db
      .updateTable('invitation')
      .set({ door, ...(door === 'paper' && { submissionDigest: null, receiptCode: null }) })
      .where('id', '=', slip.id)
      .execute();
  const reply = await round.homeAffairs.send('GET', address('50000'));
  const { sheets } = await readXlsx(reply.rawPayload);
  const rows = sheets[0]!.rows.slice(3, -1);
  const nameOf = ({ unitId }: TestInvitation) =>
    round.people.find((person) => person.unitId === unitId)!.fullName;
  expect(rows.map((row) => row[1]).sort()).toEqual([nameOf(paper), nameOf(interview)].sort());
  expect(rows.map((row) => row[3])).toEqual([50_000, 50_000]);
  expect(sheets[0]!.rows.at(-1)?.[3]).toBe(100_000);
});

test('is printed with the same people, the sum and room for signatures', async () => {
  const reply = await round.homeAffairs.send('GET', address('50000').replace('.xlsx', '.pdf'));
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf']);
  const [page, ...more] = pdfPages(reply.rawPayload);
  expect(more).toEqual([]);
  const text = page!.text.replaceAll(/\s/g, '');
  const paid = await office.deps.db
    .selectFrom('invitation')
    .select('unitId')
    .where('door', 'in', ['paper', 'interview'])
    .execute();
  expect(paid).toHaveLength(2);
  for (const { unitId } of paid) {
    const { fullName } = round.people.find((person) => person.unitId === unitId)!;
    expect(text).toContain(fullName.replaceAll(' ', ''));
  }
  expect(text).toContain('100.000');
  expect(text).toContain('Ngườilậpdanhsách(ký)');
});

test('is not for the measured agency, which would learn who answered', async () => {
  for (const caller of [await office.as('agency', AGENCY), await office.as('observer')])
    for (const path of [address('50000'), address('50000').replace('.xlsx', '.pdf')])
      expect((await caller.send('GET', path)).json().code).toBe('access_denied');
  expect((await round.homeAffairs.send('GET', address('nhieu'))).json().code).toBe(
    'request_invalid',
  );
});
