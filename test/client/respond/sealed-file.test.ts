// Truth: ux.md §4.2: who carries the file cannot read it; the office, which can make the token again, can.
import { expect, test } from 'vitest';
import { seal } from '../../../client/respond/outbox.ts';
import { sealedFile } from '../../../client/respond/sealed-file.ts';
import { keyOf } from '../../../client/respond/storage.ts';
import { draftOf, newDevice, store } from './device.ts';

const TOKEN = 'ABCDEFGHIJKLMNOP';

test('a sealed file opens with the token and holds the submission as it was', async () => {
  const storage = await newDevice();
  await store(storage, draftOf('a', { answers: { '1': 4, c: 'Đường vào thôn khó đi' } }));
  const parcel = await seal(storage, 'a', { token: TOKEN, language: 'vi' });
  const text = await sealedFile(parcel!);
  const file = JSON.parse(text);
  expect(file.format).toBe('SIPAS-SEALED/1');
  expect(file.slip).toBe(await keyOf(TOKEN));
  expect(text).not.toContain(TOKEN);
  expect(JSON.parse(await opened(file, TOKEN))).toEqual({
    submissionId: parcel?.submissionId,
    submission: parcel?.submission,
  });
  await expect(opened(file, 'B'.repeat(16))).rejects.toThrow();
});

const bytes = (text: string) => new TextEncoder().encode(text);
const unpacked = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** As the office opens it, from the format's description alone. */
async function opened(file: { slip: string; iv: string; sealed: string }, token: string) {
  const secret = await crypto.subtle.importKey('raw', bytes(token), 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: bytes(file.slip), info: bytes('sipas sealed file') },
    secret,
    256,
  );
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt']);
  const iv = unpacked(file.iv);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, unpacked(file.sealed));
  return new TextDecoder().decode(plain);
}
