// Truth: two phones that answer in turns end with the latest answer of each question (peers.md C11), as
// the laws of a join: order, grouping and repetition of merges make no difference.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inGroups,
  newContinuationCode,
  readContinuationCode,
} from '#contract/continuation-code.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, EMPTY_DRAFT, latest, mergedDrafts } from '#contract/draft-content.ts';
import {
  DRAFT_BYTES,
  draftName,
  draftSecret,
  openDraft,
  sealDraft,
  submissionIdOf,
} from '#contract/draft-seal.ts';

const value = fc.oneof(
  fc.constantFrom(1, 2, 3, 4, 5, null),
  fc.constantFrom('Tày', 'Nùng', 'cảm ơn'),
  fc.constant([1, 3]),
);
const stamped = fc.record(
  { value, at: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: ['at'], noNullPrototype: true },
);
const draft = fc
  .dictionary(fc.constantFrom('9.24', '9.25', '2', 'comment'), stamped, { noNullPrototype: true })
  .map((answers): DraftContent => ({ answers }) as DraftContent);

describe('merging', () => {
  test('gives every phone the same answers, whoever merges first and however often', () => {
    fc.assert(
      fc.property(draft, draft, draft, (a, b, c) => {
        const left = mergedDrafts(mergedDrafts(a, b), c).answers;
        expect(mergedDrafts(a, mergedDrafts(b, c)).answers).toEqual(left);
        expect(mergedDrafts(mergedDrafts(c, a), b).answers).toEqual(left);
        expect(mergedDrafts({ answers: left }, b).answers).toEqual(left);
      }),
    );
  });

  test('takes the later answer of each question, also when the later one was taken back', () => {
    const mine = { answers: { '9.24': { value: 4, at: 10 }, '2': { value: [1, 2], at: 30 } } };
    const other = { answers: { '9.24': { value: 1, at: 20 }, '2': { at: 40 } } };
    expect(answersIn(mergedDrafts(mine, other))).toEqual({ '9.24': 1 });
  });

  test('goes on at the screen of the phone that answered last', () => {
    const early: DraftContent = { answers: { '9.24': { value: 4, at: 10 } }, at: '9.24' };
    const late: DraftContent = { answers: { '9.27': { value: 4, at: 20 } }, at: '9.29' };
    expect(mergedDrafts(early, late).at).toBe('9.29');
    expect(mergedDrafts(late, early).at).toBe('9.29');
    expect(mergedDrafts(EMPTY_DRAFT, early).at).toBe('9.24');
    expect(latest(mergedDrafts(early, late))).toBe(20);
  });
});

describe('sealing', () => {
  const token = 'ABCDEFGHIJKLMNOP';
  const CODE = '0123456789ABCDEF';
  const full: DraftContent = {
    answers: Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [`9.${i}`, { value: 'ệ'.repeat(20), at: 1e13 + i }]),
    ),
  };

  test('opens again under its own token only', async () => {
    const sealed = await sealDraft(token, full);
    expect(await openDraft(token, sealed)).toEqual(full);
    await expect(openDraft('BBCDEFGHIJKLMNOP', sealed)).rejects.toThrow();
    const changed = Buffer.from(sealed, 'base64');
    changed[40]! ^= 1;
    await expect(openDraft(token, changed.toString('base64'))).rejects.toThrow();
  });

  test('makes one answer and forty as long as each other, and a whole form fits', async () => {
    const sealedOf = (count: number) =>
      sealDraft(token, {
        answers: Object.fromEntries(Object.entries(full.answers).slice(0, count)),
      });
    expect((await sealedOf(1)).length).toBe((await sealedOf(40)).length);
    expect(Buffer.from(await sealedOf(90), 'base64').length).toBeLessThan(DRAFT_BYTES);
    expect(await sealedOf(1)).not.toBe(await sealedOf(1));
  });

  test('names a draft by 128 bits that follow from link and code together', async () => {
    const name = await draftName(draftSecret(token, CODE));
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(await draftName(draftSecret(token.toLowerCase(), CODE))).toBe(name);
    for (const other of [
      token,
      CODE,
      draftSecret('B'.repeat(16), CODE),
      draftSecret(token, `${CODE.slice(1)}0`),
    ])
      expect(await draftName(other)).not.toBe(name);
  });

  test('gives all who share it one submission, whose number is a UUID that leads nowhere', async () => {
    const secret = draftSecret(token, CODE);
    const id = await submissionIdOf(secret);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await submissionIdOf(secret)).toBe(id);
    expect(id.replaceAll('-', '').slice(0, 8)).not.toBe((await draftName(secret)).slice(0, 8));
  });
});

describe('the continuation code', () => {
  test('is read however it was typed, and nothing else is taken for one', () => {
    fc.assert(
      fc.property(fc.noShrink(fc.constant(null)), () => {
        const code = newContinuationCode();
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
        expect(readContinuationCode(inGroups(code).toLowerCase())).toBe(code);
        expect(readContinuationCode(`#${code}`)).toBe(code);
      }),
    );
    expect(readContinuationCode('O1lI oooo 2345 6789')).toBe('0111000023456789');
    for (const wrong of ['', '0123 4567', '0123456789ABCDEFG', 'U123456789ABCDEF'])
      expect(readContinuationCode(wrong)).toBeUndefined();
  });

  test('has 80 bits: no symbol is likelier than another', () => {
    const counts = new Map<string, number>();
    for (let nth = 0; nth < 4000; nth += 1)
      for (const symbol of newContinuationCode()) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 2,000 of each, within six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(270);
  });
});
