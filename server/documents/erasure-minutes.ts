import { dayOf } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';
import { wholeNumber } from './figure-text.ts';
import type { OfficialDocument } from './official-document.ts';
import { paragraph, points, table } from './official-document.ts';
import type { Needed } from './round-facts.ts';
import { sheetOf } from './round-facts.ts';

const TITLE = 'GIẤY CHỨNG NHẬN XÓA DỮ LIỆU CÁ NHÂN';
/** “- 1380 dòng hồ sơ” */
const COUNTED = /^- (\d+) (.+)$/;

/** The certificate's own Vietnamese words, as an office's minutes. */
export function erasureMinutes(facts: Needed<'erasure'>): OfficialDocument {
  const { erasure, campaign } = facts;
  const lines = erasure.content.split('\n');
  const words = lines.slice(lines.indexOf(TITLE) + 1);
  const own = words.slice(0, words.indexOf(''));
  const counted = own.flatMap((line) => {
    const [, count, kind] = COUNTED.exec(line) ?? [];
    return count === undefined || count === '0' ? [] : [[kind ?? '', wholeNumber(Number(count))]];
  });
  const [begun, ended] = [erasure.begunAt, erasure.endedAt].map((moment) =>
    writtenDay(dayOf(new Date(moment))),
  );
  return sheetOf(facts, {
    fileName: `bien-ban-xoa-du-lieu-${campaign.year}`,
    title: 'BIÊN BẢN',
    subject: `Xóa dữ liệu cá nhân, ${erasure.campaignName}`,
    blocks: [
      paragraph(`Việc xóa bắt đầu ngày ${begun}, xong ngày ${ended}.`),
      ...own.filter((line) => !COUNTED.test(line)).map(paragraph),
      table(
        'Đã xóa',
        [
          { heading: 'Loại', width: 75 },
          { heading: 'Số lượng', width: 25, isNumeric: true },
        ],
        counted,
      ),
      points([
        `Mã kiểm tra (SHA-256) của danh sách đã khóa trước khi xóa: ${erasure.frameSha256Before ?? 'không có'}.`,
        `Sau khi xóa: ${erasure.frameSha256After ?? 'không có'}.`,
        `Của giấy chứng nhận: ${erasure.sha256}.`,
      ]),
    ],
  });
}
