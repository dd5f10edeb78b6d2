// Truth: rows as people copy them from Word and Excel, looked at by hand.
import { expect, test } from 'vitest';
import { pastedRows } from '../../../server/results/neighbours/pasted-rows.ts';

const AGENCIES = [
  { code: '01981', name: 'Xã Vĩnh Thông' },
  { code: '05443', name: 'Phường Đức Xuân' },
];
const read = (lines: readonly string[]) => pastedRows(lines.join('\n'), AGENCIES, 'Thái Nguyên');

test('an agency is known by code or name however it is written, headings and numbers of rows are passed over', () => {
  expect(
    read([
      'STT\tĐơn vị\tTỷ lệ (%)',
      '1\txã  VĨNH thông\t98,5',
      '05443; 97.25 %',
      '\tToàn tỉnh\t100',
      '',
    ]),
  ).toEqual({
    rows: [
      { agencyCode: '01981', percent: 98.5 },
      { agencyCode: '05443', percent: 97.25 },
      { agencyCode: null, percent: 100 },
    ],
    refused: [],
  });
});

test('an unknown agency, one that is there twice and a number that is no per cent are named', () => {
  const refused = [
    'Xã Không Đâu\t90',
    '01981\t80',
    'Phường Đức Xuân\t101',
    'Thái Nguyên\t17,86/18',
  ];
  expect(read(['Xã Vĩnh Thông\t99', ...refused])).toEqual({
    rows: [{ agencyCode: '01981', percent: 99 }],
    refused: refused.map((line) => line.replace('\t', ' · ')),
  });
});
