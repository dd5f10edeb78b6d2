import { frameHash } from '#sampling/frame/canonical.ts';
import { merkleRoot } from '#sampling/frame/merkle.ts';
import type { Db } from '../db/database.ts';
import { commitmentsRoot } from '../frames/freeze/commitment.ts';
import { frameText } from '../samples/queries.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

/** The frame's rows give the hash, the Merkle root and the root of commitments that were published. */
export async function checkFrame(db: Db, campaignId: string): Promise<Finding> {
  const frame = await db
    .selectFrom('frame')
    .select(['sha256', 'merkleRoot', 'commitmentsRoot', 'unitCount'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!frame) return absent('frame', 'not frozen');
  const text = await frameText(db, campaignId).catch((error: Error) => error.message);
  const committed = await commitments(db, campaignId);
  const faults = [
    ...unequal('frame.tsv has another hash', frameHash(text) === frame.sha256),
    ...unequal('another Merkle root', merkleRootOf(text) === frame.merkleRoot),
    ...unequal(
      'another root of commitments',
      frame.commitmentsRoot === null || committed === frame.commitmentsRoot,
    ),
  ];
  return compared('frame', faults, `${frame.unitCount} units, ${frame.sha256.slice(0, 12)}…`);
}

function merkleRootOf(text: string): string {
  try {
    return merkleRoot(text);
  } catch {
    return '';
  }
}

async function commitments(db: Db, campaignId: string): Promise<string | null> {
  const units = await db
    .selectFrom('frameUnit')
    .select(['unitId', 'commitment'])
    .where('campaignId', '=', campaignId)
    .execute();
  const committed = units.flatMap(({ unitId, commitment }) =>
    commitment ? [{ unitId, commitment }] : [],
  );
  return committed.length > 0 ? commitmentsRoot(committed) : null;
}
