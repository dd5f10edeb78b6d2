import { declineInvitation, enterCode, startAnswering } from '#contract/invitations.ts';
import { Refusal } from '../problem.ts';
import { codeFault, codePage } from './code-page.ts';
import { declinedPage, declinePage } from './endings.ts';
import { screen } from './layout.ts';
import { forgetDraft, readPlainDraft } from './plain-draft.ts';
import { stepOf } from './question-page.ts';
import { startBody } from './start-page.ts';
import type { Serve, Turn } from './turn.ts';
import { TOKEN } from './turn.ts';
import { addressOf, openingOf } from './visit.ts';

/** Code, start, and the two ways out. */
export function invitationRoutes(serve: Serve): void {
  serve('GET', '/ma-phieu', ({ visit, show }) =>
    show(visit.t('code.title'), codePage(visit, { code: '' })),
  );
  serve('POST', '/ma-phieu', enter);
  // An address that was typed half, or a form's that was reloaded.
  serve('GET', `${TOKEN}/*`, async ({ visit, goTo }) => goTo(visit.to('')));
  serve('GET', `${TOKEN}/don-gian`, async ({ visit, show }) => {
    const asked = await openingOf(visit);
    const { content } = await readPlainDraft(visit);
    const { hotline, provinceName } = asked.opening.campaign;
    const title = visit.t('start.title');
    const body = startBody(visit, asked, content);
    return show(
      title,
      screen(visit, { title, hotline, province: provinceName, isStart: true, body }),
    );
  });
  serve('POST', `${TOKEN}/bat-dau`, async ({ visit, goTo }) => {
    const { opening } = await openingOf(visit);
    await visit.ask(startAnswering, { body: { token: visit.token } });
    const { content } = await readPlainDraft(visit);
    return goTo(visit.to(resumeAt(opening.questionnaire.groups, content.at)));
  });
  for (const [step, way, reason] of [
    ['tu-choi', 'decline', 'declined'],
    ['sai-nguoi', 'wrong', 'wrong_person'],
  ] as const) {
    serve('GET', `${TOKEN}/${step}`, async ({ visit, show }) => {
      const { opening } = await openingOf(visit);
      const content = declinePage(visit, way, step, opening.campaign.hotline);
      return show(visit.t(`${way}.title`), content);
    });
    serve('POST', `${TOKEN}/${step}`, async ({ visit, show }) => {
      await visit.ask(declineInvitation, { body: { token: visit.token, reason } });
      await forgetDraft(visit);
      return show(visit.t('decline.done'), declinedPage(visit));
    });
  }
}

async function enter({ visit, form, show, goTo }: Turn) {
  const code = form.get('code') ?? '';
  const digits = code.replace(/\D/g, '');
  const again = (status: number, wrong: { fault?: string; refusal?: Refusal }) =>
    show(
      `${visit.t('code.error')}${visit.t('code.title')}`,
      codePage(visit, { code, ...wrong }),
      status,
    );
  const fault = codeFault(visit, digits);
  if (fault) return again(400, { fault });
  try {
    const { token } = await visit.ask(enterCode, { body: { code: digits } });
    return goTo(addressOf(token, 'don-gian', visit));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'code_check_failed'
      ? again(error.status, { fault: visit.t('code.digit') })
      : again(error.status, { refusal: error });
  }
}

/** The screen that was open last, on whichever phone; the first one before. */
function resumeAt(
  groups: readonly { questions: readonly { code: string }[] }[],
  at: string | undefined,
): string {
  if (at === 'check') return 'xem-lai';
  const index = groups.findIndex((group) => group.questions.some(({ code }) => code === at));
  return stepOf(Math.max(0, index));
}
