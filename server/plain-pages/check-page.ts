import { reached, sections, settled } from '#contract/answering.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, latest } from '#contract/draft-content.ts';
import type { Answers, Question, QuestionGroup } from '#contract/questionnaire.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { notice, progress, savedLine, screen } from './layout.ts';
import { CHANGE, stepOf } from './question-page.ts';
import { ownCode } from './start-page.ts';
import type { Asked, PlainVisit } from './visit.ts';

/** Notes in the address: nothing was answered, or the person puts the sending off. */
export const EMPTY = 'trong';
const LATER = 'de-sau';

export function checkPage(visit: PlainVisit, asked: Asked, draft: DraftContent): Html {
  const { t, to } = visit;
  const { campaign } = asked.opening;
  const answers = answersIn(draft);
  const questionnaire = reached(asked.opening.questionnaire, answers);
  const pages = questionnaire.groups.length + 1;
  return screen(visit, {
    title: t('check.title'),
    hotline: campaign.hotline,
    back: html`<a class="link back" href="${to(stepOf(stepIndex(asked, questionnaire.groups.at(-1))))}"><span aria-hidden="true">‹ </span>${t('back')}</a>`,
    before: progress(visit, { now: pages, of: pages }, settled(questionnaire, answers)),
    body: html`
      <form method="post" action="${to('gui')}"><button class="second">${t('check.send_now')}</button></form>
      ${sections(questionnaire).map((section) => answersOf(visit, asked, section, answers))}
      <p>${t('check.body')}</p>
      ${visit.has(EMPTY) && notice(t('check.empty'))}
      ${visit.has(LATER) && notice(t('plain.later'))}
      ${savedLine(visit, latest(draft))}
      <form method="post" action="${to('gui')}">
        <button class="main" data-primary>${t('check.send')}</button>
      </form>
      <p><a class="link" href="${to('xem-lai', [LATER])}">${t('check.later')}</a></p>
      ${ownCode(visit)}`,
  });
}

function answersOf(
  visit: PlainVisit,
  asked: Asked,
  section: readonly QuestionGroup[],
  answers: Answers,
): Html {
  return html`
    <section class="answers">
      <h2>${section[0] && asked.textOf(section[0].title)}</h2>
      ${section.map(
        (group) => html`
      <div class="group">
        <dl>
          ${group.questions.map(
            (question) => html`
          <div><dt>${asked.textOf(question.label)}</dt><dd>${answerText(visit, asked, question, answers)}</dd></div>`,
          )}
        </dl>
        ${changeLink(visit, asked, group, stepIndex(asked, group))}
      </div>`,
      )}
    </section>`;
}

/** Steps are numbered as the whole questionnaire is, whatever has been skipped. */
const stepIndex = ({ opening }: Asked, group: QuestionGroup | undefined): number =>
  opening.questionnaire.groups.findIndex(({ code }) => code === group?.code);

function changeLink(
  { t, to }: PlainVisit,
  { textOf }: Asked,
  group: QuestionGroup,
  index: number,
): Html {
  const label = group.questions.map((question) => textOf(question.label)).join(', ');
  return html`<a class="link" href="${to(stepOf(index), [CHANGE])}">${t('check.change')}
    <span class="visually-hidden">${t('check.change_of', { label })}</span></a>`;
}

function answerText(
  { t }: PlainVisit,
  { textOf }: Asked,
  question: Question,
  answers: Answers,
): string {
  const value = answers[question.code];
  if (value === undefined) return t('check.none');
  if (value === null)
    return question.kind === 'choice' ? textOf(question.nonAnswer) : t('questions.prefer_not');
  if (question.kind === 'comment') return String(value);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return question.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => textOf(option.label))
    .join(', ');
}
