import { readContinuationCode } from '#contract/continuation-code.ts';
import { draftSecret } from '#contract/draft-seal.ts';
import { declineInvitation, enterCode, startAnswering } from '#contract/opening.ts';
import { EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import type { Deps } from '../deps.ts';
import { problem, Refusal } from '../problem.ts';
import type { Typed } from './code-page.ts';
import { codeFault, codePage } from './code-page.ts';
import { declinedPage, declinePage } from './endings.ts';
import { screen } from './layout.ts';
import { changeDraft, forgetDraft, readPlainDraft } from './plain-draft.ts';
import { stepOf } from './question-page.ts';
import { receiptOf } from './receipt.ts';
import { NO_SUCH_CODE, startBody } from './start-page.ts';
import type { Serve, Turn } from './turn.ts';
import { TOKEN } from './turn.ts';
import type { PlainVisit } from './visit.ts';
import { addressOf, openingOf } from './visit.ts';

/** Code, start, and the two ways out. */
export function invitationRoutes(serve: Serve, { now }: Deps): void {
  serve('GET', '/ma-phieu', ({ visit, show }) =>
    show(visit.t('code.title'), codePage(visit, { code: '' })),
  );
  serve('POST', '/ma-phieu', enter);
  // An address that was typed half, or a form's that was reloaded.
  serve('GET', `${TOKEN}/*`, async ({ visit, goTo }) => goTo(visit.to('')));
  serve('GET', `${TOKEN}/don-gian`, async ({ visit, show }) => {
    const asked = await openingOf(visit);
    const { content } = await readPlainDraft(visit);
    const { hotline, hotlineHours: hours, provinceName } = asked.opening.campaign;
    const title = visit.t('start.title');
    const body = startBody(visit, asked, content);
    return show(
      title,
      screen(visit, { title, hotline, hours, province: provinceName, isStart: true, body }),
    );
  });
  serve('POST', `${TOKEN}/bat-dau`, async ({ visit, goTo }) => {
    const { opening } = await openingOf(visit);
    await visit.ask(startAnswering, { body: { token: visit.token } });
    if (!visit.held.code) visit.held.hold();
    const { content } = await readPlainDraft(visit);
    return goTo(visit.to(resumeAt(opening.questionnaire.groups, content.at)));
  });
  serve('POST', `${TOKEN}/tiep-tuc`, (turn) => goOnHere(turn, now().getTime()));
  for (const [step, way, reason] of [
    ['tu-choi', 'decline', 'declined'],
    ['sai-nguoi', 'wrong', 'wrong_person'],
  ] as const) {
    serve('GET', `${TOKEN}/${step}`, async ({ visit, show }) => {
      const { opening } = await openingOf(visit);
      const content = declinePage(visit, way, step, opening.campaign.hotline);
      return show(visit.t(`${way}.title`), content);
    });
    serve('POST', `${TOKEN}/${step}`, async ({ visit, form, show }) => {
      const meaning = way === 'decline' && form.has('never') ? 'never_again' : reason;
      await visit.ask(declineInvitation, { body: { token: visit.token, reason: meaning } });
      await forgetDraft(visit);
      return show(visit.t('decline.done'), declinedPage(visit, way));
    });
  }
}

async function enter({ visit, form, show, goTo }: Turn) {
  const code = form.get('code') ?? '';
  const digits = code.replace(/\D/g, '');
  const again = (status: number, wrong: Omit<Typed, 'code'>) =>
    show(
      `${visit.t('code.error')}${visit.t('code.title')}`,
      codePage(visit, { code, ...wrong }),
      status,
    );
  const fault = codeFault(visit, digits);
  if (fault) return again(400, { fault });
  try {
    const challenge = form.get('challenge');
    const pass = challenge ? { pass: { challenge } } : {};
    const { token } = await visit.ask(enterCode, { body: { code: digits, ...pass } });
    return goTo(addressOf(token, 'don-gian', visit));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return again(error.status, faultOf(visit, digits, error));
  }
}

/** With the code of another device: its draft or its receipt, or the word that there is none. */
async function goOnHere({ visit, form, goTo }: Turn, continuedAt: number) {
  const code = readContinuationCode(form.get('code') ?? '');
  if (!code) return goTo(visit.to('don-gian', [NO_SUCH_CODE]));
  const secret = draftSecret(visit.token, code);
  if (await receiptOf({ ...visit, held: { ...visit.held, secret } })) {
    visit.held.hold(code);
    return goTo(visit.to('bien-nhan'));
  }
  const { opening } = await openingOf(visit);
  const { revision, content } = await readPlainDraft(visit, secret);
  if (revision === 0) return goTo(visit.to('don-gian', [NO_SUCH_CODE]));
  visit.held.hold(code);
  const taken = { ...visit, held: { ...visit.held, code, secret } };
  await changeDraft(taken, (draft) => ({ ...draft, continuedAt }));
  return goTo(visit.to(resumeAt(opening.questionnaire.groups, content.at)));
}

/** So long somebody may be asked to wait before a form. */
const MOST_SECONDS = 300;

function faultOf({ t }: PlainVisit, digits: string, refusal: Refusal): Omit<Typed, 'code'> {
  const { code, details } = refusal;
  const isTwelve = digits.length === EARLIER_CODE_DIGITS;
  if (code === 'code_check_failed') return { fault: t(isTwelve ? 'code.twelve' : 'code.digit') };
  if (code === 'invitation_not_found' && isTwelve) return { fault: t('code.twelve') };
  if (code !== 'code_proof_needed') return { refusal };
  const seconds = Number(details.seconds);
  return seconds <= MOST_SECONDS
    ? { wait: { challenge: String(details.challenge), seconds } }
    : { refusal: problem('too_many_attempts', { minutes: Math.ceil(seconds / 60) }) };
}

/** The screen that was open last, on whichever phone; the first one before. */
function resumeAt(
  groups: readonly { questions: readonly { code: string }[] }[],
  position: string | undefined,
): string {
  if (position === 'check') return 'xem-lai';
  const index = groups.findIndex((group) => group.questions.some(({ code }) => code === position));
  return stepOf(Math.max(0, index));
}
