// Truth: what the citizen's page itself seals (client/respond/sealed-file.ts), carried to the office and handed in.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SealedFile } from '#contract/responses.ts';
import { handInSealedFile } from '#contract/responses.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign, service, submission } from '../scenario-collecting.ts';

// By address and not by name: the page's modules are checked with a page's types.
const page: { sealedFile(parcel: object): Promise<string> } = await import(
  new URL('../../client/respond/sealed-file.ts', import.meta.url).href
);

let office: Office;
let round: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  round = await collectingCampaign(office);
});
afterAll(() => office.close());

const tokenOf = (i: number) => round.invitations[i]?.token ?? '';

async function sealedBy(token: string): Promise<SealedFile> {
  const parcel = { submissionId: randomUUID(), submission: submission(token, service(4)) };
  return JSON.parse(await page.sealedFile(parcel));
}
const handIn = (body: SealedFile) => round.homeAffairs.call(handInSealedFile, { body });
const ballots = async () =>
  (await office.deps.db.selectFrom('ballot').select('id').execute()).length;

test('a sealed file is received once, and again gives the same receipt', async () => {
  const file = await sealedBy(tokenOf(0));
  const receipt = await handIn(file);
  expect(await handIn(file)).toEqual(receipt);
  expect(await ballots()).toBe(1);
});

test('nobody who carries the file can read an answer or the link in it', async () => {
  const file = await sealedBy(tokenOf(1));
  const carried = JSON.stringify(file) + Buffer.from(file.sealed, 'base64').toString('latin1');
  expect(carried).not.toContain(tokenOf(1));
  expect(carried).not.toContain('9.24');
});

test('a file for a slip that has answered already is refused, and the first answer stands', async () => {
  await answer(office, tokenOf(2));
  const before = await ballots();
  await expect(handIn(await sealedBy(tokenOf(2)))).rejects.toMatchObject({
    code: 'invitation_used',
  });
  expect(await ballots()).toBe(before);
});

test('a damaged or foreign file is refused in words, and nothing is stored', async () => {
  const file = await sealedBy(tokenOf(3));
  const other = await sealedBy(tokenOf(4));
  const before = await ballots();
  for (const wrong of [
    { ...file, sealed: other.sealed },
    { ...file, slip: 'f'.repeat(64) },
    { ...file, sealed: 'AAAA' },
  ]) {
    await expect(handIn(wrong)).rejects.toMatchObject({
      status: 400,
      code: 'sealed_file_unreadable',
    });
  }
  expect(await ballots()).toBe(before);
});

test('a commune cannot hand in files', async () => {
  const agency = await office.as('agency', '01981');
  await expect(
    agency.call(handInSealedFile, { body: await sealedBy(tokenOf(5)) }),
  ).rejects.toMatchObject({
    code: 'access_denied',
  });
});
