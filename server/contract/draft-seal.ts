/**
 * How a draft is sealed, for the phone and for the pages without JavaScript alike. Only WebCrypto, no
 * schema library: the citizen's page loads this. On a plain-http address there is no `crypto.subtle`;
 * then there is no draft either.
 */
export const DRAFT_BYTES = 32 * 1024;
/** A sealed draft's length says only how many such blocks there are, not how much was answered. */
const BLOCK = 4096;
const NONCE = 12;

/** The bytes' buffer is plain, as WebCrypto's types want it. */
type Bytes = Uint8Array<ArrayBuffer>;
const encoded = (text: string): Bytes => new TextEncoder().encode(text);

const derivation = (use: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: encoded('SIPAS-DRAFT/1'),
  info: encoded(use),
});

const secretOf = (token: string) =>
  crypto.subtle.importKey('raw', encoded(token.toUpperCase()), 'HKDF', false, [
    'deriveBits',
    'deriveKey',
  ]);

/** Under which the server keeps the draft: 128 bits that lead neither to the token nor to its hash. */
export async function draftName(token: string): Promise<string> {
  const bits = await crypto.subtle.deriveBits(derivation('name'), await secretOf(token), 128);
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const keyOf = async (token: string) =>
  crypto.subtle.deriveKey(
    derivation('key'),
    await secretOf(token),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

export async function sealDraft(token: string, content: unknown): Promise<string> {
  const text = encoded(JSON.stringify(content));
  const padded = new Uint8Array(Math.ceil(text.length / BLOCK) * BLOCK).fill(0x20);
  padded.set(text);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(token), padded);
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Throws when it was sealed for another token or a bit has changed. */
export async function openDraft(token: string, sealed: string): Promise<unknown> {
  const bytes = fromBase64(sealed);
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, NONCE) },
    await keyOf(token),
    bytes.slice(NONCE),
  );
  return JSON.parse(new TextDecoder().decode(opened));
}

function toBase64(bytes: Bytes): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
