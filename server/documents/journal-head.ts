import type { DailyHead } from '#contract/staff.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { OfficialDocument } from './official-document.ts';
import { paragraph, points, table } from './official-document.ts';
import { provincialFront, usualIssuer } from './wording.ts';

/** The head of a day and those before it, to be signed and kept by somebody who does not run the server. */
export function journalHeadSheet(
  provinceName: string,
  day: string,
  heads: readonly DailyHead[],
): OfficialDocument {
  const newest = heads.find(({ sha256 }) => sha256 !== null);
  return {
    ...usualIssuer(provinceName),
    fileName: `ma-nhat-ky-${day}`,
    year: Number(day.slice(0, 4)),
    title: 'MÃ ĐẦU CỦA NHẬT KÝ',
    subject: `Đến hết ngày ${writtenDay(day)}`,
    addressee: null,
    blocks: [
      paragraph(
        newest?.sha256
          ? `Mã cuối ngày ${writtenDay(newest.day)}, tính từ ${newest.position} việc đã ghi: ${grouped(newest.sha256)}`
          : 'Trong 31 ngày này không có việc nào được chốt.',
      ),
      table(
        'Mã cuối mỗi ngày',
        [
          { heading: 'Ngày', width: 16 },
          { heading: 'Việc', width: 10, isNumeric: true },
          { heading: 'Mã', width: 74 },
        ],
        heads.map(({ day: date, acts, sha256 }) => [
          writtenDay(date),
          String(acts),
          sha256 ? grouped(sha256) : 'Trống: không có việc nào được chốt',
        ]),
      ),
      points([
        'Việc ghi sau nối vào việc ghi trước: ai sửa hay bỏ một việc đã ghi thì các mã từ ngày đó không khớp nữa.',
        'Người không quản trị máy chủ giữ bản này. Khi kiểm tra, so từng mã với mã máy chủ tính lại (npm run audit -- verify).',
        'Ngày của hôm nay chưa hết thì mã còn đổi đến nửa đêm.',
      ]),
    ],
    recipients: [provincialFront(provinceName), 'Lưu: VT'],
    signer: ['NGƯỜI IN', '(Ký, ghi rõ họ tên, ngày in)'],
  };
}

/** In groups of eight, for eyes that compare. */
const grouped = (sha256: string): string => sha256.match(/.{8}/g)?.join(' ') ?? sha256;
