// Truth checked: ux.md §6.5 — no figure without its range and n; two words for what is withheld.
import { expect, test } from 'vitest';
import type { ParadataReply } from '#contract/fieldwork.ts';
import type { Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { interviewsOf } from '../../../client/office/results/interviews.ts';
import { rangeWords } from '../../../client/ui/FigureWords.tsx';
import { agenciesInOrder, figureWords, nodesInOrder } from '../../../client/ui/figures.ts';
import { roundedShare } from '../../../client/ui/words.ts';
import { inVietnamese } from './wire.ts';

inVietnamese();

const figure = (change: Partial<Figure> = {}): Figure => ({
  node: 'total',
  verdict: 'show',
  reasons: [],
  index: 0.83,
  band: null,
  step: 0.01,
  low: 0.71,
  high: 0.91,
  mean: 4.1,
  meanLow: 3.9,
  meanHigh: 4.3,
  respondents: 52,
  validAnswers: 780,
  distribution: [0.03, 0.04, 0.12, 0.51, 0.3],
  tier: null,
  ...change,
});

test('a shown figure carries value, range and n together', () => {
  expect(figureWords(figure())).toEqual({
    index: 0.83,
    low: 0.71,
    high: 0.91,
    respondents: 52,
    isFlagged: false,
    step: 0.01,
  });
});

test('a figure says no more digits than it was rounded to, and a band stands in its place', () => {
  expect(roundedShare(0.83, 0.01)).toBe('83%');
  expect(roundedShare(0.832, 0.001)).toBe('83,2%');
  expect(roundedShare(0.8317, 0.0001)).toBe('83,17%');
  expect(roundedShare(0.85, 0.05)).toBe('≈ 85%');
  expect(figureWords(figure({ verdict: 'flag', index: null, band: 'above_90' }))).toBe('above_90');
});

test('a figure without its range or its n is not said', () => {
  expect(figureWords(figure({ low: null }))).toBe('no_range');
  expect(figureWords(figure({ respondents: null }))).toBe('no_range');
});

test('the two reasons for silence stay apart, and a missing figure counts as hidden', () => {
  expect(figureWords(figure({ verdict: 'suppress-confidentiality', index: null }))).toBe('hidden');
  expect(figureWords(figure({ verdict: 'suppress-reliability', index: null }))).toBe('no_range');
  expect(figureWords(undefined)).toBe('hidden');
});

test('the range of a table has no decimals, and none where nothing is said', () => {
  expect(rangeWords(figure())).toBe('71–91');
  expect(rangeWords(figure({ verdict: 'suppress-confidentiality' }))).toBe('');
});

const agency = (name: string, change: Partial<Figure> = {}) => ({
  key: name,
  level: 'agency' as const,
  agencyCode: name,
  fieldCode: null,
  name,
  kind: 'commune',
  population: 100,
  invited: 35,
  received: 20,
  responseRate: 0.6,
  tier: null,
  figures: [figure(change)],
});
const RESULTS = {
  nodes: [],
  domains: [
    agency('Xã Vô Tranh', { index: 0.9 }),
    agency('Xã Đại Phúc', { verdict: 'suppress-confidentiality', index: null }),
    agency('Xã Bạch Thông', { index: 0.7 }),
  ],
} as unknown as Results;

test('agencies are listed by name as Vietnamese readers expect', () => {
  expect(agenciesInOrder(RESULTS, 'total', 'name').map((domain) => domain.name)).toEqual([
    'Xã Bạch Thông',
    'Xã Đại Phúc',
    'Xã Vô Tranh',
  ]);
});

test('ordered by result, a withheld agency stands last and gives nothing away', () => {
  expect(agenciesInOrder(RESULTS, 'total', 'result').map((domain) => domain.name)).toEqual([
    'Xã Vô Tranh',
    'Xã Bạch Thông',
    'Xã Đại Phúc',
  ]);
});

test('each criterion stands under its factor', () => {
  const node = (code: string, level: string, parent: string | null) =>
    ({ code, level, parent, label: { vi: code, en: code }, question: null }) as never;
  const nodes = [
    node('9', 'total', null),
    node('II', 'part', '9'),
    node('II.A', 'factor', 'II'),
    node('II.B', 'factor', 'II'),
    node('24', 'criterion', 'II.A'),
    node('27', 'criterion', 'II.B'),
  ];
  expect(nodesInOrder(nodes).map((row) => `${row.depth} ${row.node.code}`)).toEqual([
    '0 9',
    '1 II',
    '2 II.A',
    '3 24',
    '2 II.B',
    '3 27',
  ]);
});

test('how people answered is told in means and shares, each of the interviews it is known of', () => {
  const row = (
    measure: string,
    responses: number,
    total: number,
    agencyCode: string | null = null,
  ) => ({ agencyCode, measure, responses, total }) as const;
  const name = (text: string) => ({ vi: text, en: text });
  const reply: ParadataReply = {
    totals: [
      row('time.seconds', 10, 3300),
      row('time.changes', 10, 8),
      row('time.screen.a', 10, 300),
      row('time.screen.b', 10, 2000),
      row('time.screen.c', 10, 900),
      row('time.screen.d', 10, 100),
      row('device.phone', 12, 9),
      row('device.desktop', 12, 3),
      row('mode.self', 6, 6, '01981'),
    ],
    screens: ['a', 'b', 'c', 'd', 'e'].map((code) => ({ code, name: name(code.toUpperCase()) })),
  };
  expect(interviewsOf(reply, null)).toEqual({
    time: {
      n: 10,
      seconds: 330,
      changes: 0.8,
      slowest: [
        { name: 'B', seconds: 200 },
        { name: 'C', seconds: 90 },
        { name: 'A', seconds: 30 },
      ],
    },
    spreads: [
      {
        family: 'device',
        n: 12,
        parts: [
          { name: 'phone', share: 0.75 },
          { name: 'desktop', share: 0.25 },
        ],
        isWhole: true,
      },
    ],
  });
  expect(interviewsOf(reply, '01981')?.time).toBeUndefined();
  expect(interviewsOf(reply, '05443')).toBeUndefined();
});
