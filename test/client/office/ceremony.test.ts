// Truth checked: ux.md §6.4, the steps of the public draw and its refusals.
import { beforeEach, expect, test } from 'vitest';
import { createCeremony } from '../../../client/office/samples/ceremony.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const DICE = '47109338265024716093';
const SHA = 'a'.repeat(64);
const RECORD = {
  drawId: '19-2026-11111111',
  campaignName: 'Thái Nguyên 2026',
  frameSha256: SHA,
  merkleRoot: 'd'.repeat(64),
  commitmentsRoot: 'e'.repeat(64),
  planSha256: SHA,
  dice: DICE,
  beacon: 'none',
  key: SHA,
  sampleSha256: SHA,
  seed: '',
  sampled: 300,
  reserves: 267,
  people: 858,
  strata: 9,
  agencies: 1,
  witnesses: [{ name: 'Ông Thắng', body: 'MTTQ tỉnh' }],
  drawnAt: '2026-11-24T02:00:00Z',
  drawnBy: 'Quản trị',
};

beforeEach(() => sessionStorage.clear());

const begin = (answers: Record<string, object> = {}) => {
  const { ask, asked } = onTheWire(answers);
  return { model: createCeremony(ask, CAMPAIGN_ID), asked };
};

function rollAll(model: ReturnType<typeof createCeremony>, dice = DICE) {
  for (const [position, digit] of [...dice].entries()) {
    model.dice.type(digit);
    if (position % 5 === 4) model.confirmGroup();
  }
}

function callRoll(model: ReturnType<typeof createCeremony>) {
  model.rollCall.setWitness(0, { name: 'Ông Thắng', body: 'Mặt trận Tổ quốc tỉnh' });
  model.finishRollCall();
  model.finishHashes();
}

test('without a witness of the Fatherland Front the roll call does not end', () => {
  const { model } = begin();
  model.rollCall.setWitness(0, { name: 'Bà Sâm', body: 'Người dân' });
  model.finishRollCall();
  expect(model.step.value).toBe('roll_call');
  expect(model.wrong.value?.code).toBe('witness_missing');
});

test('five digits are read back before the sixth is taken', () => {
  const { model } = begin();
  callRoll(model);
  for (const digit of '471093') model.dice.type(digit);
  expect(model.dice.digits.value).toBe('47109');
  expect(model.dice.toConfirm.value).toBe('47109');
  model.confirmGroup();
  model.dice.type('3');
  expect(model.dice.digits.value).toBe('471093');
});

test('a group read back wrongly is typed again, the confirmed ones stay', () => {
  const { model } = begin();
  callRoll(model);
  for (const digit of '47109') model.dice.type(digit);
  model.confirmGroup();
  for (const digit of '33826') model.dice.type(digit);
  model.dice.retypeGroup();
  expect(model.dice.digits.value).toBe('47109');
});

test('a confirmed digit is not removed by one press too many', () => {
  const { model } = begin();
  callRoll(model);
  for (const digit of '47109') model.dice.type(digit);
  model.confirmGroup();
  model.dice.undo();
  expect(model.dice.digits.value).toBe('47109');
});

test('a letter is refused with its place', () => {
  const { model } = begin();
  callRoll(model);
  model.dice.type('4');
  model.dice.type('o');
  expect(model.wrong.value).toEqual({
    code: 'dice_not_digits',
    details: { position: 2, symbol: 'o' },
  });
});

test('twenty equal digits do not reach the seal', () => {
  const { model } = begin();
  callRoll(model);
  rollAll(model, '7'.repeat(20));
  expect(model.step.value).toBe('dice');
  expect(model.wrong.value?.code).toBe('dice_suspicious');
  model.dice.rollAgain();
  expect(model.dice.digits.value).toBe('');
});

test('what was rolled survives a reload of the page', () => {
  const { model } = begin();
  callRoll(model);
  for (const digit of '47109') model.dice.type(digit);
  model.confirmGroup();
  model.close();
  const again = begin().model;
  expect(again.step.value).toBe('dice');
  expect(again.dice.digits.value).toBe('47109');
  expect(again.rollCall.present.value).toEqual([
    { name: 'Ông Thắng', body: 'Mặt trận Tổ quốc tỉnh' },
  ]);
});

test('the seal sends the twenty digits and the witnesses, and shows the record', async () => {
  const { model, asked } = begin({
    [`POST ${BASE}/draw`]: RECORD,
    [`GET ${BASE}/draw`]: RECORD,
  });
  callRoll(model);
  rollAll(model);
  expect(model.step.value).toBe('seal');
  await model.seal.run();
  expect(asked.find(({ line }) => line.startsWith('POST'))?.body).toEqual({
    dice: DICE,
    witnesses: [{ name: 'Ông Thắng', body: 'Mặt trận Tổ quốc tỉnh' }],
  });
  expect(model.step.value).toBe('result');
  expect(model.record.value.value?.sampled).toBe(300);
});

test('a refused draw stays at the seal with its reason, the digits kept', async () => {
  const { model } = begin({ [`POST ${BASE}/draw`]: refused(409, 'frame_hash_changed') });
  callRoll(model);
  rollAll(model);
  await model.seal.run();
  expect(model.step.value).toBe('seal');
  expect(model.seal.failure.value?.code).toBe('frame_hash_changed');
  expect(model.dice.digits.value).toBe(DICE);
});

test('“not drawn yet” is an ordinary state, not a failure', async () => {
  const { model } = begin({ [`GET ${BASE}/draw`]: refused(409, 'not_drawn') });
  await model.record.load();
  expect(model.record.value.value).toBeNull();
  expect(model.record.failure.value).toBeUndefined();
});
