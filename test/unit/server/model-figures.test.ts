// Truth: sums by hand over a publication made up for it; Manski (2003): what the silent could say at most; Fay &
// Herriot (1979): an estimate is between the area's own figure and the model's, nearer to its own the larger n is.
import { expect, test } from 'vitest';
import type { Domain, Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { modelFiguresOf } from '../../../server/results/models/model-figures.ts';

const TEXT = { vi: 'x', en: 'x' };
const node = (code: string, level: 'total' | 'factor' | 'criterion', parent: string | null) => ({
  code,
  level,
  parent,
  label: TEXT,
  question: level === 'criterion' ? code : null,
});
const NODES = [
  node('total', 'total', null),
  node('access', 'factor', 'total'),
  node('officer', 'factor', 'total'),
  ...['1', '2'].map((code) => node(code, 'criterion', 'access')),
  ...['3', '4'].map((code) => node(code, 'criterion', 'officer')),
];

const figure = (code: string, index: number | null, more: Partial<Figure> = {}): Figure => ({
  node: code,
  verdict: index === null ? 'suppress-confidentiality' : 'show',
  reasons: [],
  index,
  band: null,
  step: index === null ? null : 0.01,
  low: null,
  high: null,
  mean: null,
  meanLow: null,
  meanHigh: null,
  respondents: 200,
  validAnswers: null,
  distribution: null,
  tier: null,
  ...more,
});

const domain = (
  code: string | null,
  figures: readonly Figure[],
  more: Partial<Domain> = {},
): Domain => ({
  key: code ?? '',
  level: code === null ? 'province' : 'agency',
  agencyCode: code,
  fieldCode: null,
  name: code ?? 'Tỉnh',
  kind: code === null ? null : 'commune',
  population: 1000,
  invited: 400,
  received: 200,
  responseRate: 0.5,
  figures: [...figures],
  ...more,
});

const PROVINCE = domain(null, [
  figure('total', 0.8, { step: 0.0001, validAnswers: 720 }),
  figure('access', 0.8, { validAnswers: 100 }),
  figure('officer', 0.6, { validAnswers: 300 }),
]);

const publication = (domains: readonly Domain[], more: Partial<Results> = {}): Results =>
  ({
    campaignId: crypto.randomUUID(),
    campaignName: 'Đợt',
    provinceName: 'Tỉnh',
    method: {},
    nodes: NODES,
    designEffects: { total: 1.2 },
    domains,
    ...more,
  }) as unknown as Results;

test('each factor has its part of the unsatisfied answers; none where one is withheld', () => {
  // 20 of 100 and 120 of 300.
  expect(modelFiguresOf(publication([PROVINCE])).lost).toEqual([
    { node: 'officer', share: 0.86 },
    { node: 'access', share: 0.14 },
  ]);
  const hidden = {
    ...PROVINCE,
    figures: [PROVINCE.figures[0]!, figure('access', null), PROVINCE.figures[2]!],
  };
  expect(modelFiguresOf(publication([hidden])).lost).toEqual([]);
});

test('the total moves with what the silent, a mode and open items would say', () => {
  const paper = {
    category: 'paper',
    label: null,
    figures: [figure('total', 0.6, { respondents: 50 })],
  };
  const phone = { category: 'phone', label: null, figures: [] };
  const mode = { grouping: 'mode', label: null, categories: [paper, phone] };
  const groups = { fewest: 30, sha256: null, tables: [mode], answers: [] };
  expect(modelFiguresOf(publication([PROVINCE], { groups })).sensitivity).toEqual({
    index: 0.8,
    step: 0.0001,
    responseRate: 0.5,
    bounds: { low: 0.4, high: 0.9 },
    // Odds of 4 halved are 2: two thirds of the silent half.
    nonresponse: [
      { odds: 0.5, index: 0.73 },
      { odds: 0.75, index: 0.78 },
      { odds: 1.5, index: 0.83 },
    ],
    modes: [{ mode: 'paper', respondents: 50, without: 0.87 }],
    // 720 of 200 × 4.
    missing: { share: 0.1, asUnsatisfied: 0.72, asSatisfied: 0.82 },
  });
  const silent = modelFiguresOf(
    publication([{ ...PROVINCE, responseRate: null }], {
      method: { respondentsAtLeast: true } as never,
    }),
  ).sensitivity;
  expect(silent).toMatchObject({ bounds: null, nonresponse: [], modes: [], missing: null });
});

const sizes = Array.from({ length: 12 }, (_, k) => 20 + 30 * k);
const agencies = sizes.map((n, k) =>
  domain(`A${k}`, [figure('total', k % 2 ? 0.9 : 0.7, { respondents: n })], { received: n }),
);

test('small agencies are drawn to the model, the fewer answers the more, and agree with the province', () => {
  const hidden = domain('few', [figure('total', null, { respondents: null })], { received: null });
  const banded = domain('band', [figure('total', null, { band: 'above_90' })]);
  const { smallAreas } = modelFiguresOf(publication([PROVINCE, ...agencies, hidden, banded]));
  const estimates = smallAreas!.agencies;
  expect([smallAreas!.fittedOn, estimates.length]).toEqual([12, 13]);
  expect(estimates.map(({ agencyCode }) => agencyCode)).not.toContain('band');
  const own = estimates.filter(({ basis }) => basis === 'model').map(({ ownShare }) => ownShare);
  expect(own).toEqual([...own].sort((a, b) => a - b));
  expect(own[0]!).toBeLessThan(own.at(-1)!);
  const model = estimates.find(({ agencyCode }) => agencyCode === 'few')!;
  expect(model).toMatchObject({ basis: 'synthetic', ownShare: 0, direct: null });
  for (const { value, direct, low, high } of estimates) {
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    // Up to rounding.
    if (direct !== null)
      expect(Math.abs(value - model.value)).toBeLessThanOrEqual(
        Math.abs(direct - model.value) + 0.015,
      );
  }
  const mean = estimates.reduce((sum, { value }) => sum + value, 0) / estimates.length;
  expect(Math.abs(mean - 0.8)).toBeLessThan(0.006);
});

test('there is no model of three agencies, nor of a province without a total', () => {
  expect(modelFiguresOf(publication([PROVINCE, ...agencies.slice(0, 3)])).smallAreas).toBeNull();
  const silent = domain(null, [figure('total', null)]);
  expect(modelFiguresOf(publication([silent, ...agencies]))).toMatchObject({
    smallAreas: null,
    sensitivity: null,
    lost: [],
  });
});
