// Truth checked: the contract's own schema decides what may be sent.
import { expect, test } from 'vitest';
import { CampaignTerms } from '#contract/campaigns.ts';
import { createTermsForm, defaultTerms } from '../../../client/office/campaigns/terms-form.ts';

const NOW = new Date('2026-11-02T02:00:00Z');
const filled = () =>
  createTermsForm({ ...defaultTerms('ks.thainguyen.gov.vn', undefined, NOW), provinceCode: '19' });

test('with a province chosen the defaults can be sent as they are', () => {
  const terms = filled().read();
  expect(CampaignTerms.safeParse(terms).success).toBe(true);
  expect(terms).toMatchObject({
    year: 2026,
    returnedFrom: '2026-01-01',
    noticeHours: 24,
    retentionDays: 90,
    restRounds: 1,
    slipPrinting: 'home_affairs',
  });
});

test('an empty plan date is none, not an empty day', () => {
  expect(filled().read()?.planDate).toBeNull();
});

test('nothing is complained about before the first attempt to send', () => {
  const form = createTermsForm(defaultTerms('ks.thainguyen.gov.vn', undefined, NOW));
  expect(form.shown.value).toEqual({});
  expect(form.read()).toBeUndefined();
  expect(form.shown.value).toEqual({ provinceCode: 'provinceCode' });
});

test('a complaint goes away as soon as its cause does', () => {
  const form = filled();
  form.set('collectTo', '2026-01-01');
  expect(form.read()).toBeUndefined();
  expect(form.shown.value).toEqual({ collectTo: 'order' });
  form.set('collectTo', '2026-12-31');
  expect(form.shown.value).toEqual({});
});

test('a number left empty is missing, not zero', () => {
  const form = filled();
  form.set('noticeHours', '');
  expect(form.read()).toBeUndefined();
  expect(form.shown.value).toEqual({ noticeHours: 'noticeHours' });
});

test('a second campaign begins with the province and the office of the last one', () => {
  const latest = { ...filled().read(), id: '', provinceName: '', stage: 'draft', createdAt: '' };
  const draft = defaultTerms('localhost', latest as never, NOW);
  expect(draft).toMatchObject({ provinceCode: '19', host: 'ks.thainguyen.gov.vn' });
});
