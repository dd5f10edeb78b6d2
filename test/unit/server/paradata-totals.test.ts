/**
 * Truth: a reader who has every total that was written, knows how many responses each agency and each category
 * has, and subtracts. How many of an agency answered in a way that few of it did must never be known.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paradata } from '#contract/paradata.ts';
import { auditSuppression } from '#sampling/disclosure/audit.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';
import type { ParadataSums } from '../../../server/responses/paradata-totals.ts';
import { addBallot } from '../../../server/responses/paradata-totals.ts';
import type { Ballot } from '../../../server/responses/sealed-ballot.ts';
import { shownTotals } from '../../../server/responses/shown-totals.ts';

const THRESHOLD = 5;

const ballot = (agencyCode: string, changes: Partial<Ballot> = {}): Ballot => ({
  stratum: `${agencyCode}.F01`,
  agencyCode,
  mode: 'self',
  language: 'vi',
  answers: { '9.24': [4], '9.25': [4], '2': [1, 6] },
  comment: null,
  ...changes,
});
const timed = (first: number, second: number, changes: number): Paradata => ({
  page: 'scripts',
  device: 'phone',
  seconds: { a: first, b: second },
  changes,
});
const sumsOf = (ballots: readonly Ballot[]): ParadataSums => {
  const sums: ParadataSums = new Map();
  for (const each of ballots) addBallot(sums, each);
  return sums;
};
const times = <T>(n: number, value: T): T[] => Array<T>(n).fill(value);
const written = (ballots: readonly Ballot[], shownAgencies: readonly string[]) =>
  new Map(
    shownTotals(sumsOf(ballots), { threshold: THRESHOLD, told: new Set(shownAgencies) }).map(
      ({ agencyCode, measure, responses, total }) => [
        `${agencyCode ?? '*'} ${measure}`,
        [responses, total],
      ],
    ),
  );

test('three on paper in one agency are told neither there nor by what the agency or the province tells besides', () => {
  const found = written(
    [
      ...times(20, ballot('A')),
      ...times(3, ballot('A', { mode: 'paper' })),
      ...times(20, ballot('B')),
      ...times(9, ballot('B', { mode: 'paper' })),
      ...times(30, ballot('C')),
      ...times(12, ballot('C', { mode: 'paper' })),
    ],
    ['A', 'B', 'C'],
  );
  expect(found.get('* mode.self')).toEqual([94, 70]);
  expect(found.get('* mode.paper')).toEqual([94, 24]);
  expect(found.has('A mode.paper')).toBe(false);
  expect(found.has('A mode.self')).toBe(false);
  expect(found.has('B mode.paper') && found.has('C mode.paper')).toBe(false);
});

test('a way that few of the whole province took stands together with the next fewest', () => {
  const found = written(
    [
      ...times(40, ballot('A')),
      ...times(2, ballot('A', { language: 'hmn' })),
      ...times(8, ballot('B', { language: 'tyz' })),
      ...times(30, ballot('B')),
    ],
    ['A', 'B'],
  );
  const languages = [...found.keys()].filter((key) => key.startsWith('* language.'));
  expect(languages).toEqual(['* language.vi', '* language.other']);
  expect(found.get('* language.other')).toEqual([80, 10]);
});

test('of an agency whose number of responses the results withhold nothing is written', () => {
  const found = written([...times(12, ballot('A')), ...times(12, ballot('B'))], ['A']);
  expect([...found.keys()].filter((key) => key.startsWith('B '))).toEqual([]);
});

test('times are means over those who were timed, whose number is told in tens', () => {
  // Three answers take six seconds at the least: one in four is very fast.
  const found = written(
    [
      ...times(12, ballot('A', { paradata: timed(4, 1, 0) })),
      ...times(36, ballot('A', { paradata: timed(60, 20, 2) })),
      ...times(3, ballot('A')),
    ],
    ['A'],
  );
  expect(found.get('A time.seconds')).toEqual([40, Math.round(((12 * 5 + 36 * 80) / 48) * 40)]);
  expect(found.get('A time.changes')).toEqual([40, Math.round((72 / 48) * 40)]);
  expect(found.get('* time.screen.a')).toEqual([40, Math.round(((12 * 4 + 36 * 60) / 48) * 40)]);
  // Three without a time are counted with the twelve fast ones: neither number follows.
  expect(found.get('* pace.steady')).toEqual([51, 36]);
  expect(found.get('* pace.other')).toEqual([51, 15]);
});

test('of fewer people than the threshold nothing at all is written', () => {
  expect(written(times(4, ballot('A', { paradata: timed(9, 9, 0) })), ['A']).size).toBe(0);
});

/** Rows are agencies, columns ways of answering; the last agency's number of responses the results withhold. */
const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([agencies, ways]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: ways, maxLength: ways }), {
      minLength: agencies,
      maxLength: agencies,
    }),
  );

test('whatever the table, no cell of few can be pinned down from all that is written', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const codes = counts.map((_, i) => `u${i}`);
      const responses = counts.map((row) => row.reduce((sum, n) => sum + n, 0));
      const shownAgencies = codes.filter((_, i) => responses[i]! >= THRESHOLD);
      const ballots = counts.flatMap((row, i) =>
        row.flatMap((n, j) => times(n, ballot(codes[i]!, { language: `l${j}` }))),
      );
      const found = written(ballots, shownAgencies);
      const province = [...found.keys()].flatMap(
        (key) => key.match(/^\* language\.(.*)$/)?.[1] ?? [],
      );
      if (province.length === 0) return;
      for (const name of province)
        expect(found.get(`* language.${name}`)![1]).toBeGreaterThanOrEqual(THRESHOLD);
      const own = (i: number, name: string) =>
        counts[i]!.reduce((sum, n, j) => {
          const category = province.includes(`l${j}`) ? `l${j}` : 'other';
          return category === name ? sum + n : sum;
        }, 0);
      const rest = codes
        .keys()
        .filter((i) => !shownAgencies.includes(codes[i]!))
        .toArray();
      const rows = [
        ...shownAgencies.map((code) => province.map((name) => own(codes.indexOf(code), name))),
        province.map((name) => rest.reduce((sum, i) => sum + own(i, name), 0)),
      ].filter((row) => row.some((n) => n > 0));
      const isWritten = (i: number, j: number) =>
        found.has(`${shownAgencies[i]} language.${province[j]}`);
      const hidden = rows.flatMap((row, i) =>
        row.flatMap((_, j) => (i < shownAgencies.length && isWritten(i, j) ? [] : [`${i},${j}`])),
      );
      // What no agency tells may still follow for the rest as a whole, where it is not few.
      const few = hidden.filter((key) => {
        const [i, j] = key.split(',').map(Number);
        return rows[i!]![j!]! < THRESHOLD;
      });
      const audit = auditSuppression(twoWayTable(rows), hidden, {
        threshold: THRESHOLD,
        protection: THRESHOLD,
        zeros: 'withheld',
      });
      // Where no choice of cells protects the table, its margins are all that is written.
      if (![...found.keys()].some((key) => /^u\d+ language/.test(key))) return;
      expect(audit.exposed.filter((key) => few.includes(key))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
