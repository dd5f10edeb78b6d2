/**
 * Outside truth: discovery sampling (Arkin 1984): 58 of 1,240 entries meet an absence of 5 % with 95 %, 56 of 600. A
 * register whose check waits for its result is not locked again; the dice come after the lock.
 */
import { expect, test } from 'vitest';
import type { AgencyCheck } from '#contract/register-checks.ts';
import { createProvinceChecks } from '../../../client/office/frames/completeness/province-checks.ts';
import { CAMPAIGN_ID, onTheWire } from './wire.ts';

const CHECK = {
  ...{ id: '0191a3e0-0000-7000-8000-0000000000c1', population: 900, share: 0.05 },
  ...{ lockedAt: '2026-07-20T01:00:00.000Z', lockSha256: 'ab', nonce: 'cd' },
  ...{ dice: '31415926535897932384', positions: [4, 77], drawnAt: '2026-07-20T02:00:00.000Z' },
  result: null,
};
const RESULT = {
  absent: 0,
  unhappy: 0,
  note: null,
  filledAt: '2026-07-21T02:00:00.000Z',
  atMost: 0.05,
};
const AGENCIES: readonly AgencyCheck[] = [
  { agencyCode: '01981', agencyName: 'A', stated: 1240, check: null },
  { agencyCode: '02143', agencyName: 'B', stated: 700, check: CHECK },
  { agencyCode: '05443', agencyName: 'C', stated: 800, check: { ...CHECK, result: RESULT } },
  { agencyCode: '05455', agencyName: 'D', stated: null, check: null },
];

const LINE = `/api/campaigns/${CAMPAIGN_ID}/register-checks`;

async function opened(agencies = AGENCIES) {
  const reply = { agencies };
  const { session, asked } = onTheWire({
    ...{ [`GET ${LINE}`]: reply, [`POST ${LINE}`]: reply, [`POST ${LINE}/dice`]: reply },
  });
  const model = createProvinceChecks(session.ask, CAMPAIGN_ID);
  await model.load();
  const sent = () => asked.filter(({ line }) => line.startsWith('POST'));
  return { model, sent };
}

test('the one-stop system’s number is there, who has a result or waits for one is not chosen', async () => {
  const { model } = await opened();
  expect(model.chosen.value).toEqual([{ agencyCode: '01981', population: 1240 }]);
  expect(model.size.value).toBe(58);
  expect(model.free.value.map(({ agencyCode }) => agencyCode)).toEqual(['01981', '05443', '05455']);
  model.type('05455', ' 600 ');
  expect(model.chosen.value).toContainEqual({ agencyCode: '05455', population: 600 });
  expect(model.size.value).toBe(58 + 56);
});

test('nothing is locked before numbers and share are right, and the dice come afterwards, alone', async () => {
  const { model, sent } = await opened();
  model.type('05455', 'sáu trăm');
  await model.send();
  expect(model.wrong.value).toBe('population');
  model.type('05455', '');
  model.share.value = '70';
  await model.send();
  expect(model.wrong.value).toBe('share');
  expect(sent()).toEqual([]);
  model.share.value = '5';
  await model.send();
  await model.draw.run('27182818284590452353');
  expect(sent()).toMatchObject([
    {
      line: `POST ${LINE}`,
      body: { agencies: [{ agencyCode: '01981', population: 1240 }], share: 0.05 },
    },
    { line: `POST ${LINE}/dice`, body: { dice: '27182818284590452353' } },
  ]);
});

test('a register that is locked waits for the dice, and is locked anew by a number alone', async () => {
  const { drawnAt: _, ...locked } = CHECK;
  const waiting = { ...locked, drawnAt: null, nonce: null, dice: null, positions: [] };
  const { model } = await opened([
    { agencyCode: '01981', agencyName: 'A', stated: 1240, check: waiting },
  ]);
  expect(model.locked.value).toHaveLength(1);
  expect(model.open.value).toEqual([]);
  expect(model.chosen.value).toEqual([]);
  model.type('01981', '1241');
  expect(model.chosen.value).toEqual([{ agencyCode: '01981', population: 1241 }]);
});
