/**
 * Truth: comments put together here, so that it is known which letters in them name somebody or somewhere.
 * Family names by frequency (Lê Trung Hoa 2005); the ways of writing are those of phones: without marks, small, shouted.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedText, suggestedMasks } from '../../../server/comments/suggest-masks.ts';
import { seeded } from '../../scenario-answered.ts';

const masked = (text: string) => maskedText(text, suggestedMasks(text));

test.each([
  ['Chị Hoa ở quầy 3 rất nhiệt tình.', 'Chị [tên] ở quầy 3 rất nhiệt tình.'],
  ['ông Nguyễn Văn An bắt tôi chờ', 'ông [tên] bắt tôi chờ'],
  ['anh tuấn nói phải có thêm tiền', 'anh [tên] nói phải có thêm tiền'],
  ['Tôi gặp Lan hai lần', 'Tôi gặp [tên] hai lần'],
  ['nguyen thi hoa nhan ho so rat lau', '[tên] nhan ho so rat lau'],
  ['CÁN BỘ TRẦN VĂN HÙNG KHÔNG TIẾP DÂN', 'CÁN BỘ [tên] KHÔNG TIẾP DÂN'],
  ['Gọi tôi số 0912 345 678 hoặc 0208.3855.000', 'Gọi tôi số [số điện thoại] hoặc [số điện thoại]'],
  ['CCCD 019180001234 bị ghi sai', 'CCCD [số] bị ghi sai'],
  ['Hồ sơ H55.03-260910-0012 trễ hẹn', 'Hồ sơ [mã hồ sơ] trễ hẹn'],
  ['Tôi ở thôn Nà Cà, xã Vĩnh Thông', 'Tôi ở thôn [nơi], xã [nơi]'],
  ['nhà tôi ở xóm 3', 'nhà tôi ở xóm [nơi]'],
  ['Số nhà 12/5 đường Hùng Vương', '[địa chỉ] đường [nơi]'],
  ['thửa đất số 125 tờ bản đồ số 7', 'thửa đất số [số] tờ bản đồ số [số]'],
  ['viết cho hoa.nguyen@gmail.com', 'viết cho [địa chỉ]'],
])('“%s” is read as “%s”', (written, read) => {
  expect(masked(written)).toBe(read);
});

test.each([
  'Cán bộ nhiệt tình, trả kết quả đúng hẹn.',
  'Anh chị ở bộ phận một cửa hướng dẫn rất rõ.',
  'Đề nghị Ủy ban nhân dân xã trang bị thêm ghế ngồi.',
  'Phải nộp bản sao văn bản hai lần, mất 150.000 đồng.',
  'Cô ấy bảo chờ. Bà con đi lại xa, anh em rất mệt.',
  'Trung tâm Phục vụ hành chính công nên mở cửa Thứ Bảy.',
  'Tôi chờ 45 phút, đi 3 lần, hẹn 15 ngày.',
])('“%s” names nobody and stays as it is', (written) => {
  expect(masked(written)).toBe(written);
});

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Nông',
  'Giàng',
  'Lò',
  'Ma',
];
const MIDDLE = ['Văn', 'Thị', 'Đức', 'Minh', 'Thị Thu', 'Xuân', 'A', 'Hữu'];
const GIVEN = [
  'Hoa',
  'An',
  'Hùng',
  'Lan',
  'Tuấn',
  'Páo',
  'Mai',
  'Dũng',
  'Thảo',
  'Sử',
  'Hằng',
  'Quỳnh',
];
const PLACES = ['Nà Cà', 'Đồng Luông', 'Bản Áng', 'Tân Lập', 'Hòa Bình', 'Phú Xuyên'];
const TITLES = ['ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'Anh', 'Chị', 'Ông'];
const bare = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

type Pick = <T>(some: readonly T[]) => T;
const full = (pick: Pick) => `${pick(FAMILY)} ${pick(MIDDLE)} ${pick(GIVEN)}`;
const digits = (random: () => number, n: number) =>
  Array.from({ length: n }, () => Math.floor(random() * 10)).join('');

/** Each gives words before, what is to be masked, and words after. */
const PLANTED: Record<string, (pick: Pick, random: () => number) => [string, string, string]> = {
  titled: (pick) => [`Hôm đó ${pick(TITLES)} `, pick(GIVEN), ' nói năng khó nghe'],
  titledSmall: (pick) => [
    `hôm đó ${pick(TITLES)} `,
    pick(GIVEN).toLowerCase(),
    ' nói năng khó nghe',
  ],
  full: (pick) => ['Cán bộ ', full(pick), ' đòi thêm giấy tờ'],
  fullFirst: (pick) => ['', full(pick), ' làm việc rất chậm'],
  fullSmall: (pick) => [
    'cán bộ ',
    `${pick(FAMILY)} ${pick(['Văn', 'Thị'])} ${pick(GIVEN)}`.toLowerCase(),
    ' đòi thêm tiền',
  ],
  fullBare: (pick) => [
    'can bo ',
    bare(`${pick(['Nguyễn', 'Trần', 'Phạm', 'Hoàng'])} ${pick(['Văn', 'Thị'])} ${pick(GIVEN)}`),
    ' doi them tien',
  ],
  shouted: (pick) => [
    'ĐỀ NGHỊ XEM LẠI CÁN BỘ ',
    `${pick(FAMILY)} ${pick(['Văn', 'Thị'])} ${pick(GIVEN)}`.toUpperCase(),
    ' VÌ THÁI ĐỘ',
  ],
  given: (pick) => ['Tôi đã gặp ', pick(GIVEN), ' ở quầy số 2'],
  phone: (pick, random) => [
    'Liên hệ ',
    pick([
      `09${digits(random, 8)}`,
      `03${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`,
      `+84 9${digits(random, 2)}.${digits(random, 3)}.${digits(random, 3)}`,
    ]),
    ' để biết thêm',
  ],
  identity: (_, random) => ['Căn cước ', `0${digits(random, 11)}`, ' ghi sai năm sinh'],
  dossier: (_, random) => [
    'Hồ sơ ',
    `H55.03-26${digits(random, 4)}-${digits(random, 4)}`,
    ' chưa trả',
  ],
  hamlet: (pick) => ['Đường vào thôn ', pick(PLACES), ' khó đi nên lên xã rất xa'],
  numbered: (pick, random) => [
    `Bà con ${pick(['xóm', 'tổ', 'khu'])} `,
    String(1 + Math.floor(random() * 19)),
    ' đều nói vậy',
  ],
  house: (_, random) => ['Nhà tôi ở ', `số nhà ${digits(random, 2)}`, ', không ai đến'],
};

/** Share of the letters and digits of what was planted that are no longer to be read. */
function hiddenShare(before: string, planted: string, after: string): number {
  const masks = suggestedMasks(before + planted + after);
  const [start, end] = [before.length, before.length + planted.length];
  let hidden = 0;
  let all = 0;
  for (let offset = start; offset < end; offset += 1) {
    if (!/[\p{L}\d]/u.test(planted[offset - start]!)) continue;
    all += 1;
    if (masks.some(({ from, to }) => from <= offset && offset < to)) hidden += 1;
  }
  return hidden / all;
}

const ROUNDS = 200;
test('of 2,800 planted names, numbers and places at least 98 % are hidden whole', () => {
  const random = seeded(20_261_128);
  const pick: Pick = (some) => some[Math.floor(random() * some.length)]!;
  const whole: Record<string, number> = {};
  const missed: string[] = [];
  for (const [kind, plant] of Object.entries(PLANTED)) {
    let found = 0;
    for (let nth = 0; nth < ROUNDS; nth += 1) {
      const parts = plant(pick, random);
      if (hiddenShare(...parts) === 1) found += 1;
      else missed.push(`${kind}: ${parts.join('|')}`);
    }
    whole[kind] = found / ROUNDS;
  }
  const recall =
    Object.values(whole).reduce((sum, share) => sum + share, 0) / Object.keys(whole).length;
  expect(recall, JSON.stringify([whole, missed.slice(0, 20)], null, 1)).toBeGreaterThanOrEqual(
    0.98,
  );
  for (const [kind, share] of Object.entries(whole))
    expect(share, `${kind} ${missed.slice(0, 5)}`).toBeGreaterThanOrEqual(0.9);
});

test('masks lie in order, apart, within the text, and the rest of it stays', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(...'Hoa anh 0912.-Nguyễn Văn \n, thôn '.split('')),
        maxLength: 200,
      }),
      (text) => {
        const masks = suggestedMasks(text);
        let end = 0;
        let rest = '';
        for (const { from, to } of masks) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          rest += text.slice(end, from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        rest += text.slice(end);
        expect(
          maskedText(text, masks).replaceAll(
            /\[(?:tên|số điện thoại|số|mã hồ sơ|nơi|địa chỉ)\]/g,
            '',
          ),
        ).toBe(rest);
      },
    ),
  );
});
