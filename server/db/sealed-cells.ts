import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const NONCE = 12;
const TAG = 16;
const sealing = new WeakMap<Buffer, KeyObject>();

function sealingKey(key: Buffer): KeyObject {
  let ready = sealing.get(key);
  if (!ready) {
    ready = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'sipas problem row', 32)));
    sealing.set(key, ready);
  }
  return ready;
}

/** AES-256-GCM under a key made of the campaign's identity key: cells of a row may name a person. */
export function sealText(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce);
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where the key is another one or a byte has changed. */
export function openText(key: Buffer, sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), nonce);
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  const text = decipher.update(sealed.subarray(NONCE + TAG), undefined, 'utf8');
  return text + decipher.final('utf8');
}

export const sealCells = (key: Buffer, cells: readonly string[]): Buffer =>
  sealText(key, JSON.stringify(cells));
export const openCells = (key: Buffer, sealed: Uint8Array): string[] =>
  JSON.parse(openText(key, sealed));
