import { sha256Text } from '#sampling/randomness/sha256.ts';
import type { Db } from '../db/database.ts';
import type { Finding } from './finding.ts';
import { absent, compared, unequal } from './finding.ts';

/** The certificate of the erasure has its hash, and names the frame that is still there. */
export async function checkCertificate(db: Db, campaignId: string): Promise<Finding> {
  const certificate = await db
    .selectFrom('erasureCertificate')
    .leftJoin('frame', 'frame.campaignId', 'erasureCertificate.campaignId')
    .select(['content', 'erasureCertificate.sha256', 'frameSha256After', 'frame.sha256 as frame'])
    .where('erasureCertificate.campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!certificate) return absent('erasure', 'not erased');
  const { content, sha256, frameSha256After, frame } = certificate;
  const faults = [
    ...unequal('the certificate has another hash', sha256Text(content) === sha256),
    ...unequal('it names another frame', frameSha256After === frame),
  ];
  return compared('erasure', faults, `certificate ${sha256.slice(0, 12)}…`);
}
