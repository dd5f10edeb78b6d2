// Truth checked: docs/fieldwork.md §1, “lost slips”: who presses on an old list voids no slip that was printed since.
import { expect, test } from 'vitest';
import { createReissue } from '../../../client/office/invitations/reissue.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const LIST = `/api/campaigns/${CAMPAIGN_ID}/invitations/01981`;
const slip = (serial: number, hamlet: string | null, issue: number) => ({
  serial,
  hamlet,
  issue,
  fullName: 'Vàng Thị Mai',
  cameName: null,
  representative: null,
  address: null,
  phone: null,
  procedureName: 'Chứng thực',
  delivery: null,
  isReserve: false,
});

test('a renewal names the issue that the list showed, and of a hamlet or of no hamlet their sum', async () => {
  const { ask, asked } = onTheWire({
    [`GET ${LIST}`]: {
      invitations: [slip(1, 'Nà Cà', 1), slip(2, 'Nà Cà', 3), slip(3, null, 2)],
      hamlets: [],
      printedOn: null,
    },
    [`POST ${LIST}/reissues`]: { reissued: 1 },
  });
  const model = createReissue(ask, CAMPAIGN_ID, '01981');
  await model.list.load();
  model.serial.value = '2';
  await model.reissue.run('lost');
  model.scope.value = 'hamlet';
  for (const hamlet of ['Nà Cà', '']) {
    model.hamlet.value = hamlet;
    await model.reissue.run('lost');
  }
  expect(asked.filter(({ body }) => body).map(({ body }) => body)).toEqual([
    { part: { serial: 2 }, issues: 3, reason: 'lost' },
    { part: { hamlet: 'Nà Cà' }, issues: 4, reason: 'lost' },
    { part: { hamlet: null }, issues: 2, reason: 'lost' },
  ]);
});

test('a slip renewed elsewhere is not renewed again by the same press; the next one sends what is so now', async () => {
  let issue = 1;
  const { ask, asked } = onTheWire({
    [`GET ${LIST}`]: () => ({ invitations: [slip(1, null, issue)], hamlets: [], printedOn: null }),
    [`POST ${LIST}/reissues`]: ({ body }) =>
      (body as { issues: number }).issues === issue
        ? { reissued: 1 }
        : refused(409, 'slips_changed'),
  });
  const model = createReissue(ask, CAMPAIGN_ID, '01981');
  await model.list.load();
  model.serial.value = '1';
  issue = 2;
  expect(await model.reissue.run('lost')).toBeUndefined();
  expect(model.reissue.failure.value).toMatchObject({ code: 'slips_changed' });
  expect(model.renewed.value).toBeUndefined();
  expect(await model.reissue.run('lost')).toBe(1);
  expect(asked.at(-2)?.body).toMatchObject({ issues: 2 });
});
