// Truth: ux.md §4: one group on a screen, one question in “Chữ to”; the progress tells the truth.
import { expect, test } from 'vitest';
import { minutesFor, openQuestions, sections, settled } from '#contract/answering.ts';
import { inText } from '#contract/place-names.ts';
import { writtenDay, writtenMonth } from '#contract/written-day.ts';
import { screenIndex, screensOf } from '../../../client/respond/paging.ts';
import { filled } from '../../../client/respond/wording.ts';
import { opening } from './device.ts';

const { questionnaire } = opening;

test('a group is a screen, and in large letters every question is one', () => {
  expect(screensOf(questionnaire, false).map(({ questions }) => questions.length)).toEqual([
    2, 2, 1, 1,
  ]);
  expect(screensOf(questionnaire, true).map(({ at: position }) => position)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    'c',
  ]);
});

test('the place is found again when the paging changes', () => {
  expect(screenIndex(screensOf(questionnaire, true), '4')).toBe(3);
  expect(screenIndex(screensOf(questionnaire, false), '4')).toBe(1);
});

test('choosing not to answer settles a question; a comment is never missing', () => {
  const [first] = screensOf(questionnaire, false);
  expect(openQuestions(first!.questions, { '1': null }).map(({ code }) => code)).toEqual(['2']);
  const last = screensOf(questionnaire, false).at(-1);
  expect(openQuestions(last!.questions, {})).toEqual([]);
  expect(settled(questionnaire, { '1': null, '2': 5, c: 'x' })).toEqual({ done: 2, of: 5 });
});

test('groups of one title stand together on the check page', () => {
  expect(sections(questionnaire).map((groups) => groups.map(({ code }) => code))).toEqual([
    ['a-1', 'a-2'],
    ['b'],
    ['c'],
  ]);
});

test("the counter's name stands in every text, whatever signs it holds", () => {
  const { groups } = filled(opening).questionnaire;
  expect(groups[0]?.questions[0]?.text.vi).toBe('Câu 1 ở Trung tâm "Một cửa"');
  expect(JSON.stringify(groups)).not.toContain('{BPMC}');
});

test('questions name the centre shortly, for the start screen has said its whole name', () => {
  const shortened = (officeName: string) =>
    filled({ ...opening, campaign: { ...opening.campaign, officeName } }).questionnaire.groups[0]
      ?.questions[0]?.text.vi;
  expect(shortened('Trung tâm Phục vụ hành chính công xã Vĩnh Thông')).toBe('Câu 1 ở Trung tâm');
  expect(shortened('Bộ phận Một cửa')).toBe('Câu 1 ở Bộ phận Một cửa');
});

test('texts of place, month and time are written as in running text', () => {
  expect(inText('Xã Vĩnh Thông')).toBe('xã Vĩnh Thông');
  expect(inText('Sở Nội vụ')).toBe('Sở Nội vụ');
  expect(inText('Phường 1')).toBe('Phường 1');
  // Decree 30/2020, annex I, part II, 4: a 0 before the days 1 to 9 and the months 1 and 2.
  expect(['2026-06-03', '2026-02-15', '2026-12-01'].map(writtenDay)).toEqual([
    '03/6/2026',
    '15/02/2026',
    '01/12/2026',
  ]);
  expect(['2026-09', '2026-02'].map(writtenMonth)).toEqual(['9/2026', '02/2026']);
  expect(minutesFor(21)).toBe(6);
  expect(minutesFor(84)).toBe(18);
});
