/** Truth: the fullest response that the form allows; its ballot must be as long as the emptiest. */
import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { LONGEST_SECONDS } from '#contract/paradata.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { questionnaires } from '../../../server/campaigns/questionnaires.ts';
import { cleaned, countable } from '../../../server/responses/answers.ts';
import { BALLOT_BYTES, openBallot, sealBallot } from '../../../server/responses/sealed-ballot.ts';

const where = { stratum: 'H55.03.12.F0001', agencyCode: 'H55.03.12', language: 'vi' };

function fullest(questionnaire: Questionnaire) {
  const answers = questionsOf(questionnaire).map((question) => {
    if (question.kind === 'comment') return [question.code, 'ệ'.repeat(question.maxLength)];
    const values = question.options.map((option) => option.value);
    return [question.code, question.kind === 'multiple' ? values : values.at(-1)];
  });
  const seconds = questionnaire.groups.map(({ code }) => [code, LONGEST_SECONDS]);
  return {
    ...countable(cleaned(Object.fromEntries(answers)), questionsOf(questionnaire)),
    paradata: {
      page: 'scripts' as const,
      device: 'desktop' as const,
      seconds: Object.fromEntries(seconds),
      changes: 10_000,
    },
  };
}

test('every ballot of every version of the form has the same length', async () => {
  const key = randomBytes(32);
  const campaignId = randomUUID();
  for (const questionnaire of (await questionnaires()).values()) {
    const id = randomUUID();
    const full = { ...where, mode: 'interview' as const, ...fullest(questionnaire) };
    const bare = { ...where, mode: 'self' as const, answers: { '9.24': [1] }, comment: null };
    const sealed = sealBallot(key, campaignId, id, full);
    expect(sealed.length).toBe(sealBallot(key, campaignId, id, bare).length);
    expect(sealed.length).toBe(BALLOT_BYTES + 28);
    expect(openBallot(key, campaignId, id, sealed)).toEqual(full);
  }
});

test('a ballot opens only as itself, in its campaign, unchanged, with its key', () => {
  const key = randomBytes(32);
  const [campaignId, id] = [randomUUID(), randomUUID()];
  const ballot = { ...where, mode: 'self' as const, answers: { '9.24': [5] }, comment: null };
  const sealed = sealBallot(key, campaignId, id, ballot);
  const spoilt = Buffer.from(sealed);
  spoilt[40]! ^= 1;
  expect(openBallot(key, campaignId, id, sealed)).toEqual(ballot);
  expect(() => openBallot(randomBytes(32), campaignId, id, sealed)).toThrow();
  expect(() => openBallot(key, randomUUID(), id, sealed)).toThrow();
  expect(() => openBallot(key, campaignId, randomUUID(), sealed)).toThrow();
  expect(() => openBallot(key, campaignId, id, spoilt)).toThrow();
});
