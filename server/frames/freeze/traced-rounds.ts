import type { Db } from '../../db/database.ts';

export interface TracedRound {
  readonly campaignId: string;
  /** One of the last rounds of the rest rule; of all others only refusals count. */
  readonly isResting: boolean;
  readonly asked: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

/** Earlier rounds of the province that left traces, the latest first; and who objected in this one before its freeze. */
export async function tracedRounds(trx: Db, campaignId: string): Promise<TracedRound[]> {
  const { provinceCode, restRounds } = await trx
    .selectFrom('campaign')
    .select(['provinceCode', 'restRounds'])
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  const rounds = await trx
    .selectFrom('campaign')
    .select('id')
    .where('provinceCode', '=', provinceCode)
    .where('id', '<>', campaignId)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('contactTrace').select('hash').whereRef('campaignId', '=', 'campaign.id')),
    )
    .orderBy('collectFrom', 'desc')
    .orderBy('createdAt', 'desc')
    .execute();
  const earlier = await Promise.all(
    rounds.map(async ({ id }, place) => {
      const isResting = place < restRounds;
      const asked = isResting ? await hashesOf(trx, id, 'asked') : new Set<string>();
      return { campaignId: id, isResting, asked, refused: await hashesOf(trx, id, 'refused') };
    }),
  );
  const refused = await hashesOf(trx, campaignId, 'refused');
  const own = { campaignId, isResting: false, asked: new Set<string>(), refused };
  return refused.size > 0 ? [...earlier, own] : earlier;
}

async function hashesOf(trx: Db, campaignId: string, kind: 'asked' | 'refused') {
  const rows = await trx
    .selectFrom('contactTrace')
    .select('hash')
    .where('campaignId', '=', campaignId)
    .where('kind', '=', kind)
    .execute();
  return new Set(rows.map(({ hash }) => Buffer.from(hash).toString('hex')));
}
