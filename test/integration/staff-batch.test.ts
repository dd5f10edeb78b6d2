// Truth: a province makes 130 accounts at once: from the template, all or none, each with a link of its own.
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POSTS } from '#contract/endpoint.ts';
import { listStaff, lookUpPasswordLink } from '#contract/staff.ts';
import type { BatchRow } from '#contract/staff-batch.ts';
import { addStaffBatch } from '#contract/staff-batch.ts';
import { answeredMeanwhile } from '../answered-meanwhile.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { wideWorkbook } from '../wide-workbook.ts';

let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
  await openFrameFor(office);
});
afterAll(() => office.close());

const names = async () =>
  (await homeAffairs.call(listStaff, {})).staff.map(({ fullName }) => fullName);
const readBack = async (rows: (string | number)[][]): Promise<BatchRow[]> => {
  const file = Buffer.from(await writeXlsx({ sheets: [{ name: 'Tài khoản', rows }] }));
  return (await homeAffairs.send('PUT', '/api/staff/batch/reading', file)).json().rows;
};
const accountsOf = (rows: readonly BatchRow[]) =>
  rows.map(({ fullName, username, post, agencyCode, telephone, email }) => ({
    ...{ fullName, username, agencyCode, telephone, email },
    ...POSTS[post ?? 'technician'],
  }));

test('the template of the round, filled in by a computer for 130 people, makes 130 accounts with 130 links', async () => {
  const template = await homeAffairs.send('GET', '/api/staff/batch/template.xlsx');
  const { sheets } = await readXlsx(template.rawPayload);
  const [headings = [], ...lines] = sheets[0]!.rows.map((row) =>
    row.map((cell) => String(cell ?? '')),
  );
  const filled: (string | number)[][] = lines
    .slice(0, 130)
    .map((line, index) => line.with(0, `Nguyễn Văn Người ${index}`));
  filled[0]?.splice(4, 1, 912_345_678);
  const rows = await readBack([headings, ...filled]);
  expect(rows.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(rows).toHaveLength(130);
  expect(rows[0]).toMatchObject({ telephone: '0912345678' });

  const accounts = accountsOf(rows);
  const { links } = await homeAffairs.call(addStaffBatch, { body: { accounts } });
  expect(new Set(links.map(({ link }) => link)).size).toBe(130);
  const last = links.at(-1)!;
  const token = new URL(last.link).hash.slice(1);
  expect(await office.nobody.call(lookUpPasswordLink, { body: { token } })).toMatchObject({
    username: last.username,
    fullName: 'Nguyễn Văn Người 129',
  });
  const { staff } = await homeAffairs.call(listStaff, {});
  expect(staff.filter(({ role, isLead }) => role === 'agency' && isLead)).toHaveLength(65);

  // The same file a second time makes nobody twice.
  expect(
    (await readBack([headings, ...filled])).every(({ faults }) => faults.includes('exists')),
  ).toBe(true);
});

test('of a batch with one account that cannot be made none is', async () => {
  const account = { fullName: 'Lò Văn Một', username: 'lo.mot', role: 'observer' as const };
  const second = { fullName: 'Lò Văn Hai', username: '0.nguyen', role: 'observer' as const };
  await expect(
    homeAffairs.call(addStaffBatch, { body: { accounts: [account, second] } }),
  ).rejects.toMatchObject({ code: 'username_taken' });
  expect(await names()).not.toContain('Lò Văn Một');
});

test('what is no such workbook is refused in words', async () => {
  const send = async (file: Buffer) =>
    (await homeAffairs.send('PUT', '/api/staff/batch/reading', file)).json().code;
  expect(await send(Buffer.from('Họ và tên;Vai trò'))).toBe('file_unreadable');
  const other = await writeXlsx({ sheets: [{ name: 'A', rows: [['Mã hồ sơ', 'Ngày trả']] }] });
  expect(await send(Buffer.from(other))).toBe('headings_not_found');
  expect(await send(Buffer.alloc(3 * 1024 * 1024, 'x'))).toBe('file_too_large');
});

test('while a workbook of 6 kB is read whose rows end in the last of columns, others are answered', async () => {
  const file = await wideWorkbook(500);
  const { reply, answered } = await answeredMeanwhile(office, () =>
    homeAffairs.send('PUT', '/api/staff/batch/reading', file),
  );
  expect(reply.json()).toMatchObject({ code: 'file_too_wide', details: { columns: 100 } });
  expect(answered).toBeGreaterThan(100);
});

test('a heading beyond the columns that are read is named, not passed over', async () => {
  const sheet = (column: number) => {
    const row = (...cells: string[]) => [
      ...cells.slice(0, 2),
      ...Array(column - 3).fill(''),
      cells[2],
    ];
    const rows = [
      row('Họ và tên', 'Vai trò', 'Điện thoại'),
      row('Lò Thị Xa', 'observer', '0912345678'),
    ];
    return writeXlsx({ sheets: [{ name: 'A', rows }] });
  };
  const read = async (column: number) =>
    (
      await homeAffairs.send('PUT', '/api/staff/batch/reading', Buffer.from(await sheet(column)))
    ).json();
  expect(await read(100)).toMatchObject({ rows: [{ telephone: '0912345678' }] });
  expect(await read(101)).toMatchObject({ code: 'file_too_wide', details: { columns: 100 } });
});
