// Truth: ux.md §6.5: a figure with its n and range or a word in its place; agencies by alphabet; no rank.
import { expect, test } from 'vitest';
import type { Domain, Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import published from '../../../client/locales/published.vi.json';
import { parseAddress } from '../../../client/published/page/addresses.ts';
import { startTexts } from '../../../client/published/page/texts.ts';
import { findAgencies } from '../../../client/published/results/find-agencies.ts';
import { rangeWords, sentenceOf } from '../../../client/ui/FigureWords.tsx';
import type { ShownFigure } from '../../../client/ui/figures.ts';
import { figureOf, figureWords, nodesInOrder } from '../../../client/ui/figures.ts';
import { headlineSentence } from '../../../server/documents/result-tables.ts';

const figure = (change: Partial<Figure>): Figure => ({
  node: 'total',
  verdict: 'show',
  reasons: [],
  index: 0.83,
  band: null,
  step: 0.01,
  low: 0.71,
  high: 0.91,
  mean: 4,
  meanLow: 3.9,
  meanHigh: 4.1,
  respondents: 52,
  validAnswers: 800,
  distribution: [0, 0, 0.2, 0.5, 0.3],
  tier: null,
  ...change,
});
const agency = (name: string, change: Partial<Figure> = {}): Domain => ({
  key: name,
  level: 'agency',
  agencyCode: name,
  fieldCode: null,
  name,
  kind: 'commune',
  population: 1214,
  invited: 80,
  received: 52,
  responseRate: 0.65,
  figures: [figure(change)],
});
const results = {
  domains: [
    agency('Xã Văn Lăng', { index: 0.7 }),
    agency('Xã Vĩnh Thông', { index: 0.9 }),
    agency('Xã Văn Lang', { verdict: 'suppress-confidentiality', index: null }),
    agency('Phường Đức Xuân', { index: 0.8 }),
  ],
} as unknown as Results;
const names = (sought: string, order: 'name' | 'result') =>
  findAgencies(results, 'total', sought, order).map(({ name }) => name);

test('a range that is written as one number says that the share stays it, on page and in documents', () => {
  startTexts(published);
  const narrow = figure({ index: 0.7631, step: 0.0001, low: 0.7585, high: 0.7642 });
  const sentence = (shown: Figure) => sentenceOf(figureWords(shown) as ShownFigure);
  expect(sentence(narrow)).toMatch(/nhiều khả năng vẫn là 76% khi làm tròn\.$/u);
  expect(sentence(figure({}))).toMatch(/nhiều khả năng nằm trong khoảng từ 71% đến 91%\.$/u);
  expect([rangeWords(narrow), rangeWords(figure({}))]).toEqual(['76', '71–91']);
  const report = (shown: Partial<Figure>) => {
    const province: Domain = { ...agency('Tỉnh Thái Nguyên', shown), level: 'province' };
    const nodes = [{ code: 'total', level: 'total' }];
    return headlineSentence({ nodes, domains: [province] } as unknown as Results);
  };
  expect(report(narrow)).toBe(
    'Chỉ số hài lòng chung của tỉnh Thái Nguyên là 76,31%, nhiều khả năng vẫn là 76% khi làm tròn, theo 52 người trả lời.',
  );
  expect(report({})).toContain('nhiều khả năng trong khoảng 71% - 91%');
});

test('a figure stands with range and people, or a word says why not', () => {
  expect(figureWords(figure({}))).toMatchObject({
    index: 0.83,
    low: 0.71,
    high: 0.91,
    respondents: 52,
  });
  expect(figureWords(figure({ verdict: 'flag' }))).toMatchObject({ isFlagged: true });
  expect(figureWords(figure({ verdict: 'suppress-confidentiality' }))).toBe('hidden');
  const uncertain = (...reasons: string[]) =>
    figureWords(figure({ verdict: 'suppress-reliability', reasons }));
  expect(uncertain('few-respondents', 'wide-interval')).toBe('few');
  expect(uncertain('wide-interval')).toBe('wide');
  expect(uncertain('no-respondents')).toBe('no_answers');
  expect(figureWords(figure({ low: null }))).toBe('no_range');
  expect(figureWords(figureOf(agency('x'), 'no-such-node'))).toBe('hidden');
});

test('agencies stand by the Vietnamese alphabet; by result those without a figure come last', () => {
  expect(names('', 'name')).toEqual([
    'Phường Đức Xuân',
    'Xã Văn Lang',
    'Xã Văn Lăng',
    'Xã Vĩnh Thông',
  ]);
  expect(names('', 'result')).toEqual([
    'Xã Vĩnh Thông',
    'Phường Đức Xuân',
    'Xã Văn Lăng',
    'Xã Văn Lang',
  ]);
});

test('a search tells names apart that differ by one mark', () => {
  expect(names(' văn lăng'.normalize('NFD'), 'name')).toEqual(['Xã Văn Lăng']);
  expect(names('VĂN', 'name')).toEqual(['Xã Văn Lang', 'Xã Văn Lăng']);
});

test('a node follows its parent', () => {
  const node = (code: string, parent: string | null) => ({ code, parent }) as never;
  const order = nodesInOrder([node('b', 't'), node('t', null), node('a', 't'), node('b1', 'b')]);
  expect(order.map(({ node: { code } }) => code)).toEqual(['t', 'b', 'b1', 'a']);
});

test('every public address is a page', () => {
  expect(parseAddress('/ket-qua')).toEqual({ kind: 'campaigns' });
  expect(parseAddress('/ket-qua/x')).toEqual({ kind: 'results', campaignId: 'x' });
  expect(parseAddress('/kiem-tra')).toEqual({ kind: 'check' });
  expect(parseAddress('/kiem-tra/x')).toEqual({ kind: 'draw', campaignId: 'x' });
});
