import type { PetitionRound } from '#contract/petitions.ts';
import { PETITION_KINDS } from '#contract/petitions.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
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
    ${agencyField(say, round, typed)}
    ${kindField(say, typed)}
    <label class="field" for="petition-text">${say('text')}</label>
    <p class="hint" id="petition-hint">${say('text_hint')}</p>
    <textarea id="petition-text" name="text" rows="6" maxlength="2000" required
      aria-describedby="petition-hint">${typed.get('text') ?? ''}</textarea>
    <fieldset>
      <legend>${say('contact')}</legend>
      <p class="hint">${say('contact_hint')}</p>
      ${CONTACT.map(
        (part) => html`
      <label class="field" for="petition-${part}">${say(part)}</label>
      <input id="petition-${part}" name="${part}" maxlength="200" type="${TYPES[part]}"
        autocomplete="${AUTOCOMPLETE[part]}" value="${typed.get(part) ?? ''}">`,
      )}
    </fieldset>
    ${tick(say, 'consent', typed)}
    ${tick(say, 'may_publish', typed)}
    <button class="main" data-primary>${say('send')}</button>
  </form>`;

const TYPES = { name: 'text', phone: 'tel', email: 'email', address: 'text' } as const;
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
    <fieldset>
      <legend>${say('kind')}</legend>
      ${PETITION_KINDS.map(
        (kind) => html`
      <label class="choice"><input type="radio" name="kind" value="${kind}" required${(typed.get('kind') ?? 'suggestion') === kind && html` checked`}>
        <span>${say(`kinds.${kind}`)}</span></label>`,
      )}
    </fieldset>`;

const tick = (say: Say, name: 'consent' | 'may_publish', typed: URLSearchParams): Html => html`
    <label class="choice"><input type="checkbox" name="${name}" value="yes"${typed.get(name) === 'yes' && html` checked`}>
      <span>${say(name)}</span></label>`;
