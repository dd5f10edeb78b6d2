import type { Results } from '#contract/results.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };

type Row = readonly [string, string | number | null];
const MODE: Readonly<Record<string, string>> = texts.mode;

/** How the figures were made, for readers who have the workbook alone. */
export function methodRows(results: Results): Row[] {
  const { counts, method, coverage } = results;
  const { eligible = counts.invited, ineligible = [] } = counts;
  return [
    ['Đợt khảo sát', `${results.campaignName} (${results.provinceName}, ${results.year})`],
    ['Thu phiếu', `${dayOf(results.collectFrom)} đến ${dayOf(results.collectTo)}`],
    ['Phiếu hỏi', method.questionnaireVersion],
    ['Lượt người × đơn vị trong danh sách', counts.people],
    ['Người khác nhau', counts.distinctPersons ?? null],
    ['Nhóm rút mẫu (đơn vị × lĩnh vực)', counts.strata],
    ['Được mời', counts.invited],
    ['Được mời và đúng đối tượng', eligible],
    ['Đã nhận phiếu', counts.received],
    ['Tỷ lệ trả lời (AAPOR RR2)', eligible > 0 ? counts.received / eligible : null],
    ['Từ chối', counts.declined],
    ['Không giao được', counts.undelivered],
    ['Không thuộc đối tượng', ineligible.reduce((sum, { people }) => sum + people, 0)],
    ...counts.modes.map(
      ({ mode, responses }): Row => [`Cách trả lời: ${MODE[mode] ?? mode}`, responses],
    ),
    [
      'Chỉ số',
      'Tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng” trong các câu có trả lời, có quyền số theo nhóm rút mẫu',
    ],
    [
      'Khoảng từ – đến',
      `Độ tin cậy ${Math.round(100 * method.level)}%, Wilson có hiệu chỉnh theo mẫu`,
    ],
    [
      'Làm tròn',
      'Đơn vị: phần trăm nguyên; toàn tỉnh và lĩnh vực: 0,1%; chỉ số chung toàn tỉnh: 0,01%',
    ],
    ['Ẩn', `Số liệu của ít hơn ${method.disclosureThreshold} người, và số liệu cần ẩn theo`],
    [
      'So với mức chung',
      '“Cao hơn”, “thấp hơn” chỉ nói khi vượt sai số, đúng cùng lúc cho mọi đơn vị với độ tin cậy 95%',
    ],
    ...(coverage?.isEnough === false
      ? [
          [
            'Lưu ý',
            'Các đơn vị đủ phiếu không chiếm đủ phần danh sách: số toàn tỉnh chỉ nói về đơn vị có trả lời',
          ] as Row,
        ]
      : []),
    ...rearrangedRows(results),
    ['Số liệu từng đơn vị × lĩnh vực', 'Trong tệp CSV của cùng màn hình'],
  ];
}

/** Agencies that are not what they were in the round before. */
const rearrangedRows = ({ rearrangements }: Results): Row[] =>
  (rearrangements?.agencies ?? []).map(({ name, code, into, since, decree }) => [
    into.length === 1 ? 'Đơn vị hợp nhất' : 'Đơn vị chia tách',
    `${name} (${code}) → ${into.map((agency) => `${agency.name} (${agency.code})`).join(', ')}, từ ${dayOf(since)}, ${decree}`,
  ]);

const dayOf = (iso: string): string => iso.split('-').reverse().join('/');
