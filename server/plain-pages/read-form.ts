import type { DraftContent, StampedAnswer } from '#contract/draft-content.ts';
import { changedAt } from '#contract/draft-content.ts';
import type {
  AnswerValue,
  ChoiceQuestion,
  Question,
  QuestionGroup,
} from '#contract/questionnaire.ts';
import { fits } from '#contract/questionnaire.ts';

/** Value of the radio button for not answering. */
export const NOT_ANSWERED = 'none';
type Given = readonly [code: string, value: AnswerValue | undefined];

/** Each question has a field with the answer that the page showed. */
export const shownField = (code: string): string => `${code}:shown`;
export const shownAs = (value: AnswerValue | undefined): string => JSON.stringify(value) ?? '';

/**
 * A draft with what a posted screen says. What did not change keeps its time: it may be another phone's.
 * Nor does a page that is older than the other phone's answer put back what it had shown.
 */
export function withForm(
  draft: DraftContent,
  group: QuestionGroup,
  form: URLSearchParams,
  moment: number,
): DraftContent {
  const answers: Record<string, StampedAnswer> = { ...draft.answers };
  let isChanged = false;
  for (const [code, value] of group.questions.flatMap((question) => givenTo(question, form))) {
    const known = answers[code];
    const shown = shownAs(value);
    if (shown === shownAs(known?.value) || (known && shown === form.get(shownField(code))))
      continue;
    const instant = changedAt(moment, known?.at);
    answers[code] = value === undefined ? { at: instant } : { value, at: instant };
    isChanged = true;
  }
  return isChanged ? { ...draft, answers } : draft;
}

function givenTo(question: Question, form: URLSearchParams): Given[] {
  const { code } = question;
  switch (question.kind) {
    case 'choice':
      return choiceGiven(question, form);
    case 'multiple': {
      const chosen = form.getAll(code);
      const values = chosen
        .filter((chosen) => chosen !== NOT_ANSWERED)
        .map(Number)
        .sort((a, b) => a - b);
      // Ticked beside an answer it says nothing.
      if (values.length === 0 && chosen.length > 0) return [[code, null]];
      return fits(question, values) ? [[code, values.length > 0 ? values : undefined]] : [];
    }
    case 'comment':
      return [[code, lines(form.get(code)).slice(0, question.maxLength) || undefined]];
  }
}

function choiceGiven(question: ChoiceQuestion, form: URLSearchParams): Given[] {
  const { code } = question;
  const chosen = form.get(code);
  // A radio button cannot be let go: nothing chosen says nothing.
  if (chosen === null) return [];
  const value = chosen === NOT_ANSWERED ? null : Number(chosen);
  return fits(question, value) ? [[code, value]] : [];
}

/** A form's line ends are two characters, a phone's one. */
const lines = (text: string | null): string => (text ?? '').replaceAll('\r\n', '\n').trim();
