import { createHash } from 'node:crypto';
import type { AnswerValue } from '#contract/questionnaire.ts';
import type { Secrets } from '../secrets.ts';

const SYMBOLS = 'ACDEFGHJKMNPQRTVWXY34679';
const LENGTH = 8;

/**
 * Recognises the same response when it comes again. The submission's id is made on the device and kept
 * nowhere else: without it nobody can try answers until the digest fits.
 */
export function digestOf(
  token: string,
  submissionId: string,
  answers: ReadonlyMap<string, AnswerValue>,
): string {
  return createHash('sha256')
    .update(JSON.stringify([token, submissionId, [...answers]]))
    .digest('hex');
}

/** Eight symbols that follow from the secret of the link and say nothing of the answers. */
export function receiptCode(secrets: Secrets, token: string, attempt: number): string {
  let number = secrets.keyed('receipt', `${token} ${attempt}`).readBigUInt64BE();
  let code = '';
  while (code.length < LENGTH) {
    code += SYMBOLS[Number(number % BigInt(SYMBOLS.length))];
    number /= BigInt(SYMBOLS.length);
  }
  return code;
}
