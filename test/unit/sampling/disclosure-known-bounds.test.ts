// Outside truth: what everybody knows beside the sums (zeros that are shown, how many were invited)
// narrows a withheld count down; the tables here are small enough to be solved by hand.
import { expect, test } from 'vitest';
import { auditSuppression, deducedIntervals } from '#sampling/disclosure/audit.ts';
import { pooledCategories, withheldCategories } from '#sampling/disclosure/categories.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';

const SIX_ONES = [
  [1, 1, 1, 1, 1, 1],
  [20, 20, 20, 20, 20, 20],
];

test('six hidden cells under a total of six are each one: the table is refused', () => {
  const cells = twoWayTable(SIX_ONES);
  const found = suppress(cells);
  expect(found.verdict).toBe('aggregate');
  expect(found.exposed).toEqual(['0,0', '0,1', '0,2', '0,3', '0,4', '0,5']);
  const hidden = cells.map(({ key }) => key).filter((key) => !key.includes('*'));
  expect(auditSuppression(cells, hidden).passes).toBe(false);
  const intervals = deducedIntervals(cells, hidden, 'shown').filter(({ key }) =>
    key.startsWith('0,'),
  );
  expect(intervals.map(({ lower, upper }) => [lower, upper])).toEqual(Array(6).fill([1, 1]));
});

test('where zeros are hidden with the few, the same six may be anything from none to six', () => {
  const cells = twoWayTable(SIX_ONES);
  const rule = { threshold: 5, protection: 5, zeros: 'withheld' } as const;
  const found = suppress(cells, rule);
  expect(found.verdict).toBe('publish');
  const hidden = [...found.primary, ...found.complementary];
  for (const { key, lower, upper } of deducedIntervals(cells, hidden))
    if (key.startsWith('0,')) expect([lower, upper]).toEqual([0, 6]);
});

test('nobody counts more answers than invitations: the invited narrow a count and cost more cells', () => {
  const row = (first: number, invited: number) => [
    { key: 'a', respondents: first, atMost: invited, addsInto: [{ total: 't', along: 'field' }] },
    { key: 'b', respondents: 6, atMost: 7, addsInto: [{ total: 't', along: 'field' }] },
    { key: 'c', respondents: 20, atMost: 40, addsInto: [{ total: 't', along: 'field' }] },
    { key: 't', respondents: first + 26, addsInto: [], alwaysPublished: true },
  ];
  const rule = { threshold: 5, protection: 5, zeros: 'withheld' } as const;
  // b could give five to a, but take only one from it: a = 3 would be at least 2.
  expect(auditSuppression(row(3, 10), ['a', 'b'], rule).exposed).toEqual(['a']);
  expect(auditSuppression(row(3, 10), ['a', 'b', 'c'], rule).passes).toBe(true);
  expect(suppress(row(3, 10), rule).complementary).toContain('c');
});

test('a cell to which nobody was invited is an open zero', () => {
  const cells = [
    { key: 'none', respondents: 0, atMost: 0, addsInto: [{ total: 't', along: 'field' }] },
    { key: 'some', respondents: 9, atMost: 9, addsInto: [{ total: 't', along: 'field' }] },
    { key: 't', respondents: 9, addsInto: [], alwaysPublished: true },
  ];
  const rule = { threshold: 5, protection: 5, zeros: 'withheld' } as const;
  expect(suppress(cells, rule)).toMatchObject({ verdict: 'publish', primary: [] });
});

test('small categories stand together, with the next larger one where the total would give them away', () => {
  const publishedOf = (counts: Record<string, number>) =>
    pooledCategories(
      Object.entries(counts).map(([category, count]) => ({ category, count })),
      5,
    );
  expect(publishedOf({ self: 40, paper: 12 })).toHaveLength(2);
  expect(publishedOf({ self: 40, paper: 12, phone: 1, kiosk: 2 })).toEqual([
    { category: 'self', count: 40 },
    { category: 'other', count: 15 },
  ]);
  expect(publishedOf({ self: 40, paper: 3, phone: 4 })).toEqual([
    { category: 'self', count: 40 },
    { category: 'other', count: 7 },
  ]);
  expect(publishedOf({ self: 3 })).toEqual([]);
});

test('categories of agencies are withheld so that neither agency nor category gives them back', () => {
  const counts = [
    ['A', 'vi', 40],
    ['A', 'tay', 2],
    ['B', 'vi', 30],
    ['B', 'tay', 9],
    ['C', 'vi', 12],
    ['C', 'tay', 11],
  ].map(([agency, field, respondents]) => ({ agency, field, respondents }) as never);
  const withheld = withheldCategories(counts, 5);
  expect(withheld).toContain(JSON.stringify(['A', 'tay']));
  expect(withheld.size).toBeGreaterThanOrEqual(4);
});
