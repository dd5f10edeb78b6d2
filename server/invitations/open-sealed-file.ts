import { createDecipheriv, hkdfSync } from 'node:crypto';
import * as z from 'zod';
import type { SealedFile } from '#contract/responses.ts';
import { Submission } from '#contract/responses.ts';
import { Id } from '#contract/scalars.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { tokenOf } from './secret-code.ts';

const TAG_BYTES = 16;
const Content = z.object({ submissionId: Id, submission: Submission });

/**
 * Opens what `client/respond/sealed-file.ts` has sealed: the slip's token is derived again, and with it
 * the key. Nothing of the content is shown or kept; it goes through the same door as from a phone.
 */
export async function openSealedFile({ db, secrets }: Deps, file: SealedFile) {
  const invitation = await db
    .selectFrom('invitation')
    .select(['id', 'issue', 'campaignId'])
    .where('tokenHash', '=', file.slip)
    .executeTakeFirst();
  if (!invitation) await refuseRetired(db, 'tokenHash', file.slip);
  if (!invitation) throw problem('sealed_file_unreadable');
  const token = tokenOf(secrets, invitation);
  const content = contentOf(file, token);
  if (content?.submission.token !== token) throw problem('sealed_file_unreadable');
  return { ...content, campaignId: invitation.campaignId };
}

function contentOf(file: SealedFile, token: string) {
  try {
    const key = hkdfSync('sha256', token, file.slip, 'sipas sealed file', 32);
    const sealed = Buffer.from(file.sealed, 'base64');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(key),
      Buffer.from(file.iv, 'base64'),
    );
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const text =
      decipher.update(sealed.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    return Content.parse(JSON.parse(text));
  } catch {
    // A damaged, foreign or forged file: which of them is nobody's to learn.
    return undefined;
  }
}
