// Truth: docs/trust.md: anybody may petition without a link, so a flood from one network must end, and no address be kept.
import { expect, test } from 'vitest';
import { personalParts } from '../../../server/comments/petitions/personal-parts.ts';
import { MOST_AN_HOUR, SendingLimit } from '../../../server/comments/petitions/sending-limit.ts';

test('a flood from one network is held back until the next hour, and nobody elsewhere notices', () => {
  const limit = new SendingLimit();
  const moment = new Date('2026-11-20T03:15:00Z');
  for (let sent = 0; sent < MOST_AN_HOUR; sent += 1) limit.charge('10.0.0.1', moment);
  expect(() => limit.charge('10.0.0.1', moment)).toThrowError(
    expect.objectContaining({ code: 'too_many_attempts', details: { minutes: 45 } }),
  );
  limit.charge('10.0.0.2', moment);
  limit.charge('10.0.0.1', new Date('2026-11-20T04:00:00Z'));
  expect(JSON.stringify(limit)).not.toContain('10.0.0');
});

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
