// Outside truth: FIPS 180-4 and RFC 4231 test vectors, and the platform's own implementation
// (node:crypto, OpenSSL) for every message length around a block.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HmacKey } from '#sampling/randomness/hmac.ts';
import { Sha256, sha256, sha256Text, toHex } from '#sampling/randomness/sha256.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
const platform = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the hash of a standard message is the published one', (message, digest) => {
  expect(sha256Text(message)).toBe(digest);
  expect(toHex(sha256(utf8(message)))).toBe(digest);
});

test.each([
  [
    '0b'.repeat(20),
    utf8('Hi There'),
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    Buffer.from('Jefe').toString('hex'),
    utf8('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    'aa'.repeat(20),
    hex('dd'.repeat(50)),
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  ],
  [
    'aa'.repeat(131),
    utf8('Test Using Larger Than Block-Size Key - Hash Key First'),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    'aa'.repeat(131),
    utf8(
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
    ),
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
])('the MAC of an RFC 4231 case is the published one', (key, message, mac) => {
  expect(toHex(new HmacKey(hex(key)).mac(message))).toBe(mac);
});

test('every length up to three blocks hashes and authenticates as the platform does', () => {
  for (let length = 0; length <= 192; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    const key = bytes.subarray(0, length % 100);
    expect(toHex(sha256(bytes))).toBe(platform(bytes));
    expect(toHex(new HmacKey(key).mac(bytes))).toBe(
      createHmac('sha256', key).update(bytes).digest('hex'),
    );
  }
});

test('bytes may arrive in any pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 12 }), (pieces) => {
      const hash = new Sha256();
      for (const piece of pieces) hash.update(piece);
      expect(toHex(hash.digest())).toBe(platform(Buffer.concat(pieces)));
    }),
  );
});

test('a text of any characters is hashed as its UTF-8 bytes, also across pieces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(3), (text, shift) => {
      const long = 'x'.repeat(shift) + text.repeat(Math.ceil(50_000 / Math.max(1, text.length)));
      expect(sha256Text(long)).toBe(platform(utf8(long)));
    }),
    { numRuns: 30 },
  );
});
