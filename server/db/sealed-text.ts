import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomFillSync,
} from 'node:crypto';

const sealing = new WeakMap<Buffer, KeyObject>();

/** Made once for each key: a cipher takes 4 µs from a ready key and 14 µs from bytes. */
function sealingKey(key: Buffer): KeyObject {
  let ready = sealing.get(key);
  if (!ready) {
    ready = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'sipas identity seal', 32)));
    sealing.set(key, ready);
  }
  return ready;
}

const NONCE = 12;
const TAG = 16;
/** Random bytes for a thousand nonces at a time: asking for twelve costs as much as the cipher. */
const nonces = Buffer.alloc(NONCE * 1000);
let used = nonces.length;

function freshNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  used += NONCE;
  return nonces.subarray(used - NONCE, used);
}

/** AES-256-GCM under a campaign's identity key: nonce, tag, then the text. */
export function sealText(key: Buffer, text: string | Uint8Array): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce);
  const body = typeof text === 'string' ? cipher.update(text, 'utf8') : cipher.update(text);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where the key is another one or a byte has changed. */
export function openText(key: Buffer, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  const text = decipher.update(sealed.subarray(NONCE + TAG), undefined, 'utf8');
  return text + decipher.final('utf8');
}
