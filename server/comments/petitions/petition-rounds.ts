import type { PetitionRound } from '#contract/petitions.ts';
import type { Db } from '../../db/database.ts';
import { problem } from '../../problem.ts';
import { agenciesOf } from './queries.ts';

/** From the first answer until personal data are erased; so that nothing more comes in that nobody could erase. */
export async function petitionRounds(db: Db): Promise<PetitionRound[]> {
  const rounds = await openRounds(db).execute();
  return Promise.all(
    rounds.map(async (round) => ({
      ...round,
      agencies: await agenciesOf(db, round.campaignId),
    })),
  );
}

export async function requireTaking(db: Db, campaignId: string): Promise<void> {
  const round = await openRounds(db).where('campaign.id', '=', campaignId).executeTakeFirst();
  if (!round) throw problem('petitions_not_taken');
}

export const isErased = async (db: Db, campaignId: string): Promise<boolean> =>
  (await db
    .selectFrom('campaignErasure')
    .select('campaignId')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst()) !== undefined;

const openRounds = (db: Db) =>
  db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .leftJoin('campaignErasure', 'campaignErasure.campaignId', 'campaign.id')
    .select([
      'campaign.id as campaignId',
      'campaign.name',
      'province.name as provinceName',
      'officeName',
      'hotline',
    ])
    .where('stage', 'in', ['collecting', 'closed', 'published'])
    .where('campaignErasure.campaignId', 'is', null)
    .orderBy('campaign.createdAt', 'desc');
