import { openQuestions, reachedAnswers } from '#contract/answering.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn } from '#contract/draft-content.ts';
import { draftName, submissionIdOf } from '#contract/draft-seal.ts';
import type { QuestionGroup, Questionnaire } from '#contract/questionnaire.ts';
import type { Submission } from '#contract/responses.ts';
import { submitResponse } from '#contract/responses.ts';
import type { Deps } from '../deps.ts';
import { checkPage, EMPTY } from './check-page.ts';
import { receiptPage } from './endings.ts';
import { changeDraft, readPlainDraft } from './plain-draft.ts';
import { CHANGE, MISSING, questionPage, reachedGroup, stepOf } from './question-page.ts';
import { withForm } from './read-form.ts';
import { receiptOf } from './receipt.ts';
import { NOT_HELD } from './start-page.ts';
import type { Serve, Turn } from './turn.ts';
import { TOKEN } from './turn.ts';
import { openingOf } from './visit.ts';

/** Questions, check, sending, receipt. */
export function answerRoutes(serve: Serve, { now }: Deps): void {
  const path = `${TOKEN}/trang-:number(^\\d{1,3}$)`;
  serve('GET', path, async ({ visit, request, show, goTo }) => {
    const asked = await openingOf(visit);
    if (!visit.held.code) return goTo(visit.to('don-gian', [NOT_HELD]));
    const index = indexOf(request.params);
    const { content } = await readPlainDraft(visit);
    const { questionnaire } = asked.opening;
    const group = reachedGroup(questionnaire, index, answersIn(content));
    if (!group)
      return goTo(visit.to(stepAt(questionnaire, nextReached(questionnaire, index, content))));
    return show(asked.textOf(group.title), questionPage(visit, asked, index, content));
  });
  serve('POST', path, (turn) => answerScreen(turn, now().getTime()));
  serve('GET', `${TOKEN}/xem-lai`, async ({ visit, show, goTo }) => {
    const asked = await openingOf(visit);
    if (!visit.held.code) return goTo(visit.to('don-gian', [NOT_HELD]));
    const { content } = await readPlainDraft(visit);
    return show(visit.t('check.title'), checkPage(visit, asked, content));
  });
  serve('POST', `${TOKEN}/gui`, send);
  serve('GET', `${TOKEN}/bien-nhan`, showReceipt);
}

const indexOf = (params: unknown): number => Number((params as { number: string }).number) - 1;

/** Saves a screen first, wherever the person goes from it, and where that is. */
async function answerScreen({ visit, request, form, goTo }: Turn, moment: number) {
  const { questionnaire } = (await openingOf(visit)).opening;
  const { groups } = questionnaire;
  if (!visit.held.code) return goTo(visit.to('don-gian', [NOT_HELD]));
  const index = indexOf(request.params);
  if (!groups[index]) return goTo(visit.to('xem-lai'));
  const groupIn = (draft: DraftContent) => reachedGroup(questionnaire, index, answersIn(draft));
  const then = form.get('then');
  // Shown once for each screen: the next press continues.
  const isTold = then === 'skip' || form.has('told');
  const isMissing = (draft: DraftContent) =>
    !isTold && openQuestions(groupIn(draft)?.questions ?? [], answersIn(draft)).length > 0;
  const whereTo = (draft: DraftContent): number => {
    if (then === 'back') return nextReached(questionnaire, index, draft, -1);
    if (isMissing(draft)) return index;
    return visit.has(CHANGE) ? groups.length : nextReached(questionnaire, index, draft);
  };
  const draft = await changeDraft(visit, (content) => {
    const group = groupIn(content);
    const answered = group ? withForm(content, group, form, moment) : content;
    return standingAt(answered, groups, whereTo(answered));
  });
  const target = whereTo(draft);
  if (target === index) {
    const notes = visit.has(CHANGE) ? [MISSING, CHANGE] : [MISSING];
    // Where the message is, not at the top of a screen that looks as before.
    return goTo(`${visit.to(stepOf(index), notes)}#${MISSING}`);
  }
  if (target < 0) return goTo(visit.to('don-gian'));
  return goTo(visit.to(stepAt(questionnaire, target)));
}

const stepAt = ({ groups }: Questionnaire, index: number): string =>
  index < groups.length ? stepOf(index) : 'xem-lai';

/** The nearest step, forwards or back, with a question to which the answers lead. */
function nextReached(
  questionnaire: Questionnaire,
  index: number,
  draft: DraftContent,
  way: 1 | -1 = 1,
): number {
  let next = index + way;
  while (questionnaire.groups[next] && !reachedGroup(questionnaire, next, answersIn(draft)))
    next += way;
  return next;
}

/** Notes the screen that is open now, so that another phone continues there. */
function standingAt(
  draft: DraftContent,
  groups: readonly QuestionGroup[],
  index: number,
): DraftContent {
  const position = index < groups.length ? groups[Math.max(0, index)]?.questions[0]?.code : 'check';
  return position === undefined || position === draft.at ? draft : { ...draft, at: position };
}

/**
 * The submission's id follows from what this browser holds: a second press, or a repeat after a lost
 * reply, is the same submission and gets the same receipt.
 */
async function send({ visit, goTo }: Turn) {
  const { secret } = visit.held;
  if (!secret) {
    await openingOf(visit);
    return goTo(visit.to('don-gian', [NOT_HELD]));
  }
  // Received a moment ago, by another press: the receipt is the answer.
  if (await receiptOf(visit)) return goTo(visit.to('bien-nhan'));
  try {
    const { opening } = await openingOf(visit);
    const { content } = await readPlainDraft(visit);
    const answers = reachedAnswers(opening.questionnaire, answersIn(content));
    if (!Object.values(answers).some((value) => value !== null))
      return goTo(visit.to('xem-lai', [EMPTY]));
    await visit.ask(submitResponse, {
      params: { submissionId: await submissionIdOf(secret) },
      body: {
        token: visit.token,
        questionnaireVersion: opening.questionnaire.version,
        language: visit.language,
        answers: answers as Submission['answers'],
        draft: await draftName(secret),
        paradata: { page: 'plain' },
      },
    });
  } catch (error) {
    // Another press was faster, between the two questions of this one.
    if (!(await receiptOf(visit))) throw error;
  }
  return goTo(visit.to('bien-nhan'));
}

/** Only the server's word that it has this browser's response leads here. */
async function showReceipt({ visit, request, show, goTo }: Turn) {
  const receipt = await receiptOf(visit);
  if (!receipt) return goTo(visit.to(visit.held.code ? 'xem-lai' : 'don-gian'));
  const content = receiptPage(visit, receipt, request.host);
  return show(visit.t('received.title'), content);
}
