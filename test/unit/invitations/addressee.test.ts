import { expect, test } from 'vitest';
import type { SlipRow } from '../../../server/invitations/queries.ts';
import { coverOf } from '../../../server/invitations/slips/slip-text.ts';
import { PACK_TERMS, slipRows } from '../../slip-rows.ts';

const TERMS = PACK_TERMS;
const ROW: SlipRow = { ...slipRows(1)[0]!, fullName: 'Lý A Sử', address: 'Thôn Nà Cà' };
const addressed = (changes: Partial<SlipRow>) => {
  const { greeting, name, relation } = coverOf(TERMS, { ...ROW, ...changes });
  return { greeting, name, relation };
};

test('a slip is addressed to the owner, to whoever came in the owner’s place, or to an organisation', () => {
  expect(addressed({})).toEqual({
    greeting: 'Kính gửi: Ông/Bà',
    name: 'LÝ A SỬ',
    relation: '',
  });
  expect(addressed({ cameName: 'Vàng Thị Mai' })).toEqual({
    greeting: 'Kính gửi: Ông/Bà',
    name: 'VÀNG THỊ MAI',
    relation: 'Người đi làm thủ tục cho Lý A Sử',
  });
  expect(
    addressed({ kind: 'organization', fullName: 'Công ty Tú Chính', representative: 'Bàn Văn Tú' }),
  ).toEqual({
    greeting: 'Kính gửi:',
    name: 'CÔNG TY TÚ CHÍNH',
    relation: 'Người đại diện: Bàn Văn Tú',
  });
});
