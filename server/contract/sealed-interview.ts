import * as z from 'zod/mini';

const Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

/** An uncompressed point of P-256. */
export const BoxKey = Base64.check(z.maxLength(100));

/** An interview as it leaves the interviewer's screen: only the server's box opens it. */
export const SealedInterview = z.object({
  /** The sealer's own key of the moment, public half. */
  point: BoxKey,
  iv: Base64.check(z.maxLength(20)),
  sealed: Base64.check(z.maxLength(60_000)),
});
export type SealedInterview = z.output<typeof SealedInterview>;

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** Binds what is sealed to its case and its submission. */
export const boundTo = (caseId: string, submissionId: string): string =>
  `sipas interview ${caseId} ${submissionId}`;

/**
 * ECDH with a key of the moment, HKDF-SHA-256, AES-256-GCM. The sealer cannot open it afterwards: the
 * moment's private half is never exported and goes with this call.
 */
export async function sealInterview(
  boxKey: string,
  bound: string,
  content: object,
): Promise<SealedInterview> {
  const { subtle } = crypto;
  const moment = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const box = await subtle.importKey('raw', bytesOf(boxKey), CURVE, false, []);
  const secret = await subtle.deriveBits({ name: 'ECDH', public: box }, moment.privateKey, 256);
  const material = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(bound);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = padded(new TextEncoder().encode(JSON.stringify(content)));
  return {
    point: base64Of(await subtle.exportKey('raw', moment.publicKey)),
    iv: base64Of(iv.buffer),
    sealed: base64Of(await subtle.encrypt({ name: 'AES-GCM', iv }, key, text)),
  };
}

const BLOCK = 4096;
/** With spaces, which JSON passes over: the length tells nothing of the answers, nor of a comment of usual length. */
function padded(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil(text.length / BLOCK) * BLOCK).fill(32);
  whole.set(text);
  return whole;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const base64Of = (buffer: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''));
