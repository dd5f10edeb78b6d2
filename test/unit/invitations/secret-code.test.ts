// Truth: 80 bits in 16 symbols of RFC 4648 base 32; 10^15 codes in four groups of four digits; a link of at most 45 characters on a host of 20.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SlipCode, Token } from '#contract/invitations.ts';
import { CODE_DIGITS, EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import { hasValidCheck } from '#contract/verhoeff.ts';
import { slipCodeHash } from '../../../server/db/slip-code-hash.ts';
import { WRONG_EARLIER_CODES_AN_HOUR } from '../../../server/invitations/earlier-codes.ts';
import { FREE_TRIES } from '../../../server/invitations/guess-cost.ts';
import { linkOf, slipCodeOf, tokenHash, tokenOf } from '../../../server/invitations/secret-code.ts';
import type { Secrets } from '../../../server/secrets.ts';
import { openSecrets } from '../../../server/secrets.ts';

let folder: string;
let secrets: Secrets;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-secrets-'));
  secrets = await openSecrets(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test('a link on a provincial host fits a QR code of version 4', () => {
  const host = 'ks.thainguyen.gov.vn';
  expect(host).toHaveLength(20);
  const link = linkOf(host, tokenOf(secrets, randomUUID()));
  expect(link).toMatch(/^https:\/\/ks\.thainguyen\.gov\.vn\/[A-Z2-7]{16}$/);
  expect(link.length).toBeLessThanOrEqual(45);
});

test.each(['localhost', 'localhost:3000', '192.168.1.7:3000'])('%s has no certificate', (host) => {
  expect(linkOf(host, 'A'.repeat(16))).toBe(`http://${host}/${'A'.repeat(16)}`);
});

test('the secrets of a slip can be printed again, and differ from slip to slip', () => {
  const ids = Array.from({ length: 2000 }, () => randomUUID());
  const tokens = ids.map((id) => tokenOf(secrets, id));
  expect(ids.map((id) => tokenOf(secrets, id))).toEqual(tokens);
  expect(new Set(tokens).size).toBe(ids.length);
  for (const id of ids) {
    expect(Token.safeParse(tokenOf(secrets, id)).success).toBe(true);
    expect(SlipCode.safeParse(slipCodeOf(secrets, id)).success).toBe(true);
    expect(hasValidCheck(slipCodeOf(secrets, id))).toBe(true);
    expect(slipCodeOf(secrets, id)).toMatch(/^\d{16}$/);
  }
});

test('a slip issued before keeps its twelve digits, and they tell nothing of a code of today', () => {
  const id = '0b0f2f0e-6a52-4c7c-9d43-0d8c7a1f5a11';
  const number = secrets.keyed('slip-code', id).readBigUInt64BE() % 100_000_000_000n;
  const earlier = slipCodeOf(secrets, id, 12);
  expect(earlier.slice(0, 11)).toBe(number.toString().padStart(11, '0'));
  expect(hasValidCheck(earlier)).toBe(true);
  expect(SlipCode.safeParse(earlier).success).toBe(true);
  expect(slipCodeOf(secrets, id)).not.toContain(earlier.slice(0, 6));
});

test('guessing finds nothing: ten thousand networks, their free tries, 45 days, 100,000 open slips', () => {
  const guesses = 10_000 * FREE_TRIES * 24 * 45;
  expect((guesses * 100_000) / 10 ** (CODE_DIGITS - 1)).toBeLessThan(0.011);
  const earlier = WRONG_EARLIER_CODES_AN_HOUR * 24 * 45;
  expect((earlier * 4000) / 10 ** (EARLIER_CODE_DIGITS - 1)).toBeLessThan(0.01);
});

test('symbols and digits are spread evenly: no symbol has more than its share', () => {
  const tokens = Array.from({ length: 2000 }, () => tokenOf(secrets, randomUUID())).join('');
  const expected = tokens.length / 32;
  const counts = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'].map(
    (symbol) => tokens.split(symbol).length - 1,
  );
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 31 degrees of freedom: exceeded by chance once in a million runs.
  expect(chiSquare).toBeLessThan(89);
});

test('a province with another key makes other secrets and other hashes', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'sipas-secrets-'));
  const other = await openSecrets(elsewhere);
  const id = randomUUID();
  expect(tokenOf(other, id)).not.toBe(tokenOf(secrets, id));
  const code = slipCodeOf(secrets, id);
  expect(slipCodeHash(other, code)).not.toBe(slipCodeHash(secrets, code));
  expect(tokenHash('A'.repeat(16))).toMatch(/^[0-9a-f]{64}$/);
  await rm(elsewhere, { recursive: true });
});
