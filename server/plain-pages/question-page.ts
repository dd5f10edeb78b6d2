import { openQuestions, reached, settled } from '#contract/answering.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, latest } from '#contract/draft-content.ts';
import type { Answers, QuestionGroup, Questionnaire } from '#contract/questionnaire.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { progress, savedLine, screen } from './layout.ts';
import { questionFields } from './question-fields.ts';
import { ownCode } from './start-page.ts';
import type { Asked, PlainVisit } from './visit.ts';

/** Notes in a screen's address: what is open is to be said, and that the check page sent the person here. */
export const MISSING = 'con-thieu';
export const CHANGE = 'sua';

export const stepOf = (index: number): string => `trang-${index + 1}`;

/** The nth group of the questionnaire with those of its questions to which the answers lead; none where no question is left. */
export const reachedGroup = (
  questionnaire: Questionnaire,
  index: number,
  answers: Answers,
): QuestionGroup | undefined =>
  reached(questionnaire, answers).groups.find(
    ({ code }) => code === questionnaire.groups[index]?.code,
  );

export function questionPage(
  visit: PlainVisit,
  asked: Asked,
  index: number,
  draft: DraftContent,
): Html {
  const { t, to } = visit;
  const { campaign } = asked.opening;
  const answers = answersIn(draft);
  const questionnaire = reached(asked.opening.questionnaire, answers);
  const group = reachedGroup(asked.opening.questionnaire, index, answers)!;
  const screens = questionnaire.groups.map(({ code }) => code);
  const open = visit.has(MISSING) ? openQuestions(group.questions, answers) : [];
  const notes = visit.has(CHANGE) ? [CHANGE] : [];
  return screen(visit, {
    title: titleOf(visit, asked, questionnaire, group),
    hotline: campaign.hotline,
    back: backButton(visit),
    before: progress(
      visit,
      { now: screens.indexOf(group.code) + 1, of: screens.length + 1 },
      settled(questionnaire, answers),
    ),
    body: html`
      ${stem(asked, group)}
      <form id="screen" method="post" action="${to(stepOf(index), notes)}">
        ${group.questions.map((question) =>
          questionFields(question, {
            visit,
            asked,
            answers,
            hint: group.hint,
            isMissing: open.includes(question),
          }),
        )}
        ${open.length > 0 && html`<input type="hidden" name="told" value="yes">`}
        ${open.length > 0 && missing(visit, open.length, open[0]!.code)}
        ${savedLine(visit, latest(draft))}
        <button class="main" data-primary name="then" value="next">${t('plain.save')}</button>
      </form>
      ${index === 1 && ownCode(visit)}`,
  });
}

/** Screens in a row with one title differ by a number. */
function titleOf(
  { t }: PlainVisit,
  asked: Asked,
  { groups }: Questionnaire,
  { title, code }: QuestionGroup,
): string {
  const row = groups.filter((group) => group.title.vi === title.vi);
  const now = row.findIndex((group) => group.code === code) + 1;
  const text = asked.textOf(title);
  return row.length > 1 ? t('questions.part', { title: text, now, of: row.length }) : text;
}

/** Back saves too. The enter key presses a form's first button, so one that continues comes before it, unseen. */
const backButton = ({ t }: PlainVisit): Html => html`
  <button form="screen" name="then" value="next" class="visually-hidden" tabindex="-1" aria-hidden="true">${t('plain.save')}</button>
  <button form="screen" name="then" value="back" class="link back"><span aria-hidden="true">‹ </span>${t('back')}</button>`;

/** A question that is alone on its screen includes the stem. */
function stem({ textOf }: Asked, group: QuestionGroup): Html {
  const isRepeated =
    textOf(group.stem) === textOf(group.title) ||
    group.questions.some((question) => textOf(question.text) === textOf(group.stem));
  return html`
    ${!isRepeated && html`<p class="stem">${textOf(group.stem)}</p>`}
    ${group.hint && group.part !== 'comment' && html`<p class="hint">${textOf(group.hint)}</p>`}`;
}

const missing = ({ t }: PlainVisit, count: number, first: string): Html => html`
  <section id="${MISSING}" class="notice attention" role="alert" tabindex="-1">
    <p>${t('questions.missing', { count })}</p>
    <div class="row">
      <a class="second" href="#${first}">${t('questions.answer')}</a>
      <button class="second" name="then" value="skip">${t('questions.skip')}</button>
    </div>
  </section>`;
