// Truth checked: ux.md §3 (Response bar) — invited is the whole, its parts add up, the slowest come first.
import { expect, test } from 'vitest';
import {
  createFieldwork,
  mostBehind,
  partsOf,
  totalOf,
} from '../../../client/office/fieldwork/fieldwork.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const agency = (agencyName: string, received: number, invited = 35) => ({
  agencyCode: '01981',
  agencyName,
  kind: 'commune',
  invited,
  unopened: invited - received - 3,
  opened: 1,
  received,
  declined: 1,
  undelivered: 1,
  reservesLeft: 4,
});

test('the slowest agency stands first; of two alike the larger', () => {
  const agencies = [
    agency('Xã Vĩnh Thông', 21),
    agency('Xã Văn Lang', 1),
    agency('Xã Nam Hòa', 2, 70),
  ];
  expect(mostBehind(agencies).map((agency) => agency.agencyName)).toEqual([
    'Xã Nam Hòa',
    'Xã Văn Lang',
    'Xã Vĩnh Thông',
  ]);
});

test('the parts of the bar add up to the invitations, for an agency and for the province', () => {
  const agencies = [agency('Xã Vĩnh Thông', 21), agency('Xã Văn Lang', 1)];
  for (const agency of [...agencies, totalOf(agencies)]) {
    const parts = partsOf(agency, (key) => key);
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(agency.invited);
  }
  expect(totalOf(agencies).received).toBe(22);
});

test('a release names stratum, number and reason, makes the missing slips and reads the progress again', async () => {
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/progress`]: {
      agencies: [agency('Xã Vĩnh Thông', 21)],
      own: null,
      bursts: [],
      guessedAt: null,
    },
    [`POST ${BASE}/reserves`]: { released: 2, left: 2 },
    [`POST ${BASE}/invitations`]: { issued: 2 },
  });
  const model = createFieldwork(ask, CAMPAIGN_ID);
  await model.load();
  asked.length = 0;
  model.agencyCode.value = '01981';
  model.stratum.value = '01981.HT';
  model.count.value = '2';
  model.reason.value = 'moved';
  await model.release.run();
  expect(asked.map(({ line }) => line)).toEqual([
    `POST ${BASE}/reserves`,
    `POST ${BASE}/invitations`,
    `GET ${BASE}/progress`,
  ]);
  expect(asked[0]?.body).toEqual({
    stratum: '01981.HT',
    count: 2,
    left: 4,
    reason: 'moved',
  });
  expect(model.released.value).toEqual({ released: 2, left: 2 });
});

test('a refused release says how many are left and claims nothing', async () => {
  const { ask } = onTheWire({
    [`POST ${BASE}/reserves`]: refused(409, 'reserves_exhausted', { left: 1, wanted: 2 }),
  });
  const model = createFieldwork(ask, CAMPAIGN_ID);
  model.stratum.value = '01981.HT';
  await model.release.run();
  expect(model.release.failure.value?.details).toEqual({ left: 1, wanted: 2 });
  expect(model.released.value).toBeUndefined();
});

test('a release decided on an old number is refused, shows the new one, and the next press sends it', async () => {
  let left = 4;
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/progress`]: () => ({
      agencies: [{ ...agency('Xã Vĩnh Thông', 21), reservesLeft: left }],
      own: null,
      bursts: [],
      guessedAt: null,
    }),
    [`POST ${BASE}/reserves`]: ({ body }) =>
      (body as { left: number }).left === left
        ? { released: 1, left: left - 1 }
        : refused(409, 'reserves_changed', { left }),
    [`POST ${BASE}/invitations`]: { issued: 1 },
  });
  const model = createFieldwork(ask, CAMPAIGN_ID);
  await model.load();
  model.agencyCode.value = '01981';
  model.stratum.value = '01981.HT';
  left = 3;
  await model.release.run();
  expect(model.release.failure.value).toMatchObject({ code: 'reserves_changed' });
  expect(model.agencies.value[0]?.reservesLeft).toBe(3);
  asked.length = 0;
  await model.release.run();
  expect(asked[0]?.body).toMatchObject({ left: 3 });
  expect(model.released.value).toEqual({ released: 1, left: 2 });
});
