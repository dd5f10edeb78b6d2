/**
 * Truth: the worst custody that the terms allow. The agency prints its own slips, and its clerk goes through
 * the PDF sheet by sheet: types each code in a private window, opens each link, walks the plain forms and
 * asks every endpoint that a citizen's page asks. Both ways of answering; begun, sent and untouched slips.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newContinuationCode } from '#contract/continuation-code.ts';
import { draftName, draftSecret, sealDraft, submissionIdOf } from '#contract/draft-seal.ts';
import { keepDraft, readDraft } from '#contract/drafts.ts';
import * as opening from '#contract/opening.ts';
import { readReceipt } from '#contract/responses.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { plainBrowser } from '../plain-browser.ts';
import { answer, service } from '../scenario-collecting.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
/** Only these answers have these words; a value alone is in every form. */
const WORDS = 'Bị gợi ý đưa phong bì màu xanh';
const STEPS = ['', '/don-gian', '/trang-1', '/trang-2', '/trang-11', '/xem-lai', '/bien-nhan'];

let office: Office;
let campaign: InvitedCampaign;
/** As the clerk reads them from the sheets, in the order of the file. */
let codes: string[] = [];
/** What became of the slips: by their codes. */
const fates = new Map<string, string>();

const FATES: Readonly<Record<string, (token: string) => Promise<unknown>>> = {
  'begun on a phone': async (token) => {
    const secret = draftSecret(token, newContinuationCode());
    const answers = { '9.24': { value: 1, at: 1 }, comment: { value: WORDS, at: 2 } };
    const sealed = await sealDraft(secret, { answers, at: '9.27' });
    await office.nobody.call(opening.startAnswering, { body: { token } });
    const name = await draftName(secret);
    await office.nobody.call(keepDraft, { body: { token, name, base: 0, sealed } });
  },
  'begun on the plain pages': async (token) => {
    const person = plainBrowser(office);
    await person.post(`/${token}/bat-dau`);
    await person.post(`/${token}/trang-1`, [
      ['9.24', '1'],
      ['then', 'skip'],
    ]);
    await person.post(`/${token}/trang-11`, [
      ['comment', WORDS],
      ['then', 'skip'],
    ]);
    expect((await person.open(`/${token}/xem-lai`)).text).toContain(WORDS);
  },
  'sent from a phone': (token) => answer(office, token, service(1, { comment: WORDS })),
  untouched: async () => undefined,
};

beforeAll(async () => {
  office = await openOffice();
  campaign = await invitedCampaign(office, { terms: { slipPrinting: 'agency' } });
  const own = campaign.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
  const kinds = Object.keys(FATES);
  for (const [nth, { token, code }] of own.slice(0, 2 * kinds.length).entries()) {
    const fate = kinds[nth % kinds.length]!;
    await FATES[fate]!(token);
    fates.set(code.replaceAll(/\D/g, ''), fate);
  }
  const clerk = await office.as('agency', AGENCY);
  const path = `/api/campaigns/${campaign.campaignId}/invitations/${AGENCY}/slips.pdf`;
  const pdf = (await clerk.send('GET', `${path}?purpose=first`)).rawPayload;
  const text = pdfPages(pdf)
    .map((page) => page.text.replaceAll(/\s/g, ''))
    .join('\n');
  codes = [...fates.keys()].filter((code) => text.includes(code));
});
afterAll(() => office.close());

const tokenOf = async (code: string) =>
  (await office.nobody.call(opening.enterCode, { body: { code } })).token;

/** Every reply that the clerk gets, whole: bodies, headers and where the browser was sent. */
async function windowOf(code: string): Promise<string[]> {
  const token = await tokenOf(code);
  const seen: string[] = [];
  for (const headers of [{}, { 'user-agent': 'Mozilla/5.0 (Linux; Android 7)' }]) {
    const browser = plainBrowser(office, headers);
    for (const step of STEPS) seen.push((await browser.open(`/${token}${step}`)).markup);
    for (const typed of [code, newContinuationCode()])
      seen.push((await browser.post(`/${token}/tiep-tuc`, [['code', typed]])).markup);
    seen.push((await browser.post(`/${token}/bat-dau`)).markup);
    for (const step of STEPS) seen.push((await browser.open(`/${token}${step}`)).markup);
  }
  const names = [token, code, token + code, draftSecret(token, newContinuationCode())];
  const asks: [{ readonly method: string; readonly path: string }, object][] = [
    [opening.openInvitation, { token }],
    [opening.startAnswering, { token }],
  ];
  for (const secret of names) {
    asks.push([readDraft, { token, name: await draftName(secret) }]);
    asks.push([readReceipt, { token, submissionId: await submissionIdOf(secret) }]);
  }
  for (const [{ method, path }, payload] of asks) {
    const reply = await office.app.inject({ method: method as 'POST', url: path, payload });
    // Asked in the right words: what is refused is refused for what it is about.
    expect([path, reply.json().code]).not.toEqual([path, 'request_invalid']);
    expect([path, reply.json().code]).not.toEqual([path, 'not_found']);
    seen.push(JSON.stringify(reply.headers) + reply.body);
  }
  return seen;
}

test('the file holds every code, so the clerk has them all', () => {
  expect(codes).toHaveLength(fates.size);
  expect(new Set(fates.values()).size).toBe(Object.keys(FATES).length);
});

describe.each(Object.keys(FATES))('a slip that is %s', (fate) => {
  test('shows the clerk no answer, by page, form or endpoint', async () => {
    const own = codes.filter((code) => fates.get(code) === fate);
    expect(own.length).toBeGreaterThan(0);
    for (const code of own)
      for (const reply of await windowOf(code)) {
        expect(reply).not.toContain(WORDS);
        expect(reply).not.toContain(' checked');
        expect(reply).not.toMatch(/"(sealed|answers)":\s*["{[]/);
      }
  });
});

test('nor do the screens of the agency’s own account', async () => {
  const clerk = await office.as('agency', AGENCY);
  const base = `/api/campaigns/${campaign.campaignId}`;
  for (const path of [`/invitations/${AGENCY}`, '/progress', '/results', `/comments/${AGENCY}`])
    expect((await clerk.send('GET', base + path)).body).not.toContain(WORDS);
});
