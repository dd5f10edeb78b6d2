// Truth: server/contract/campaigns.ts: the stages; README “Run it”: `npm run seed -- <stage>` makes a campaign in any of them today.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { windowAt } from '#contract/calendar.ts';
import type { Overview } from '#contract/campaigns.ts';
import { getOverview } from '#contract/campaigns.ts';
import { listPaperWork } from '#contract/paper.ts';
import { getPublished, listPublished } from '#contract/published.ts';
import { MODES } from '#contract/responses.ts';
import { getCertificate } from '#contract/retention.ts';
import { STAGES } from '#contract/stage.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { openAccounts } from '../../server/demo/accounts.ts';
import { Caller } from '../../server/demo/caller.ts';
import { COMMUNE_CLERK, FIELD_CREW, OBSERVER } from '../../server/demo/colleagues.ts';
import { seedCampaign } from '../../server/seed/seed-campaign.ts';
import type { SeedStage } from '../../server/seed/stages.ts';
import { SEED_STAGES, termsOf } from '../../server/seed/stages.ts';
import type { Round } from '../../server/seed/steps.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

const NOW = new Date('2027-03-01T03:00:00Z');
let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** What Home Affairs sees of a campaign that has come so far. */
const STANDING: Record<SeedStage, Partial<Overview>> = {
  draft: { stage: 'draft', rows: 0 },
  frame_open: { stage: 'frame_open', rows: 0, agenciesWithList: 0 },
  listed: { stage: 'frame_open', rows: 300, agenciesWithList: 2, signed: 0 },
  accepted: { stage: 'frame_open', signed: 2, accepted: 2 },
  frame_frozen: { stage: 'frame_frozen', strata: 4, planPublishedAt: null },
  planned: { stage: 'frame_frozen', planPublishedAt: expect.any(String), drawn: 0 },
  drawn: { stage: 'drawn', drawn: 150, invited: 0, agenciesInvited: 0 },
  invited: { stage: 'drawn', invited: 150, agenciesInvited: 2, printed: 0 },
  collecting: { stage: 'collecting', received: 0 },
  answered: { stage: 'collecting', received: expect.toSatisfy((n) => n > 40 && n < 150) },
  closed: { stage: 'closed', received: expect.toSatisfy((n) => n > 40) },
  published: { stage: 'published' },
  erased: { stage: 'published' },
};

test('a seeded campaign passes every stage, and each has what it is named after', async () => {
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const clock = { now: () => office.deps.now(), setTo: office.at };
  const accounts = await openAccounts(address, office.deps, [
    OBSERVER,
    COMMUNE_CLERK,
    ...FIELD_CREW,
  ]);
  const seen: string[] = [];
  const all = { address, deps: office.deps, clock, accounts };
  for await (const { stage, round } of seedCampaign(all, 'erased', NOW)) {
    const params = { campaignId: round.campaignId };
    expect(await accounts.homeAffairs.call(getOverview, { params }), stage).toMatchObject(
      STANDING[stage],
    );
    const { campaigns } = await new Caller(address).call(listPublished, {});
    const isPublic = campaigns.some(({ publishedAt }) => publishedAt !== null);
    expect(isPublic, stage).toBe(stage === 'published' || stage === 'erased');
    const { certificate } = await new Caller(address).call(getCertificate, { params });
    expect(certificate !== null, stage).toBe(stage === 'erased');
    if (stage === 'answered') await expectDoors(round);
    if (stage === 'published')
      expect(sha256Text(await figuresOf(round)), 'published figures of the seed').toBe(FIGURES);
    seen.push(stage);
  }
  expect(seen).toEqual(SEED_STAGES);
  expect(new Set(Object.values(STANDING).map(({ stage }) => stage))).toEqual(new Set(STAGES));
}, 180_000);

/** Who came by which door, as people did and as the server has it; and what is left for clerks to try. */
async function expectDoors({ collection, campaignId, accounts }: Round) {
  const rows = await office.deps.db
    .selectFrom('invitation')
    .select(({ fn }) => ['door', fn.countAll<number>().as('people')])
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'received')
    .groupBy('door')
    .execute();
  const { plain, ...came } = collection!.received;
  expect(Object.fromEntries(rows.map(({ door, people }) => [door, Number(people)]))).toEqual(came);
  expect(plain).toBe(0);
  expect(Object.keys(came)).toHaveLength(MODES.length);
  const params = { campaignId };
  const work = await accounts.homeAffairs.call(listPaperWork, { params });
  expect([work.secondEntries.length, work.disputes.length]).toEqual([2, 2]);
}

/** Of the province every node: what people answered decides it, and nothing that is withheld of agencies. */
async function figuresOf({ address, campaignId }: Round): Promise<string> {
  const params = { campaignId };
  const { results } = await new Caller(address).call(getPublished, { params });
  const { figures } = results.domains.find(({ level }) => level === 'province')!;
  return JSON.stringify(figures.map(({ node, index, low, high }) => [node, index, low, high]));
}

/** People of the seed answer alike under every master key. */
const FIGURES = 'f1c1c50711a75a49376372afd22410c2a290ff81a9082d86d9dee62215c7528c';

test.for(SEED_STAGES)('today the clock lets whoever stands at %s go on', (stage) => {
  const later = SEED_STAGES.indexOf(stage) - SEED_STAGES.indexOf('drawn');
  const wanted = later < 0 ? 'before' : stage === 'collecting' || later < 4 ? 'open' : 'after';
  expect(windowAt(termsOf(stage, NOW, 'localhost:3000'), NOW)).toBe(wanted);
});
