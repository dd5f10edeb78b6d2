import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import * as z from 'zod';
import { Submission } from '#contract/responses.ts';
import type { SealedInterview } from '#contract/sealed-interview.ts';
import { problem } from '../../problem.ts';

const TAG = 16;
const { questionnaireVersion, language, answers } = Submission.shape;
export const Interview = z.object({ questionnaireVersion, language, answers });

export const publicBoxKey = (ballotKey: Buffer): string =>
  boxPair(ballotKey).getPublicKey('base64');

/**
 * The box's key pair follows from the ballot key: nothing more to keep, and it goes with that key at the
 * count. A number that is no scalar of the curve (one in 2^32) is passed over.
 */
function boxPair(ballotKey: Buffer) {
  const pair = createECDH('prime256v1');
  for (let attempt = 0; ; attempt += 1) {
    const scalar = Buffer.from(hkdfSync('sha256', ballotKey, '', `sipas interview ${attempt}`, 32));
    try {
      pair.setPrivateKey(scalar);
      return pair;
    } catch (error) {
      if (attempt === 9) throw error;
    } finally {
      scalar.fill(0);
    }
  }
}

/** Opens what `sealInterview` has sealed for this case and submission and no other. */
export function openInterview<T>(
  ballotKey: Buffer,
  bound: string,
  { point, iv, sealed }: SealedInterview,
  schema: z.ZodType<T>,
): T {
  try {
    const secret = boxPair(ballotKey).computeSecret(Buffer.from(point, 'base64'));
    const key = Buffer.from(hkdfSync('sha256', secret, '', bound, 32));
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'));
    decipher.setAuthTag(bytes.subarray(-TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
    return schema.parse(JSON.parse(text.toString('utf8')));
  } catch {
    // Damaged, foreign or forged: which of them is nobody's to learn.
    throw problem('interview_unreadable');
  }
}
