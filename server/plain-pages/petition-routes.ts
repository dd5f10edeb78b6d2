import type { PetitionRound } from '#contract/petitions.ts';
import {
  listPetitionAnswers,
  listPetitionRounds,
  PETITION_KINDS,
  readPetitionStatus,
  sendPetition,
} from '#contract/petitions.ts';
import { writtenDay } from '#contract/written-day.ts';
import { problem, Refusal } from '../problem.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { screen } from './layout.ts';
import { petitionForm, requestOf } from './petition-form.ts';
import type { Say } from './texts.ts';
import { isBuiltIn, textsIn } from './texts.ts';
import type { Serve, Turn } from './turn.ts';
import type { PlainVisit } from './visit.ts';

/**
 * Petitions by plain forms, on every browser alike. The address is the same for everybody: a page that a
 * receipt leads to knows neither the receipt nor the agency.
 */
export function petitionRoutes(serve: Serve): void {
  serve('GET', '/phan-anh', async (turn) => {
    const { rounds } = await turn.visit.ask(listPetitionRounds, {});
    const [only] = rounds;
    if (only && rounds.length === 1) return turn.goTo(addressOf(turn, only));
    return show(
      turn,
      'choose_round',
      (say) => html`
      ${rounds.length === 0 && html`<p>${say('none')}</p>`}
      <ul>${rounds.map((round) => html`<li><a class="link" href="${addressOf(turn, round)}">${round.provinceName}: ${round.name}</a></li>`)}</ul>
      <p><a class="link" href="${STATUS}">${say('look_up')}</a></p>`,
    );
  });
  serve('GET', `${ROUND}`, async (turn) => showForm(turn, await roundOf(turn), undefined));
  serve('POST', `${ROUND}`, send);
  serve('GET', `${ROUND}/tra-loi`, showAnswers);
  serve('GET', STATUS, async (turn) => show(turn, 'look_up', (say) => statusForm(say, '')));
  serve('POST', STATUS, showStatus);
}

const ROUND = '/phan-anh/:campaignId([0-9a-f-]{36})';
const STATUS = '/phan-anh/tra-cuu';

const sayIn = ({ language }: PlainVisit): Say => {
  const texts = textsIn(isBuiltIn(language) ? language : 'vi');
  return (key, values) => texts(`petitions.${key}`, values);
};
const addressOf = ({ visit }: Turn, { campaignId }: { readonly campaignId: string }): string =>
  `/phan-anh/${campaignId}${visit.language === 'en' ? '?lang=en' : ''}`;

function show(turn: Turn, title: string, body: (say: Say) => Html, status = 200) {
  const say = sayIn(turn.visit);
  const content = screen(turn.visit, { title: say(title), body: body(say) });
  return turn.show(say(title), content, status);
}

async function roundOf({ visit, request }: Turn): Promise<PetitionRound> {
  const { campaignId } = request.params as { campaignId: string };
  const { rounds } = await visit.ask(listPetitionRounds, {});
  const round = rounds.find((known) => known.campaignId === campaignId);
  if (!round) throw problem('not_found');
  return round;
}

const showForm = (turn: Turn, round: PetitionRound, fault: string | undefined) =>
  show(
    turn,
    'title',
    (say) => html`
      ${petitionForm(say, round, turn.form, fault)}
      <p><a class="link" href="${STATUS}">${say('look_up')}</a></p>
      <p><a class="link" href="/phan-anh/${round.campaignId}/tra-loi">${say('answers_link')}</a></p>`,
    fault === undefined ? 200 : 400,
  );

async function send(turn: Turn) {
  const { visit, form } = turn;
  const round = await roundOf(turn);
  const say = sayIn(visit);
  if (form.get('consent') !== 'yes') return showForm(turn, round, say('fault_consent'));
  const written = (name: string) => form.get(name) ?? '';
  const text = written('text');
  if (text.trim().length < 10 || text.length > 2000)
    return showForm(turn, round, say('fault_text'));
  const contact = {
    name: written('name'),
    phone: written('phone'),
    email: written('email'),
    address: written('address'),
  };
  if (Object.values(contact).some((part) => part.length > 200))
    return showForm(turn, round, say('fault_contact'));
  try {
    const { number } = await visit.ask(sendPetition, {
      body: {
        requestId: requestOf(form),
        campaignId: round.campaignId,
        kind: PETITION_KINDS.find((kind) => kind === form.get('kind')) ?? 'suggestion',
        concernedAgency: written('agency') || null,
        text,
        contact,
        consent: true,
        mayPublish: form.get('may_publish') === 'yes',
      },
    });
    return show(turn, 'sent', () => sentBody(say, number));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isMany = error.code === 'too_many_attempts';
    return showForm(turn, round, say(isMany ? 'fault_many' : 'fault_other', error.details));
  }
}

const inFours = (number: string): string => number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');

const sentBody = (say: Say, number: string): Html => html`
      <p>${say('sent_number')}</p>
      <p class="figure">${inFours(number)}</p>
      <p>${say('sent_keep')}</p>
      <p><a class="link" href="${STATUS}">${say('look_up')}</a></p>`;

/** Posted, so that no address has a number in it. */
const statusForm = (say: Say, number: string): Html => html`
      <form method="post" action="${STATUS}">
        <label class="field" for="petition-number">${say('number')}</label>
        <input id="petition-number" class="digits" type="text" name="number" inputmode="numeric" autocomplete="off" value="${number}">
        <button class="main" data-primary>${say('show')}</button>
      </form>`;

async function showStatus(turn: Turn) {
  const number = (turn.form.get('number') ?? '').replaceAll(/\D/g, '');
  const unknown = () =>
    show(
      turn,
      'look_up',
      (say) =>
        html`<p class="notice attention" role="alert">${say('unknown')}</p>${statusForm(say, number)}`,
      404,
    );
  if (number.length !== 12) return unknown();
  try {
    const found = await turn.visit.ask(readPetitionStatus, { body: { number } });
    return await show(turn, 'look_up', (say) => {
      const agency = found.agencyName ?? say('office');
      const due = found.dueOn && writtenDay(found.dueOn);
      return html`
      <p class="figure">${inFours(number)}</p>
      <p>${say(`state.${found.state}`, { agency, due })}</p>
      ${found.answer && html`<h2>${say('answer')}</h2><blockquote class="verbatim">${found.answer}</blockquote>`}`;
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'petition_not_found') return unknown();
    throw error;
  }
}

async function showAnswers(turn: Turn) {
  const { campaignId } = turn.request.params as { campaignId: string };
  const { answers } = await turn.visit.ask(listPetitionAnswers, { params: { campaignId } });
  return show(
    turn,
    'answers',
    (say) => html`
      ${answers.length === 0 && html`<p>${say('answers_none')}</p>`}
      ${answers.map(
        ({ question, answer, agencyName, closedOn }) => html`
      <section>
        <blockquote class="verbatim">${question}</blockquote>
        <p>${answer}</p>
        <p class="hint">${say('answered_by', { agency: agencyName ?? say('office'), day: writtenDay(closedOn) })}</p>
      </section>`,
      )}
      <p><a class="link" href="${addressOf(turn, { campaignId })}">${say('title')}</a></p>`,
  );
}
