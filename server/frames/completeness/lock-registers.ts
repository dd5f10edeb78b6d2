import { randomBytes, randomUUID } from 'node:crypto';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';

export interface Register {
  readonly campaignId: string;
  readonly agencyCode: string;
  /** Entries of the counter's register. */
  readonly population: number;
}

/**
 * Fixes how many entries registers have, for all or none of them. Until the dice a slip of the pen is locked anew; its
 * nonce is new, so that nobody who has rolled already can choose the number by what it would draw.
 */
export async function lockRegisters(
  { db, now }: Deps,
  locking: {
    readonly campaignId: string;
    readonly staffId: string;
    readonly share: number;
    readonly agencies: readonly Omit<Register, 'campaignId'>[];
  },
): Promise<void> {
  const { campaignId, staffId, share, agencies } = locking;
  for (const { agencyCode } of agencies) await openCampaignOf(db, campaignId, agencyCode);
  await db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    await refuseWaiting(trx, locking);
    for (const { agencyCode, population } of agencies) {
      const nonce = randomBytes(16).toString('hex');
      const register = { campaignId, agencyCode, population };
      const sha256 = sha256Text(`${lockText(register, share)}${nonce}\n`);
      const locked = { population, share, nonce, lockSha256: sha256 };
      const act = { ...locked, lockedAt: now(), lockedBy: staffId };
      await trx
        .insertInto('registerCheck')
        .values({ id: randomUUID(), campaignId, agencyCode, ...act })
        .onConflict((conflict) =>
          conflict
            .columns(['campaignId', 'agencyCode'])
            .where('drawnAt', 'is', null)
            .doUpdateSet(act),
        )
        .execute();
      const details = { agency: agencyCode, population, sha256 };
      await record(trx, {
        at: act.lockedAt,
        staffId,
        act: 'register_locked',
        campaignId,
        details,
      });
    }
  });
}

const lockText = ({ campaignId, agencyCode, population }: Register, share: number): string =>
  `SIPAS-CHECK/2\n${campaignId}\n${agencyCode}\n${population}\n${share}\n`;

/** The dice are bound to what was locked. */
export const seedOf = (register: Register, share: number, nonce: string, dice: string): string =>
  `${lockText(register, share)}${nonce}\n${dice}\n`;

/** Who has a check without a result gets no other: nobody draws until the entries please. */
async function refuseWaiting(
  trx: Db,
  { campaignId, agencies }: Parameters<typeof lockRegisters>[1],
): Promise<void> {
  const waiting = await trx
    .selectFrom('registerCheck')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('drawnAt', 'is not', null)
    .where('filledAt', 'is', null)
    .where(
      'agencyCode',
      'in',
      agencies.map(({ agencyCode }) => agencyCode),
    )
    .execute();
  if (waiting.length > 0) throw problem('register_check_open', { agencies: waiting.length });
}
