// Truth: results.md §1, rule 5: the minutes of a count tell no door that few took, nor what it would follow from; days are
// those of Viet Nam, seven hours before UTC.
import { expect, test } from 'vitest';
import { ROUND_KINDS } from '../../../server/documents/round-documents.ts';
import type { RoundFacts } from '../../../server/documents/round-facts.ts';

const STRATUM = { packs: 60, strips: 4, entered: 3, blank: 1, inWork: 0, surplus: 0 };

/** The words of the minutes where so many came by paper in each of two strata. */
function minutesOf(paper: Partial<typeof STRATUM>, modes: readonly object[]): string {
  const facts = {
    campaign: { name: 'Đợt thử', year: 2026, collectTo: '2026-12-15' },
    words: { recipients: '', signer: '', issuer: '', issuer_parent: '', place: '' },
    results: {
      counts: { people: 900, invited: 300, received: 207, modes },
      method: { level: 0.95, disclosureThreshold: 5 },
    },
    paper: { strata: [STRATUM, STRATUM].map((stratum) => ({ ...stratum, ...paper })) },
    remarks: [],
  } as unknown as RoundFacts;
  return JSON.stringify(ROUND_KINDS.count_minutes.make(facts as never).blocks);
}

test('a door that the results pool with others has no strips and forms of its own', () => {
  const pooled = [
    { mode: 'self', responses: 190 },
    { mode: 'other', responses: 17 },
  ];
  const minutes = minutesOf({}, pooled);
  expect(minutes).toContain('120 bộ đã in; số mẩu giấy và số phiếu đã nhận không nêu riêng.');
  expect(minutes).not.toMatch(/[68] (mẩu|phiếu)/);
});

test('a door that is told has them, blank and surplus forms as few where they are', () => {
  const shown = [
    { mode: 'self', responses: 161 },
    { mode: 'paper', responses: 46 },
  ];
  expect(minutesOf({ strips: 24, entered: 23, blank: 1 }, shown)).toContain(
    '48 mẩu giấy đã nhận; 46 phiếu đã nhập, dưới 5 phiếu trắng, 0 phiếu thừa',
  );
});

test('what was done before seven in the morning has the day of Viet Nam, not the one before', () => {
  const round = {
    campaign: { name: 'Đợt thử', year: 2026 },
    words: { recipients: '', signer: '', issuer: '', issuer_parent: '', place: '' },
    remarks: [],
  };
  const draw = { drawnAt: '2026-11-08T23:30:00.000Z', witnesses: [] };
  const erasure = {
    begunAt: '2027-03-19T17:05:00.000Z',
    endedAt: '2027-03-19T17:06:00.000Z',
    content: '',
    frameSha256Before: null,
    frameSha256After: null,
  };
  const facts = { ...round, draw, erasure } as never;
  expect(JSON.stringify(ROUND_KINDS.draw_minutes.make(facts))).toContain('Ngày 09/11/2026');
  expect(JSON.stringify(ROUND_KINDS.erasure_minutes.make(facts))).toContain(
    'bắt đầu ngày 20/03/2027, xong ngày 20/03/2027',
  );
});
