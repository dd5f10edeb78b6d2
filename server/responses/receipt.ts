import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { AnswerValue } from '#contract/questionnaire.ts';
import type { MasterKey } from '../secrets.ts';

const SYMBOLS = 'ACDEFGHJKMNPQRTVWXY34679';
const LENGTH = 8;
/** 128 bits in hexadecimal. */
const MARK = 32;

/**
 * Recognises the same response when it comes again: by the number that the device made, and until the
 * count by its answers too. These are marked under a key that follows from the ballot box's and goes
 * with it: a proxy's log may hold links and numbers side by side, and a reader who has it together with the
 * counted answers would otherwise try answers until the digest fits.
 */
export function digestOf(
  token: string,
  submissionId: string,
  answers: ReadonlyMap<string, AnswerValue>,
  ballotKey: Buffer | undefined,
): string {
  const number = createHash('sha256')
    .update(JSON.stringify([token, submissionId]))
    .digest('hex');
  if (!ballotKey) return number.slice(0, MARK);
  const key = Buffer.from(hkdfSync('sha256', ballotKey, '', 'sipas digest', 32));
  const content = createHmac('sha256', key).update(
    JSON.stringify([token, submissionId, ...answers]),
  );
  key.fill(0);
  return number.slice(0, MARK) + content.digest('hex').slice(0, MARK);
}

/** Whether two digests are of the same number, whatever was answered. */
export const isSameNumber = (kept: string | null, digest: string): boolean =>
  kept !== null && kept.slice(0, MARK) === digest.slice(0, MARK);

/** Eight symbols that follow from the secret of the link and say nothing of the answers. */
export function receiptCode(secrets: MasterKey, token: string, attempt: number): string {
  let number = secrets.keyed('receipt', `${token} ${attempt}`).readBigUInt64BE();
  let code = '';
  while (code.length < LENGTH) {
    code += SYMBOLS[Number(number % BigInt(SYMBOLS.length))];
    number /= BigInt(SYMBOLS.length);
  }
  return code;
}
