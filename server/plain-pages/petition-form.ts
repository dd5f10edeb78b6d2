import { randomUUID } from 'node:crypto';
import type { PetitionRound } from '#contract/petitions.ts';
import { PETITION_KINDS } from '#contract/petitions.ts';
import { Id } from '#contract/scalars.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { option } from './question-fields.ts';
import type { Say } from './texts.ts';

const CONTACT = ['name', 'phone', 'email', 'address'] as const;

/** What was typed stays, whatever was refused; nothing in the form names a link, a slip or a receipt. */
export const petitionForm = (
  say: Say,
  round: PetitionRound,
  typed: URLSearchParams,
  fault: string | undefined,
): Html => html`
  <p>${say('apart')}</p>
  <p>${say('names_nobody')}</p>
  ${fault && html`<p class="notice attention" role="alert">${fault}</p>`}
  <form method="post">
    <input type="hidden" name="request" value="${requestOf(typed)}">
    ${agencyField(say, round, typed)}
    ${kindField(say, typed)}
    <div class="field"><label for="petition-text">${say('text')}</label>
    <p class="hint" id="petition-hint">${say('text_hint')}</p>
    <textarea id="petition-text" name="text" rows="6" maxlength="2000" required
      aria-describedby="petition-hint">${typed.get('text') ?? ''}</textarea></div>
    <fieldset class="question">
      <legend>${say('contact')}</legend>
      <p class="hint">${say('contact_hint')}</p>
      ${CONTACT.map(
        (part) => html`
      <label class="field" for="petition-${part}">${say(part)}</label>
      <input id="petition-${part}" name="${part}" maxlength="200" type="text" inputmode="${KEYBOARDS[part]}"
        autocomplete="${AUTOCOMPLETE[part]}" value="${typed.get(part) ?? ''}">`,
      )}
    </fieldset>
    ${tick(say, 'consent', typed)}
    ${tick(say, 'may_publish', typed)}
    <button class="main" data-primary>${say('send')}</button>
  </form>`;

/** Made with the page: what is sent from it twice is one petition. */
export function requestOf(typed: URLSearchParams): string {
  const request = Id.safeParse(typed.get('request'));
  return request.success ? request.data : randomUUID();
}

const KEYBOARDS = { name: 'text', phone: 'tel', email: 'email', address: 'text' } as const;
/** Purposes of WCAG 2.2, 1.3.5. */
const AUTOCOMPLETE = {
  name: 'name',
  phone: 'tel',
  email: 'email',
  address: 'street-address',
} as const;

const agencyField = (say: Say, { agencies }: PetitionRound, typed: URLSearchParams): Html => html`
    <label class="field" for="petition-agency">${say('concerned')}</label>
    <select id="petition-agency" name="agency">
      <option value="">${say('concerned_none')}</option>
      ${agencies.map(({ agencyCode, agencyName }) => html`<option value="${agencyCode}"${typed.get('agency') === agencyCode && html` selected`}>${agencyName}</option>`)}
    </select>`;

const kindField = (say: Say, typed: URLSearchParams): Html => html`
    <fieldset class="question">
      <legend>${say('kind')}</legend>
      ${PETITION_KINDS.map((kind) => option('radio', 'kind', kind, (typed.get('kind') ?? 'suggestion') === kind, say(`kinds.${kind}`)))}
    </fieldset>`;

const tick = (say: Say, name: 'consent' | 'may_publish', typed: URLSearchParams): Html =>
  option('checkbox', name, 'yes', typed.get(name) === 'yes', say(name));
