/**
 * Truth: what a real browser sends. No body that anybody may send is larger than a few times that, none
 * is looked at closely that has more parts than a questionnaire, and no refusal repeats what was sent.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRAFT_BYTES } from '#contract/draft-seal.ts';
import { keepDraft } from '#contract/drafts.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { submitResponse } from '#contract/responses.ts';
import { questionnaires } from '../../server/campaigns/questionnaires.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, submission } from '../scenario-collecting.ts';

let office: Office;
let campaign: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'whole' } });
});
afterAll(() => office.close());

const BODIES = ENDPOINTS.filter(
  ({ endpoint }) => endpoint.access === 'public' && endpoint.body,
).map(({ name, endpoint }) => ({ name, endpoint }));
const params = { submissionId: randomUUID(), campaignId: randomUUID() };
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`.padStart(4, '0'), 'x']));

test.each(BODIES)('$name takes no body of 0.7 MB, and says so in a line', async ({ endpoint }) => {
  const body = { answers: numbered(60_000) };
  const reply = await office.nobody.send(endpoint.method, pathOf(endpoint.path, params), body);
  expect(reply.statusCode).toBe(413);
  expect(reply.json()).toEqual({ code: 'request_too_large', details: {} });
});

test.each(BODIES)('$name names a few faults only, however many there are', async ({ endpoint }) => {
  const limit = endpoint.bodyLimit ?? 4096;
  const body = { answers: numbered(Math.floor(limit / 14)), words: 'wrong '.repeat(10) };
  const reply = await office.nobody.send(endpoint.method, pathOf(endpoint.path, params), body);
  expect(reply.statusCode).toBe(400);
  expect(reply.json().code).toBe('request_invalid');
  expect(reply.json().details.at.length).toBeLessThanOrEqual(5);
  expect(reply.rawPayload.length).toBeLessThan(500);
});

test('a thousand wrong answers are refused in a line', async () => {
  const { token } = campaign.invitations[0]!;
  const body = { ...submission(token, {}), answers: numbered(1000) };
  const reply = await office.nobody.send('PUT', pathOf(submitResponse.path, params), body);
  expect(reply.json()).toEqual({ code: 'request_invalid', details: { at: ['body.answers'] } });
  const few = { ...submission(token, {}), answers: numbered(200) };
  const named = await office.nobody.send('PUT', pathOf(submitResponse.path, params), few);
  expect(named.json()).toEqual({ code: 'answers_invalid', details: { questions: [] } });
});

test('the fullest form of the whole questionnaire goes in', async () => {
  const { token } = campaign.invitations[1]!;
  const whole = (await questionnaires()).get('sipas-2023-2026')!;
  const groups = Object.fromEntries(whole.groups.map(({ code }) => [code, 600]));
  const answers = Object.fromEntries(
    questionsOf(whole).map((question) => {
      if (question.kind === 'comment') return [question.code, '“ở'.repeat(question.maxLength / 2)];
      const values = question.options.map(({ value }) => value);
      return [question.code, question.kind === 'multiple' ? values : (values[0] ?? null)];
    }),
  );
  const body = submission(token, answers, {
    paradata: { page: 'scripts', device: 'phone', seconds: groups, changes: 10_000 },
  });
  await expect(office.nobody.call(submitResponse, { params, body })).resolves.toBeTruthy();
  const room = JSON.stringify(body).length;
  expect(submitResponse.bodyLimit).toBeGreaterThan(2 * room);
});

test('the longest draft goes in', async () => {
  const { token } = campaign.invitations[2]!;
  const sealed = Buffer.alloc(DRAFT_BYTES).toString('base64');
  const kept = office.nobody.call(keepDraft, {
    body: { token, name: '0'.repeat(32), base: 0, sealed },
  });
  await expect(kept).resolves.toEqual({ revision: 1 });
});
