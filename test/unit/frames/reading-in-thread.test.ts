// Truth: the rows of the list, in its order. Reading in a thread of its own changes nothing of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ReadingOrder, TakeBatch } from '../../../server/frames/import/read-rows.ts';
import { readRows } from '../../../server/frames/import/read-rows.ts';
import { readRowsInThread } from '../../../server/frames/import/read-rows-in-thread.ts';
import type { BatchedRow } from '../../../server/frames/import/row-batch.ts';
import { BatchReader } from '../../../server/frames/import/row-batch.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-reading-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 3000;
const HEADINGS = ['Mã', 'Chủ hồ sơ', 'Ngày sinh', 'Điện thoại', 'Ngày trả', 'Đơn vị', 'Lĩnh vực'];

/** Every tenth row has no name, and every seventh is another agency’s. */
function listOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `H55.200-260302-${String(row + 1).padStart(4, '0')}`,
      row % 10 === 9 ? '' : `Lý A Sử ${row}`,
      row % 3 === 0 ? '1980' : '05/04/1980',
      `09723${String(row).padStart(5, '0')}`,
      '04/03/2026',
      row % 7 === 6 ? 'Xã Na Rì' : 'Xã Vĩnh Thông',
      row < 2000 ? 'Hộ tịch' : 'Đất đai',
    ].join(','),
  );
  return [HEADINGS.join(','), ...lines, 'Tổng cộng,3000 hồ sơ'].join('\r\n');
}

function orderFor(content: string | Buffer, kind: 'csv' | 'csv.gz' = 'csv'): ReadingOrder {
  const path = join(folder, kind);
  writeFileSync(path, content);
  const agencyRules = { provinceCode: '19', ownAgency: null, mayRegister: true };
  return {
    campaignId: '0197bbbb-0000-7000-8000-000000000002',
    fileId: '0197aaaa-0000-7000-8000-000000000001',
    parts: [{ list: { path, kind, sheet: 0 }, below: 1, headings: HEADINGS }],
    facts: {
      columns: [
        ['dossierCode', 0],
        ['ownerName', 1],
        ['birthDate', 2],
        ['phone', 3],
        ['returnedOn', 4],
        ['agencyName', 5],
        ['field', 6],
      ],
      recordWidth: HEADINGS.length,
      window: { from: '2026-01-01', to: '2026-12-31', today: '2027-01-01' },
      agencies: [
        { code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune', provinceCode: '19' },
        { code: '02152', name: 'Xã Na Rì', kind: 'commune', provinceCode: '19' },
      ],
      agencyRules,
    },
  };
}

async function allOf(read: typeof readRows, order: ReadingOrder) {
  const reader = new BatchReader();
  const rows: BatchedRow[] = [];
  const take: TakeBatch = (batch) => {
    rows.push(...reader.rowsOf(batch));
    return undefined;
  };
  return { rows, end: await read(order, take) };
}

test('rows that are read in a thread are those of the list, one by one', async () => {
  const order = orderFor(listOf(ROWS));
  const { rows, end } = await allOf(readRowsInThread, order);
  expect(rows).toHaveLength(ROWS);
  const [first, , , , , , seventh, , , tenth] = rows.map(({ application }) => application);
  expect(first).toMatchObject({
    rowNumber: 2,
    code: 'H55.200-260302-0001',
    agencyCode: '01981',
    field: 'Hộ tịch',
    reason: null,
    contact: { kind: 'citizen', fullName: 'Lý A Sử 0', birth: { day: null, year: 1980 } },
  });
  expect(seventh).toMatchObject({ agencyCode: '02152', contact: { phone: '0972300006' } });
  expect(tenth).toMatchObject({ rowNumber: 11, reason: 'no_name', contact: null });
  expect(rows.at(-1)!.application.field).toBe('Đất đai');
  expect(end.left).toMatchObject({ below: 1, line: ROWS + 2 });
  expect({ rows, end }).toEqual(await allOf(readRows, order));
});

test('a list that cannot be read to its end is refused from its thread by its name', async () => {
  const broken = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(2000, 7)]);
  await expect(allOf(readRowsInThread, orderFor(broken, 'csv.gz'))).rejects.toMatchObject({
    code: 'file_unreadable',
  });
});

test('who ends before the last row ends the thread too', async () => {
  const order = orderFor(listOf(ROWS));
  const full = new Error('no room for more');
  const take: TakeBatch = () => Promise.reject(full);
  await expect(readRowsInThread(order, take)).rejects.toBe(full);
});
