import { submissionIdOf } from '#contract/draft-seal.ts';
import type { Receipt } from '#contract/responses.ts';
import { readReceipt } from '#contract/responses.ts';
import type { PlainVisit } from './visit.ts';

/** The receipt of what this browser has sent; nothing for one that merely has the link. */
export async function receiptOf({
  ask,
  token,
  held: { secret },
}: PlainVisit): Promise<(Receipt & { hotline: string | undefined }) | undefined> {
  if (!secret) return undefined;
  const submissionId = await submissionIdOf(secret);
  const { receipt, hotline } = await ask(readReceipt, { body: { token, submissionId } });
  return receipt ? { ...receipt, hotline: hotline ?? undefined } : undefined;
}
