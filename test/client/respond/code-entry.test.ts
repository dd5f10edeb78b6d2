// Truth: SHA-256 of the platform (FIPS 180-4) for the work; the page asks nobody anything.
import { afterEach, expect, test, vi } from 'vitest';
import { tokenFor } from '../../../client/respond/code-entry.ts';
import { workFor } from '../../../client/slip-code/code-work.ts';
import { CHALLENGE, json, needed, serverOf, Thread } from '../code-replies.ts';

const CODE = '4821093766162095';
async function zeroBits(text: string): Promise<number> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Math.clz32(new DataView(hash).getUint32(0));
}
afterEach(() => vi.unstubAllGlobals());

test('the work has as many zero bits as were asked for', async () => {
  const nonce = workFor(CHALLENGE, 12);
  expect(nonce).toMatch(/^[0-9a-z]{1,12}$/);
  expect(await zeroBits(`${CHALLENGE}.${nonce}`)).toBeGreaterThanOrEqual(12);
});

test('a code is sent bare first, and with the work where the server asks for it', async () => {
  vi.stubGlobal('Worker', Thread);
  const asked = serverOf([needed(10), json(200, { token: 'A'.repeat(16) })]);
  expect(await tokenFor(CODE)).toBe('A'.repeat(16));
  expect(asked[0]).toEqual({ code: CODE });
  const { challenge, nonce } = asked[1]?.pass ?? {};
  expect(challenge).toBe(CHALLENGE);
  expect(await zeroBits(`${challenge}.${nonce}`)).toBeGreaterThanOrEqual(10);
});

test('a phone whose threads do not run has waited as long as is asked for instead', async () => {
  const asked = serverOf([needed(10, 0.2), json(200, { token: 'B'.repeat(16) })]);
  const began = Date.now();
  expect(await tokenFor(CODE)).toBe('B'.repeat(16));
  expect(Date.now() - began).toBeGreaterThanOrEqual(200);
  expect(asked[1]?.pass).toEqual({ challenge: CHALLENGE });
});

test('whoever is asked again and again is told, in the end', async () => {
  const asked = serverOf([needed(1, 0), needed(1, 0), needed(1, 0), needed(1, 0)]);
  await expect(tokenFor(CODE)).rejects.toMatchObject({ trouble: 'busy' });
  expect(asked).toHaveLength(3);
});
