// Truth: results.md §1, rule 5: the minutes of a count tell no door that few took, nor what it would follow from; days are
// those of Viet Nam, seven hours before UTC.
import { expect, test } from 'vitest';
import type { Remark } from '#contract/remarks.ts';
import { shownPaper } from '#sampling/disclosure/paper-counts.ts';
import { ROUND_KINDS } from '../../../server/documents/round-documents.ts';
import type { RoundFacts } from '../../../server/documents/round-facts.ts';

const COUNTS = {
  packs: 120,
  unequalStrata: 1,
  enteredTwice: 40,
  itemsCompared: 840,
  itemsWrong: 3,
};

/** The words of the minutes of a round in which so much came by paper. */
function minutesOf(
  { strips, forms, blank, surplus }: Record<'strips' | 'forms' | 'blank' | 'surplus', number>,
  modes: readonly { readonly mode: string; readonly responses: number }[],
  remarks: readonly Remark[] = [],
): string {
  const isTold = modes.some(({ mode }) => mode === 'paper');
  const paper = shownPaper({ ...COUNTS, strips, forms, blank, surplus }, 300, isTold, 5);
  const facts = {
    campaign: { name: 'Đợt thử', year: 2026, collectTo: '2026-12-15' },
    madeOn: '2026-12-20',
    words: { recipients: '', signer: '', issuer: '', issuer_parent: '', place: '' },
    results: {
      counts: { people: 900, invited: 300, received: 207, modes, paper },
      method: { level: 0.95, disclosureThreshold: 5 },
    },
    remarks,
  } as unknown as RoundFacts;
  return JSON.stringify(ROUND_KINDS.count_minutes.make(facts as never).blocks);
}

test('a door that the results pool with others has no strips and forms of its own', () => {
  const pooled = [
    { mode: 'self', responses: 190 },
    { mode: 'other', responses: 17 },
  ];
  const minutes = minutesOf({ strips: 8, forms: 6, blank: 2, surplus: 0 }, pooled);
  expect(minutes).toContain('đã in 120 bộ.');
  expect(minutes).toContain('không nêu riêng số mẩu giấy và số phiếu đã nhận');
  expect(minutes).not.toMatch(/[68] (mẩu|phiếu)/);
});

const shown = [
  { mode: 'self', responses: 161 },
  { mode: 'paper', responses: 46 },
];

test('a door that is told has them, with the strata in which they differ and the wrong entries', () => {
  const minutes = minutesOf({ strips: 61, forms: 46, blank: 6, surplus: 0 }, shown);
  expect(minutes).toContain(
    'nhận 61 mẩu giấy; đếm 46 phiếu, 6 phiếu trống, 9 mẩu giấy không có phiếu, 0 phiếu thừa',
  );
  expect(minutes).toContain('lệch nhau ở 1 nhóm');
  expect(minutes).toContain('khoảng 90% số phiếu do hai người nhập riêng');
  expect(minutes).toContain('cứ 1.000 ô có khoảng 4 ô');
});

test('forms without answers of a few are told as few, and no number of strips from which they follow', () => {
  const minutes = minutesOf({ strips: 48, forms: 46, blank: 1, surplus: 0 }, shown);
  expect(minutes).toContain(
    'đếm 46 phiếu, dưới 5 phiếu trống, dưới 5 mẩu giấy không có phiếu, 0 phiếu thừa',
  );
  expect(minutes).not.toContain('48');
});

test('a remark is printed word for word, and beside its author who gave the account a new password before or soon after', () => {
  const byOffice = { isRenewal: true, madeBy: 'Hoàng Văn Nội', knownTo: [] };
  const remark = { stage: 'closed', text: 'Đã xem đếm phiếu.', writtenBy: 'Lò Thị Giám' } as const;
  const link = { ...byOffice, usedAt: '2026-12-18T20:00:00.000Z' };
  const takenOver = { ...byOffice, madeBy: null, usedAt: '2026-12-20T03:00:00.000Z' };
  const printed = (account: Pick<Remark, 'link' | 'takenOver'>) =>
    minutesOf({ strips: 0, forms: 0, blank: 0, surplus: 0 }, shown, [
      { ...remark, ...account, writtenAt: '2026-12-19T03:00:00.000Z' },
    ]);
  const own = 'Ý kiến của Lò Thị Giám: Đã xem đếm phiếu.';
  expect(printed({ link: null, takenOver: null })).toContain(own);
  expect(printed({ link: { ...link, isRenewal: false }, takenOver: null })).toContain(own);
  expect(printed({ link, takenOver })).toContain(
    'Ý kiến của Lò Thị Giám (tài khoản được Hoàng Văn Nội cấp lại mật khẩu ngày 19/12/2026, trước khi viết; ' +
      'người quản trị máy chủ cấp lại mật khẩu ngày 20/12/2026, sau khi viết): Đã xem đếm phiếu.',
  );
});
