// Truth: results.md §2 and domain.md 3: lines of PAR INDEX say no more than the screen; PAPI is a view of numbered criteria.
import { expect, test } from 'vitest';
import type { Domain, Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import {
  assessmentLines,
  copyableLines,
  papiDimension,
} from '../../../client/office/results/assessment-lines.ts';
import { inVietnamese } from './wire.ts';

inVietnamese();

const FACTORS = ['access', 'procedure', 'officer', 'result', 'feedback'];
const figure = (node: string, change: Partial<Figure> = {}): Figure => ({
  node,
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
  distribution: null,
  tier: null,
  ...change,
});
const results = {
  nodes: FACTORS.map((code) => ({
    code,
    level: 'factor',
    parent: 'service',
    question: null,
    label: { vi: `Yếu tố ${code}`, en: code },
  })),
} as unknown as Results;
const domain = {
  name: 'Xã Vĩnh Thông',
  figures: [
    ...FACTORS.slice(0, 3).map((code) => figure(code)),
    figure('result', { verdict: 'flag', index: null, band: 'above_90' }),
    figure('feedback', { verdict: 'suppress-confidentiality', index: null, respondents: 3 }),
  ],
} as unknown as Domain;

test('the five lines are the five factors in the form’s order, each as the screen says it', () => {
  const lines = assessmentLines(results, domain);
  expect(lines.map(({ number }) => number)).toEqual(
    [1, 2, 3, 4, 5].map((place) => `VIII.1.${place}`),
  );
  expect(lines[0]).toEqual({
    number: 'VIII.1.1',
    factor: 'Yếu tố access',
    figure: '83%',
    range: '71–91',
    respondents: '52',
  });
  // A band and a withheld figure are words, without range and without how many.
  expect(lines[3]).toMatchObject({ range: '', respondents: '' });
  expect(lines[4]).toMatchObject({ figure: 'ẩn', range: '', respondents: '' });
});

test('what is copied is a table of six columns with the evidence in each row', () => {
  const rows = copyableLines(assessmentLines(results, domain), 'https://ks/ket-qua/1').split('\n');
  expect(rows).toHaveLength(6);
  expect(rows.every((row) => row.split('\t').length === 6)).toBe(true);
  expect(rows[5]).toMatch(/\thttps:\/\/ks\/ket-qua\/1$/);
});

test('a criterion has the PAPI dimension of its number in the form, or none', () => {
  expect(['9.1', '9.4', '9.6', '9.27', '9.33', '9.37', '9.39'].map(papiDimension)).toEqual([
    'transparency',
    'participation',
    'delivery',
    'procedures',
    'procedures',
    'accountability',
    'accountability',
  ]);
  expect(['9.5', '9.24', '9.34', 'a.sex', null].map(papiDimension)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
