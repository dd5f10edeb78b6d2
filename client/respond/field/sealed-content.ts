import { reachedAnswers } from '#contract/answering.ts';
import { paradataOf } from '../paradata.ts';
import type { Draft } from '../stored-draft.ts';

/** What is sealed of an interview; `mark` is the server's word on the day of the last contact. */
export const sealedContent = (draft: Draft, language: string, mark: string) => ({
  questionnaireVersion: draft.opening.questionnaire.version,
  language,
  answers: reachedAnswers(draft.opening.questionnaire, draft.answers),
  mark,
  paradata: paradataOf(draft),
});

/** An interview that has not begun. No code continues it elsewhere. */
export const newDraft = (key: string, opening: Draft['opening']): Draft => ({
  key,
  opening,
  answers: {},
  stamps: {},
  code: '',
  codeWeight: 0,
  revision: 0,
  at: 'start',
  started: 'no',
});
