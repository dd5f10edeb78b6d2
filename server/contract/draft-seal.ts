/**
 * How a draft is sealed, for the phone and for the pages without JavaScript alike. Only WebCrypto, no
 * schema library: the citizen's page loads this. On a plain-http address there is no `crypto.subtle`;
 * then there is no draft either.
 *
 * Everything follows from the link's token together with the continuation code that the device has made:
 * the holder of a slip alone can neither open a draft nor ask for it by name.
 */
export const draftSecret = (token: string, code: string): string => token.toUpperCase() + code;

export const DRAFT_BYTES = 32 * 1024;
/** A sealed draft is a whole number of such blocks long. */
const BLOCK = 1024;
/** Room for every answer of the longest form, with a comment of usual length. */
export const ROOM_WITH_COMMENT = 4096;
const NONCE = 12;

/** The bytes' buffer is plain, as WebCrypto's types want it. */
type Bytes = Uint8Array<ArrayBuffer>;
const encoded = (text: string): Bytes => new TextEncoder().encode(text);

const derivation = (use: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: encoded('SIPAS-DRAFT/2'),
  info: encoded(use),
});

const imported = (secret: string) =>
  crypto.subtle.importKey('raw', encoded(secret), 'HKDF', false, ['deriveBits', 'deriveKey']);

async function hexOf(secret: string, use: string): Promise<string> {
  const bits = await crypto.subtle.deriveBits(derivation(use), await imported(secret), 128);
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Under which the server keeps the draft: 128 bits that lead neither to the secret nor to the token. */
export const draftName = (secret: string): Promise<string> => hexOf(secret, 'name');

/**
 * The id of the one submission that comes of a draft: every device that shares the draft sends the same id.
 * A person who knows the id has answered, or holds the continuation code of the one who did.
 */
export async function submissionIdOf(secret: string): Promise<string> {
  const hex = await hexOf(secret, 'submission');
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-8$4-$5');
}

const keyOf = async (secret: string) =>
  crypto.subtle.deriveKey(
    derivation('key'),
    await imported(secret),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

/** Padded to `room` at least: where that holds all there may be, the length does not say how much was answered. */
export async function sealDraft(
  secret: string,
  content: unknown,
  room = ROOM_WITH_COMMENT,
): Promise<string> {
  const text = encoded(JSON.stringify(content));
  const blocks = Math.ceil(Math.max(text.length, room) / BLOCK);
  const padded = new Uint8Array(blocks * BLOCK).fill(0x20);
  padded.set(text);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(secret), padded);
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Throws when it was sealed under another secret or a bit has changed. */
export async function openDraft(secret: string, sealed: string): Promise<unknown> {
  const bytes = fromBase64(sealed);
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, NONCE) },
    await keyOf(secret),
    bytes.slice(NONCE),
  );
  return JSON.parse(new TextDecoder().decode(opened));
}

export function toBase64(bytes: Bytes): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
