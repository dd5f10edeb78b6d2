// Truth: docs/trust.md: what a petition says of its writer reaches nobody who answers it.
import { expect, test } from 'vitest';
import { personalParts } from '../../../server/comments/petitions/personal-parts.ts';

const WRITTEN = {
  text: 'Gọi tôi 0912 345 678, hồ sơ số HT.01-2026.77, nhà số 12/3, chị Hoa làm chậm',
  contact: { name: 'Lò Văn Ín', phone: '', email: 'in@vi.du', address: 'Bản Áng' },
};

test('a number with other spaces, and the contact in other letters, are still found in what others would read', () => {
  for (const left of [
    '0912345678',
    '0912.345.678',
    'lò văn ín',
    'IN@vi.du',
    'ở bản áng',
    'HT.01-2026.77',
  ])
    expect(personalParts(`Cán bộ làm chậm, ${left}.`, WRITTEN), left).toHaveLength(1);
  expect(personalParts('Cán bộ ở quầy 3 làm chậm 12 ngày.', WRITTEN)).toEqual([]);
});
