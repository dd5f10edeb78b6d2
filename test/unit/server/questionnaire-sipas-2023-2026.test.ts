/**
 * Outside truth: the form of the method in force 2023–2026 (QĐ 1001/QĐ-BNV): 39 criteria of satisfaction
 * in 9 factors and 2 parts, 10 expectations; the published indices number 51 = 39 + 9 + 2 + 1.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Question, Questionnaire, Text } from '#contract/questionnaire.ts';
import { asked, misfits, questionsOf } from '#contract/questionnaire.ts';
import { questionnaires } from '../../../server/campaigns/questionnaires.ts';

let whole: Questionnaire;
beforeAll(async () => {
  const version = (await questionnaires()).get('sipas-2023-2026');
  if (!version) throw new Error('the version is missing');
  whole = version;
});

const countBy = (questionnaire: Questionnaire, level: string) =>
  questionnaire.nodes.filter((node) => node.level === level).length;
const codesOf = (questionnaire: Questionnaire) =>
  questionsOf(questionnaire).map((question) => question.code);
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);

test('the index has 39 criteria, 9 factors, 2 parts and 1 total: the 51 indices of the ministry', () => {
  expect(countBy(whole, 'criterion')).toBe(39);
  expect(countBy(whole, 'factor')).toBe(9);
  expect(countBy(whole, 'part')).toBe(2);
  expect(countBy(whole, 'total')).toBe(1);
  expect(whole.nodes).toHaveLength(51);
});

test('every question of the official form is there once, in its order, the person last', () => {
  expect(codesOf(whole)).toEqual([
    ...numbered('1', 9),
    '2',
    ...numbered('3', 7),
    '4',
    '5',
    '6',
    ...numbered('7', 3),
    ...numbered('8', 7),
    ...numbered('9', 39),
    ...numbered('10', 10),
    'a.sex',
    'a.age',
    'a.education',
    'a.occupation',
    'a.ethnicity',
    'comment',
  ]);
});

test('nobody is asked for words about themselves: they name one person in a village, and are counted nowhere', () => {
  for (const question of questionsOf(whole)) expect(question).not.toHaveProperty('specify');
});

test('policy holds the criteria 1–23, service 24–39, each under its factor', () => {
  const parts = Object.fromEntries(
    ['policy', 'service'].map((part) => {
      const factors = whole.nodes.filter((node) => node.parent === part).map((node) => node.code);
      const sizes = factors.map(
        (factor) => whole.nodes.filter((node) => node.parent === factor).length,
      );
      return [part, Object.fromEntries(factors.map((factor, index) => [factor, sizes[index]]))];
    }),
  );
  expect(parts).toEqual({
    policy: { accountability: 2, participation: 2, implementation: 9, impact: 10 },
    service: { access: 3, procedure: 4, officer: 3, result: 3, feedback: 3 },
  });
});

test('a criterion is answered on the official scale of five, worst first, and 4–5 are satisfied', () => {
  const criteria = questionsOf(whole).filter((question) => question.code.startsWith('9.'));
  for (const criterion of criteria) {
    expect(optionsOf(criterion)).toEqual([
      [1, 'Rất không hài lòng'],
      [2, 'Không hài lòng'],
      [3, 'Bình thường'],
      [4, 'Hài lòng'],
      [5, 'Rất hài lòng'],
    ]);
  }
  expect(whole.satisfiedFrom).toBe(4);
});

test('the statements are the official ones, with the counter named by a placeholder', () => {
  const textOf = (code: string) =>
    questionsOf(whole).find((question) => question.code === code)?.text.vi;
  expect(textOf('9.5')).toBe(
    'Chính quyền tổ chức thực hiện tốt chính sách phát triển kinh tế ở địa phương',
  );
  expect(textOf('9.31')).toBe(
    'Công chức ở {BPMC} có thái độ giao tiếp lịch sự, tôn trọng đối với người dân',
  );
  const withOffice = questionsOf(whole).filter((question) => question.text.vi.includes('{BPMC}'));
  expect(withOffice.map((question) => question.code)).toEqual(
    ['8.4', 24, 25, 26, 27, 31, 32, 33, 37, 38, 39].map((number) =>
      typeof number === 'number' ? `9.${number}` : number,
    ),
  );
});

test('no answer is preset and every choice can be left unanswered in words', () => {
  for (const question of questionsOf(whole)) {
    expect(Object.keys(question)).not.toContain('default');
    if (question.kind !== 'choice') continue;
    expect(question.nonAnswer.vi).not.toBe('');
    expect(question.options.map((option) => option.value)).toEqual(
      question.options.map((_, index) => index + 1),
    );
  }
  expect(misfits(whole, {})).toEqual([]);
});

test('every text is in both languages, and both name the counter where one does', () => {
  for (const text of textsIn(whole)) {
    expect(text.vi.trim()).not.toBe('');
    expect(text.en.trim()).not.toBe('');
    expect(text.en.includes('{BPMC}')).toBe(text.vi.includes('{BPMC}'));
    expect(text.vi).toBe(text.vi.normalize('NFC'));
  }
});

test('a screen holds at most three statements, or four that are answered yes or no', () => {
  for (const group of whole.groups) {
    const most = group.code.startsWith('8') ? 4 : 3;
    expect(group.questions.length, group.code).toBeLessThanOrEqual(most);
  }
  expect(new Set(whole.groups.map((group) => group.code)).size).toBe(whole.groups.length);
});

test('the whole form is 39 screens with the first and the check page, the service part 13', () => {
  expect(whole.groups.length + 2).toBe(39);
  const service = asked(whole, 'service');
  expect(service.groups.length + 2).toBe(13);
  expect(countBy(service, 'criterion')).toBe(16);
  expect(service.nodes).toHaveLength(16 + 5 + 1 + 1);
});

const optionsOf = (question: Question) =>
  question.kind === 'comment'
    ? []
    : question.options.map((option) => [option.value, option.label.vi]);

function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('vi' in value && 'en' in value) return [value as Text];
  return Object.values(value).flatMap(textsIn);
}
