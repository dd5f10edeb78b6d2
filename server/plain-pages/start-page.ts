import { minutesFor, settled } from '#contract/answering.ts';
import { inGroups } from '#contract/continuation-code.ts';
import type { DraftContent } from '#contract/draft-content.ts';
import { answersIn, EMPTY_DRAFT } from '#contract/draft-content.ts';
import type { Opening } from '#contract/opening.ts';
import { inText } from '#contract/place-names.ts';
import { writtenDay, writtenMonth } from '#contract/written-day.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { late } from './late.ts';
import { notice, withCallLink } from './layout.ts';
import { recording } from './question-fields.ts';
import type { Asked, PlainVisit } from './visit.ts';

/** Notes in the address: the browser kept no cookie, or what was typed opens nothing. */
export const NOT_HELD = 'khong-giu';
export const NO_SUCH_CODE = 'sai-ma';

/**
 * What the server sends for a link: readable before any script has come. The live page takes the same place
 * line by line, its button where “opening” was; link and late form are for browsers that run scripts, but not these.
 */
export const beginning = (visit: PlainVisit, asked: Asked): Html => {
  const { t, to } = visit;
  return html`
    ${invitationText(visit, asked.opening)}
    <p class="main arriving" role="status">${t('arriving')}</p>
    ${helper(visit)}
    ${firstQuestion(visit, asked)}
    <p class="hint arriving"><a href="${to('don-gian')}">${t('plain.open')}</a></p>
    ${late(startForm(visit, asked.opening, EMPTY_DRAFT))}
    ${details(visit, asked.opening)}`;
};

export const startBody = (visit: PlainVisit, asked: Asked, draft: DraftContent): Html => html`
  ${visit.has(NOT_HELD) && notice(visit.t('plain.not_held'))}
  ${invitationText(visit, asked.opening)}
  ${helper(visit)}
  ${draft.at === undefined && firstQuestion(visit, asked)}
  ${startForm(visit, asked.opening, draft)}
  ${draft.at === undefined ? codeForm(visit) : ownCode(visit)}
  ${details(visit, asked.opening)}`;

const invitationText = (visit: PlainVisit, opening: Opening): Html => {
  const { t } = visit;
  const minutes = minutesFor(settled(opening.questionnaire, {}).of);
  return html`
  <p class="occasion">${occasion(t, opening)}</p>
  <ul class="notice-points">
    ${['asked', 'free', 'closed'].map((point) => html`<li>${t(`start.notice.${point}`, { minutes })}</li>`)}
  </ul>
  ${recording(visit, 'start')}`;
};

const helper = ({ t }: PlainVisit): Html => html`<p class="hint">${t('start.helper')}</p>`;

/** What is asked can be seen before one agrees to be asked. */
function firstQuestion({ t }: PlainVisit, { opening, textOf }: Asked): Html | undefined {
  const [group] = opening.questionnaire.groups;
  const [question] = group?.questions ?? [];
  if (!group || !question) return undefined;
  const texts = new Set([textOf(group.stem), textOf(question.text)]);
  return html`<p class="hint first"><strong>${t('start.first')}</strong> ${[...texts].join(' ')}</p>`;
}

function startForm({ t, to }: PlainVisit, opening: Opening, draft: DraftContent): Html {
  const hasBegun = draft.at !== undefined;
  return html`
    ${hasBegun && html`<p class="strong">${t('start.progress', settled(opening.questionnaire, answersIn(draft)))}</p>`}
    <p class="notice attention">${t('plain.simple')}</p>
    <form method="post" action="${to('bat-dau')}">
      <button class="main" data-primary>${t(hasBegun ? 'start.resume' : 'start.begin')}</button>
    </form>
    <p><a class="link" href="${to('tu-choi')}">${t('start.decline')}</a></p>
    <p><a class="link" href="${to('sai-nguoi')}">${t('start.wrong')}</a></p>
    <p class="hint">${t('start.until', { day: writtenDay(opening.campaign.collectTo) })}</p>`;
}

/** For one who has begun on another device, or in a browser that was cleared. */
const codeForm = (visit: PlainVisit): Html => {
  const { t, to } = visit;
  const isWrong = visit.has(NO_SUCH_CODE);
  return html`
    <details ${isWrong && 'open'}>
      <summary>${t('go_on.have')}</summary>
      <form method="post" action="${to('tiep-tuc')}">
        <label class="field" for="go-on-code">${t('go_on.code')}</label>
        <p id="go-on-hint" class="hint">${t('go_on.hint')}</p>
        ${isWrong && html`<p id="go-on-fault" class="fault" role="alert">${t('go_on.unknown')}</p>`}
        <input id="go-on-code" class="digits" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="go-on-hint${isWrong && ' go-on-fault'}">
        <button class="second">${t('code.go')}</button>
      </form>
    </details>`;
};

/** What this browser's own code is, for its person alone. */
export const ownCode = ({ t, held }: PlainVisit): Html | undefined =>
  held.code === undefined
    ? undefined
    : html`
    <details>
      <summary>${t('go_on.elsewhere')}</summary>
      <p>${t('go_on.body')}</p>
      <p class="figure groups"><span aria-hidden="true">${inGroups(held.code)}</span>
        <span class="visually-hidden">${[...held.code].join(' ')}</span></p>
      <p>${t('go_on.care')}</p>
    </details>`;

function occasion(t: PlainVisit['t'], { campaign, procedureName, returnedMonth }: Opening): string {
  const procedure = procedureName ?? t('start.any_procedure');
  const place = { procedure, office: campaign.officeName, agency: inText(campaign.agencyName) };
  return returnedMonth
    ? t('start.occasion', { ...place, month: writtenMonth(returnedMonth) })
    : t('start.occasion_undated', place);
}

function details({ t }: PlainVisit, { campaign }: Opening): Html {
  const { hotline, host, planNumber: plan } = campaign;
  const erasedOn = writtenDay(campaign.erasedOn);
  const whom = hotline || t('start.no_hotline');
  const values = { province: inText(campaign.provinceName), plan, erasedOn, hotline: whom };
  return html`
    <details>
      <summary>${t('start.data.title')}</summary>
      ${['who', 'why', 'what', 'see', 'keep', 'rights'].map(
        (part) => html`
      <p><strong>${t(`start.data.${part}`)}</strong> ${withCallLink(t(`start.data.${part}_text`, values), hotline)}</p>`,
      )}
    </details>
    <details>
      <summary>${t('start.real')}</summary>
      <p>${withCallLink(t('start.real_text', { host, hotline: whom }), hotline)}</p>
    </details>`;
}
