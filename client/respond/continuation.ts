import { readContinuationCode } from '#contract/continuation-code.ts';
import { mergedDrafts } from '#contract/draft-content.ts';
import { draftName, draftSecret, submissionIdOf } from '#contract/draft-seal.ts';
import { serverNow } from '../clock.ts';
import { eraseDraft, readDraft, readReceipt } from './calls.ts';
import { contentIn, contentOf, withContent } from './copy-content.ts';
import type { Storage } from './storage.ts';
import type { Draft, Kept, Slip } from './stored-draft.ts';

/** Only a secure context has the means: without them there is no copy on the server to continue. */
export const canSeal = (): boolean => Boolean(globalThis.crypto?.subtle);

/** The receipt of whatever was sent from the draft of this code, by this device or another. */
export async function receiptOf({ key, token }: Slip, code: string): Promise<Kept | undefined> {
  if (!canSeal()) return undefined;
  const { receipt } = await readReceipt(token, await submissionIdOf(draftSecret(token, code)));
  return receipt ? { key, ...receipt } : undefined;
}

/** What came of a typed or scanned code: nothing is stored under it, or its answers or its receipt are here now. */
export type Continuation = 'unknown' | 'draft' | 'received';

/**
 * Takes over what another device has answered, or this one before it was cleared. What was answered here
 * already goes along by the latest answer of each question, and its own copy on the server goes.
 */
export async function continueWith(
  storage: Storage,
  slip: Slip,
  typed: string,
): Promise<Continuation> {
  const code = readContinuationCode(typed);
  if (!code || !canSeal()) return 'unknown';
  const kept = await receiptOf(slip, code);
  if (kept) {
    await storage.transact(async (access) => {
      await access.put('kept', kept);
      await access.remove('draft', slip.key);
    });
    return 'received';
  }
  const secret = draftSecret(slip.token, code);
  const { revision, sealed } = await readDraft(slip.token, await draftName(secret));
  if (!sealed) return 'unknown';
  const theirs = await contentIn(secret, sealed);
  const before = await storage.transact(async (access) => {
    const draft = await access.get('draft', slip.key);
    if (!draft) return undefined;
    const continuedAt = serverNow();
    await access.put('draft', {
      ...withContent(draft, mergedDrafts(contentOf(draft), theirs)),
      ...{ code, codeWeight: continuedAt, continuedAt, revision, isShared: true },
    });
    return draft;
  });
  if (!before) return 'unknown';
  if (before.code !== code) await eraseCopy(slip.token, before);
  return 'draft';
}

/** Should the call be lost, nobody opens the copy, and the server erases it by itself. */
export async function eraseCopy(token: string, { code }: Pick<Draft, 'code'>): Promise<void> {
  if (!canSeal()) return;
  await eraseDraft(await draftName(draftSecret(token, code))).catch(() => undefined);
}
