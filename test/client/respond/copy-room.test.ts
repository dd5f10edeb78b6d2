// Truth: docs/trust.md: the length of what a phone hands in says not how much was answered, nor whether a comment was written.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftSecret, sealDraft } from '#contract/draft-seal.ts';
import type { Answers } from '#contract/questionnaire.ts';
import { contentOf } from '../../../client/respond/copy-content.ts';
import { roomFor, roomOf } from '../../../client/respond/copy-room.ts';
import type { Draft } from '../../../client/respond/stored-draft.ts';
import form from '../../../server/campaigns/questionnaires/sipas-2023-2026.json' with {
  type: 'json',
};
import { draftOf } from './device.ts';

const questionnaire = form as unknown as Draft['opening']['questionnaire'];
const questions = questionnaire.groups.flatMap(({ questions }) => questions);
const SECRET = draftSecret('ABCDEFGHIJKLMNOP', '0123456789ABCDEF');
const MOMENT = Date.parse('2026-11-21T02:00:00Z');

const drafted = (answers: Answers, more: Partial<Draft> = {}): Draft => {
  const draft = draftOf('a', {
    answers,
    stamps: Object.fromEntries(Object.keys(answers).map((code, nth) => [code, MOMENT + nth])),
    continuedAt: MOMENT,
    ...more,
  });
  return { ...draft, opening: { ...draft.opening, questionnaire } };
};
const lengthOf = async (draft: Draft) =>
  (await sealDraft(SECRET, contentOf(draft), roomFor(draft))).length;

const anyAnswers = fc
  .record(
    Object.fromEntries(
      questions
        .filter(({ kind }) => kind !== 'comment')
        .map((question) => [
          question.code,
          fc.constantFrom<Answers[string]>(
            null,
            question.kind === 'multiple' ? question.options.map(({ value }) => value) : 1,
          ),
        ]),
    ),
    { requiredKeys: [] },
  )
  .map((answers) => answers as Answers);

test('before the comment every copy is equally long, whatever and however much was answered', async () => {
  const none = await lengthOf(drafted({ [questions[0]!.code]: null }));
  await fc.assert(
    fc.asyncProperty(anyAnswers, async (answers) => {
      expect(await lengthOf(drafted(answers))).toBe(none);
    }),
    { numRuns: 50 },
  );
});

test('from the comment on every copy is equally long, written or not, and going back shortens none', async () => {
  const comment = questions.find(({ kind }) => kind === 'comment')!.code;
  const written = drafted({ [comment]: 'Chỗ ngồi chờ chật, đề nghị thêm ghế. '.repeat(15) });
  const passed = drafted({ [questions[0]!.code]: 1 }, { at: 'check' });
  const length = await lengthOf(passed);
  expect(await lengthOf(written)).toBe(length);
  const sealed = await sealDraft(SECRET, contentOf(passed), roomFor(passed));
  const back = drafted(
    { [questions[0]!.code]: 1 },
    { at: questions[0]!.code, room: roomFor(passed) },
  );
  const elsewhere = { ...back, room: roomOf(sealed) };
  expect([await lengthOf(back), await lengthOf(elsewhere)]).toEqual([length, length]);
});
