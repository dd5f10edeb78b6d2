/**
 * Truth: the audit of the statistics library, and arithmetic anybody can do. The database's owner takes away
 * the mark of one withheld cell; what is left of its agency is then the agency's total less what is shown.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPublished } from '#contract/published.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import { asOwner } from '../database.ts';
import type { Office, RefusedCall } from '../office.ts';
import { openOffice } from '../office.ts';
import type { AnsweredCampaign } from '../scenario-answered.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';

const AGENCY = '01981';
const FEW = cellKey({ agency: AGENCY, field: 'F03' });
const CONFIRM = { confirm: 'CÔNG BỐ' as const };

let office: Office;
let campaign: AnsweredCampaign;

beforeAll(async () => {
  office = await openOffice();
  const random = seeded(4711);
  campaign = await answeredCampaign(office, {
    agencies: ['01981', '05443', '05500'],
    fields: ['Hộ tịch', 'Đất đai', 'Chứng thực'],
    peoplePerStratum: () => 30,
    answers: ({ stratum }, place) =>
      place < (stratum === `${AGENCY}.F03` ? 3 : 24) ? leaning(random, 0.8) : null,
  });
});
afterAll(() => office.close());

const publish = () =>
  campaign.homeAffairs
    .call(publishResults, { params: { campaignId: campaign.campaignId }, body: CONFIRM })
    .catch((error: RefusedCall) => error);

/** As the database's owner can: past the guard that the table never changes. */
async function plant(change: (received: string[]) => string[]): Promise<string[]> {
  const { db } = office.deps;
  const row = await db.selectFrom('withheldCells').selectAll().executeTakeFirstOrThrow();
  const cells = row.cells as { received: string[]; nodes: Record<string, string[]> };
  await asOwner(db, async (owner) => {
    await sql`alter table withheld_cells disable trigger user`.execute(owner);
    await owner
      .updateTable('withheldCells')
      .set({ cells: JSON.stringify({ ...cells, received: change(cells.received) }) })
      .execute();
    await sql`alter table withheld_cells enable trigger user`.execute(owner);
  });
  return cells.received;
}

test('publishing refuses, by name, a count that follows from what would be shown beside it', async () => {
  const withheld = await plant((received) => received.filter((cell) => cell === FEW));
  expect(withheld).toContain(FEW);
  expect(withheld.length).toBeGreaterThan(1);
  const params = { campaignId: campaign.campaignId };
  const planted = await campaign.homeAffairs.call(getResults, { params });
  const receivedIn = (field: string | null) =>
    planted.domains.find((domain) => domain.agencyCode === AGENCY && domain.fieldCode === field)!
      .received;
  expect(receivedIn('F03')).toBeNull();
  expect(receivedIn(null)! - receivedIn('F01')! - receivedIn('F02')!).toBe(3);
  expect(planted.disclosure!.exposed).toContain(FEW);

  const refused = await publish();
  expect(refused).toMatchObject({ status: 409, code: 'suppression_impossible' });
  expect(JSON.stringify(refused)).toContain('F03');
  await expect(office.nobody.call(getPublished, { params })).rejects.toMatchObject({
    code: 'not_published',
  });
  const stages = await office.deps.db.selectFrom('campaign').select('stage').execute();
  expect(stages).toEqual([{ stage: 'closed' }]);
});
