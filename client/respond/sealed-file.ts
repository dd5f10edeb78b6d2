import { toBase64 } from '#contract/draft-seal.ts';
import { keyOf } from './storage.ts';
import type { Parcel } from './stored-draft.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/**
 * A parcel as a file that its carrier cannot read: AES-256-GCM under HKDF-SHA-256 of the token, which the
 * slip holds and the office can derive again. `slip` is the token's hash, by which the office finds it.
 */
export async function sealedFile(parcel: Parcel): Promise<string> {
  const slip = await keyOf(parcel.submission.token);
  const secret = await crypto.subtle.importKey(
    'raw',
    bytes(parcel.submission.token),
    'HKDF',
    false,
    ['deriveKey'],
  );
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: bytes(slip), info: bytes('sipas sealed file') },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = bytes(
    JSON.stringify({ submissionId: parcel.submissionId, submission: parcel.submission }),
  );
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content);
  return JSON.stringify({
    format: 'SIPAS-SEALED/1',
    slip,
    iv: toBase64(iv),
    sealed: toBase64(new Uint8Array(sealed)),
  });
}
