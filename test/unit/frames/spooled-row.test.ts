// Truth: what was put in; and that a row says the same in any place.
import { expect, test } from 'vitest';
import { SpooledRow, SpoolWriter } from '../../../server/frames/import/spooled-row.ts';
import { AgencyRegister } from '../../../server/lists/decide/agency-register.ts';
import { readApplication } from '../../../server/lists/decide/read-application.ts';
import { identityOf } from '../../../server/lists/link/complete-identity.ts';
import { identityKeys } from '../../../server/lists/link/identity-keys.ts';

const FILES = ['0197aaaa-0000-7000-8000-000000000001', '0197aaaa-0000-7000-8000-00000000000f'];
const campaignId = '0197bbbb-0000-7000-8000-000000000002';
const agencies = new AgencyRegister(
  [{ code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune', provinceCode: '19' }],
  { provinceCode: '19', ownAgency: '01981', mayRegister: false },
);
const rules = {
  columns: new Map([
    ['dossierCode', 0],
    ['ownerName', 1],
    ['phone', 2],
    ['returnedOn', 3],
  ] as const),
  window: { from: '2026-01-01', to: '2026-12-31', today: '2027-01-01' },
  agencies,
  ownAgency: '01981',
};
const key = Buffer.alloc(32, 3);
const owner = ['H55.200-260302-0010', 'Lý A Sử', '0972302218', '04/03/2026'];

function written(cells: readonly string[], number: number, field: number, fileId = FILES[0]!) {
  const application = readApplication({ number, cells }, rules);
  const { contact } = application;
  const keys = contact ? identityKeys(key, contact) : undefined;
  const writer = new SpoolWriter({ campaignId, fileId });
  writer.add(application, field, { agencyCode: '01981', cells });
  const row = new SpooledRow(Buffer.from(writer.take()));
  if (keys) row.setKeys(keys);
  return { row, contact, keys };
}

test('what a row says of its owner comes back, with its keys and its field', () => {
  const { row, contact, keys } = written(owner, 2, 7);
  expect(row.field).toBe(7);
  expect(row.kind).toBe('citizen');
  const { identity, keys: read, hasSharedPhone } = row.identified(true);
  expect({ identity, keys: read, hasSharedPhone }).toEqual({
    identity: identityOf(contact!),
    keys,
    hasSharedPhone: true,
  });
});

test('the cells of a row that somebody can correct come back', () => {
  const cells = ['', 'Vàng Thị Mai', '', '04/03/2026'];
  expect(written(cells, 2, 0).row.fault).toEqual({ agencyCode: '01981', cells });
});

test('the rank of a row is that of what it says: not of its file, its number or the order of the fields', () => {
  const rank = written(owner, 2, 0).row.rank(['Hộ tịch', 'Đất đai']);
  expect(written(owner, 900, 1, FILES[1]).row.rank(['Đất đai', 'Hộ tịch'])).toBe(rank);
  expect(written(owner, 2, 1).row.rank(['Hộ tịch', 'Đất đai'])).not.toBe(rank);
  const another = [owner[0]!, 'Lý A Sứ', ...owner.slice(2)];
  expect(written(another, 2, 0).row.rank(['Hộ tịch', 'Đất đai'])).not.toBe(rank);
});
