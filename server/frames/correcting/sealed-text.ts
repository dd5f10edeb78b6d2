import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKeys } from '../identity/derived-keys.ts';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under the campaign's identity key: cells of a row may name a person. */
export function sealText(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', derivedKeys(key).sealing, nonce);
  const body = cipher.update(text, 'utf8');
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where the key is another one or a byte has changed. */
export function openText(key: Buffer, sealed: Uint8Array): string {
  const { sealing } = derivedKeys(key);
  const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  const text = decipher.update(sealed.subarray(NONCE + TAG), undefined, 'utf8');
  return text + decipher.final('utf8');
}

export const sealCells = (key: Buffer, cells: readonly string[]): Buffer =>
  sealText(key, JSON.stringify(cells));
export const openCells = (key: Buffer, sealed: Uint8Array): string[] =>
  JSON.parse(openText(key, sealed));
