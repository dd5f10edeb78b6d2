import type { Answers, ChoiceQuestion, Question, Text } from '#contract/questionnaire.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { NOT_ANSWERED, shownAs, shownField } from './read-form.ts';
import type { Asked, PlainVisit } from './visit.ts';

interface Shown {
  readonly visit: PlainVisit;
  readonly asked: Asked;
  readonly answers: Answers;
  readonly hint: Text | undefined;
  readonly isMissing: boolean;
}

/** One question as plain controls, all answers alike and none preset. */
export const questionFields = (question: Question, shown: Shown): Html => html`
  <input type="hidden" name="${shownField(question.code)}" value="${shownAs(shown.answers[question.code])}">
  ${controls(question, shown)}`;

function controls(question: Question, shown: Shown): Html {
  switch (question.kind) {
    case 'choice':
      return choice(question, shown);
    case 'multiple':
      return multiple(question, shown);
    case 'comment':
      return comment(question, shown);
  }
}

const legend = (question: Question, { visit, asked, isMissing }: Shown): Html => html`
  <legend>${asked.textOf(question.text)}
    ${isMissing && html`<span class="missing">${visit.t('questions.unanswered')}</span>`}</legend>
    ${recording(visit, question.code)}`;

/** The browser's own player; nothing is fetched before it is pressed. */
export function recording({ pack, t }: PlainVisit, code: string): Html | false {
  const file = pack?.recordings?.[code];
  if (!file) return false;
  const address = `/recordings/${pack.language}/${file}`;
  return html`<p><audio controls preload="none" aria-label="${t('questions.listen')}" src="${address}"></audio></p>`;
}

/** The whole line is the target, drawn alike on every form of the citizens. */
export const option = (
  type: 'radio' | 'checkbox',
  name: string,
  value: string | number,
  isChosen: boolean,
  label: string,
): Html => html`
  <label class="option"><input type="${type}" name="${name}" value="${value}"${isChosen && html` checked`}>
    <span>${label}</span></label>`;

function choice(question: ChoiceQuestion, shown: Shown): Html {
  const { code, options, nonAnswer } = question;
  const { asked, answers } = shown;
  const value = answers[code];
  return html`
    <fieldset id="${code}" class="question">
      ${legend(question, shown)}
      <div class="${options.length === 5 ? 'options five' : 'options'}">
        ${options.map((choice) => option('radio', code, choice.value, value === choice.value, asked.textOf(choice.label)))}
      </div>
      <div class="options apart">
        ${option('radio', code, NOT_ANSWERED, value === null, asked.textOf(nonAnswer))}
      </div>
    </fieldset>`;
}

function multiple(question: Extract<Question, { kind: 'multiple' }>, shown: Shown): Html {
  const value = shown.answers[question.code];
  const chosen: readonly number[] = Array.isArray(value) ? value : [];
  return html`
    <fieldset id="${question.code}" class="question">
      ${legend(question, shown)}
      <div class="options">
        ${question.options.map((choice) =>
          option(
            'checkbox',
            question.code,
            choice.value,
            chosen.includes(choice.value),
            shown.asked.textOf(choice.label),
          ),
        )}
      </div>
      <div class="options apart">
        ${option('checkbox', question.code, NOT_ANSWERED, value === null, shown.visit.t('questions.prefer_not'))}
      </div>
    </fieldset>`;
}

function comment(question: Extract<Question, { kind: 'comment' }>, shown: Shown): Html {
  const { visit, asked, answers, hint } = shown;
  // The line break after the tag is the one that browsers drop: a text that begins with one keeps it.
  return html`
    <div class="question">
      <label class="field" for="${question.code}">${asked.textOf(question.text)}</label>
      ${recording(visit, question.code)}
      <div class="field"><textarea id="${question.code}" name="${question.code}" rows="6"
        maxlength="${question.maxLength}" aria-describedby="comment-hint">
${String(answers[question.code] ?? '')}</textarea></div>
      <p id="comment-hint" class="hint">${hint && asked.textOf(hint)}</p>
      <p class="hint">${visit.t('questions.reply')}</p>
    </div>`;
}
