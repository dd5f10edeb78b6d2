import type { Readable } from 'node:stream';
import { record } from '../../db/activity.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { smallUpload } from '../../http/small-upload.ts';
import { readBounces } from './read-bounces.ts';

const LARGEST = 8 * 1024 * 1024;

/** Marks the messages that came back after a mail server had taken them. The file itself is not kept. */
export async function recordBounces(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  upload: Readable,
): Promise<{ bounced: number; unknown: number; others: number }> {
  await campaignAt(db, campaignId, 'drawn', 'collecting');
  const { ids, failures, others } = readBounces(
    (await smallUpload(upload, LARGEST)).toString('latin1'),
  );
  return db.transaction().execute(async (trx) => {
    let known = 0;
    let bounced = 0;
    for (const part of chunksOf(ids, 500)) {
      const messages = await trx
        .selectFrom('contactMessage')
        .innerJoin('contactWave', 'contactWave.id', 'contactMessage.waveId')
        .select(['contactMessage.id', 'contactMessage.state'])
        .where('contactMessage.id', 'in', part)
        .where('contactMessage.campaignId', '=', campaignId)
        .where('way', '=', 'email')
        .execute();
      known += messages.length;
      const taken = messages.filter(({ state }) =>
        ['sent', 'unclear', 'delivered'].includes(state),
      );
      if (taken.length === 0) continue;
      const marked = await trx
        .updateTable('contactMessage')
        .set({ state: 'undelivered', problem: 'bounced', changedAt: now() })
        .where(
          'id',
          'in',
          taken.map(({ id }) => id),
        )
        .where('state', 'in', ['sent', 'unclear', 'delivered'])
        .returning('id')
        .execute();
      bounced += marked.length;
    }
    const unknown = Math.max(0, failures - known);
    const details = { bounced, unknown, others };
    await record(trx, { at: now(), staffId: by, act: 'bounces_recorded', campaignId, details });
    return { bounced, unknown, others };
  });
}
