import type { Receipt } from '#contract/responses.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { findInvitation } from './arrivals.ts';
import { digestOf, isSameNumber } from './receipt.ts';

interface Asked {
  readonly token: string;
  readonly submissionId: string;
}

/** For the device that has sent, or that holds its continuation code; to all others the same nothing. */
export async function readReceipt(
  { db }: Deps,
  { token, submissionId }: Asked,
): Promise<{ receipt: Receipt | null; hotline: string | null }> {
  const invitation = await findInvitation(db, hashOf(token));
  const { receiptCode: code, receivedWeek: week, submissionDigest } = invitation ?? {};
  const number = digestOf(token, submissionId, new Map(), undefined);
  const isSender = isSameNumber(submissionDigest ?? null, number);
  const receipt = isSender && code && week ? { code, week } : null;
  return { receipt, hotline: invitation?.hotline ?? null };
}
