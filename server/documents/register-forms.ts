import type { NotNull } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { Db } from '../db/database.ts';
import { wholeNumber } from './figure-text.ts';
import type { Block, Column, OfficialDocument } from './official-document.ts';
import { heading, notice, pageBreak, paragraph, table } from './official-document.ts';
import type { RoundFacts } from './round-facts.ts';
import { sheetOf } from './round-facts.ts';

interface OpenCheck {
  readonly agencyName: string;
  readonly population: number;
  readonly lockedAt: Date;
  readonly nonce: string | null;
  readonly dice: string;
  readonly positions: readonly number[];
  readonly drawnAt: Date;
}

const openChecks = (db: Db, campaignId: string): Promise<OpenCheck[]> =>
  db
    .selectFrom('registerCheck')
    .innerJoin('agency', 'agency.code', 'registerCheck.agencyCode')
    .select(['agency.name as agencyName', 'population', 'lockedAt', 'nonce'])
    .select(['dice', 'positions', 'drawnAt'])
    .where('campaignId', '=', campaignId)
    .where('drawnAt', 'is not', null)
    .where('filledAt', 'is', null)
    .orderBy('agency.code')
    .orderBy('drawnAt')
    .$narrowType<{ dice: NotNull; positions: NotNull; drawnAt: NotNull }>()
    .execute();

/** Forms of the random checks without a result, each agency on pages of its own. Names no person. */
export async function registerForms(db: Db, facts: RoundFacts): Promise<OfficialDocument> {
  const checks = await openChecks(db, facts.campaign.id);
  return sheetOf(facts, {
    fileName: `phieu-doi-chieu-so-${facts.campaign.year}`,
    title: 'PHIẾU ĐỐI CHIẾU',
    subject: 'Hồ sơ được chọn ngẫu nhiên trong sổ của bộ phận một cửa',
    blocks: [
      paragraph(
        checks.length === 0
          ? 'Không có lần đối chiếu nào đang chờ kết quả.'
          : `Có ${wholeNumber(checks.length)} sổ phải đối chiếu, mỗi sổ bắt đầu ở một trang mới.`,
      ),
      ...checks.flatMap(formOf),
    ],
  });
}

const COLUMNS: readonly Column[] = [
  { heading: 'Thứ tự trong sổ', width: 14, isNumeric: true },
  { heading: 'Mã hồ sơ trong sổ', width: 30 },
  { heading: 'Danh sách có, ghi đúng', width: 16 },
  { heading: 'Không có hoặc ghi khác', width: 16 },
  { heading: 'Trễ hạn, bị từ chối', width: 12 },
  { heading: 'Lý do', width: 26 },
];

function formOf(check: OpenCheck): Block[] {
  const { agencyName, population, lockedAt, nonce, dice, positions, drawnAt } = check;
  const lock = nonce ? ` Mã mở khóa: ${nonce}.` : '';
  return [
    pageBreak,
    heading(agencyName),
    paragraph(
      `Sổ có ${wholeNumber(population)} hồ sơ đã trả trong thời gian của đợt, xếp theo lúc tiếp nhận; số này chốt ngày ${writtenDay(dayOf(lockedAt))}, trước khi gieo. Chọn ${wholeNumber(positions.length)} hồ sơ ngày ${writtenDay(dayOf(drawnAt))}. Các chữ số đã gieo: ${dice}.${lock}`,
    ),
    notice(
      'Tìm từng hồ sơ trong danh sách của đơn vị, so người, ngày trả, kết quả. Hồ sơ thiếu vì lý do đúng (đã rút, chưa giải quyết xong) không tính là thiếu; ghi lý do. Không ghi tên người.',
    ),
    table(
      '',
      COLUMNS,
      positions.map((position) => [String(position), '', '', '', '', '']),
    ),
    paragraph(
      'Tổng số không có hoặc ghi khác: ……… Trong đó trễ hạn hoặc bị từ chối: ………\nNgười tra sổ (ký, ghi rõ họ tên): ……………………………… Ngày: ………………',
    ),
  ];
}
