import { sha256 } from '@noble/hashes/sha2';

/** A nonce whose hash with the challenge begins with as many zero bits: hashcash. */
export function workFor(challenge: string, bits: number): string {
  const encoder = new TextEncoder();
  for (let tried = 0; ; tried += 1) {
    const nonce = tried.toString(36);
    const [a = 0, b = 0, c = 0, d = 0] = sha256(encoder.encode(`${challenge}.${nonce}`));
    if (Math.clz32((a << 24) | (b << 16) | (c << 8) | d) >= bits) return nonce;
  }
}
