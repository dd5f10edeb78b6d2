// Truth: results.md §1: no figure below the threshold leaves, nor follows from what left; the attacker knows every total.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEW_THEMES, themeShares } from '../../../sampling/disclosure/theme-shares.ts';

const THEMES = ['access', 'fees', 'officials', 'result'];
const K = 5;
const table = (rows: Readonly<Record<string, readonly number[]>>) =>
  new Map(
    Object.entries(rows).map(([domain, counts]) => [
      domain === 'untold' ? null : domain,
      new Map(counts.map((count, place) => [THEMES[place]!, count] as const)),
    ]),
  );

test('large cells leave as whole percents of the comments of their agency', () => {
  const { themes, province, domains } = themeShares(
    table({ a: [10, 20, 30, 40], b: [25, 25, 25, 25] }),
    K,
  );
  expect(themes).toHaveLength(4);
  expect(province).toMatchObject({ comments: 200, percents: { access: 18, result: 33 } });
  expect(domains.find(({ domain }) => domain === 'a')?.percents).toEqual({
    access: 10,
    fees: 20,
    officials: 30,
    result: 40,
  });
});

test('a theme of few is told with the next one, an agency of few with those that are not named', () => {
  const { themes, domains } = themeShares(
    table({ a: [2, 20, 30, 40], b: [1, 25, 25, 25], c: [0, 1, 1, 1], untold: [0, 6, 6, 6] }),
    K,
  );
  expect(themes).toContain(FEW_THEMES);
  expect(themes).not.toContain('access');
  expect(domains.map(({ domain }) => domain)).toEqual(expect.arrayContaining(['a', 'b', null]));
  expect(domains.find(({ domain }) => domain === null)?.comments).toBe(21);
  expect(domains.some(({ domain }) => domain === 'c')).toBe(false);
});

test('nothing leaves of fewer comments than the threshold', () => {
  expect(themeShares(table({ a: [2, 1, 0, 0] }), K)).toEqual({
    themes: [],
    province: null,
    domains: [],
  });
});

/** What is withheld of one agency, or of one theme over all agencies, is none or at least as many as the threshold. */
test('no count of one to four is shown, and none is what a line leaves over', () => {
  const cells = fc.array(fc.nat(12), { minLength: 4, maxLength: 4 });
  const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'untold'), cells, { minKeys: 2 });
  fc.assert(
    fc.property(rows, (counts) => {
      const { themes, province, domains } = themeShares(table(counts), K);
      for (const shares of [province, ...domains])
        for (const theme of themes) {
          const percent = shares?.percents[theme] ?? null;
          if (percent === null || percent === 0) continue;
          expect(((percent + 0.5) * shares!.comments) / 100).toBeGreaterThanOrEqual(K);
        }
      for (const { comments, percents } of domains) {
        const withheld = Object.values(percents).filter((percent) => percent === null).length;
        // One cell alone would follow from the others and the total.
        expect(withheld).not.toBe(1);
        expect(comments === 0 || comments >= K).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
