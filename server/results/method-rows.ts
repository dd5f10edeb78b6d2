import { UNCERTAIN } from '#contract/figure-words.ts';
import { paperSentences } from '#contract/paper-words.ts';
import type { Results } from '#contract/results.ts';
import { writtenDay } from '#contract/written-day.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };
import { pictureWords } from '../http/picture-words.ts';

type Row = readonly [string, string | number | null];
const MODE: Readonly<Record<string, string>> = texts.mode;

/** Words in the place of a figure, each with its reason. */
const REASONS = ['hidden', ...UNCERTAIN, 'above_90', 'below_10'] as const;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/** How the figures were made, for readers who have the workbook alone. */
export function methodRows(results: Results): Row[] {
  const { counts, method, coverage } = results;
  return [
    ['Đợt khảo sát', `${results.campaignName} (${results.provinceName}, ${results.year})`],
    ['Thu phiếu', `${writtenDay(results.collectFrom)} đến ${writtenDay(results.collectTo)}`],
    ['Phiếu hỏi', method.questionnaireVersion],
    ['Lượt người × đơn vị trong danh sách', counts.people],
    ['Người khác nhau', counts.distinctPersons ?? null],
    ['Nhóm rút mẫu (đơn vị × lĩnh vực)', counts.strata],
    ...responseRows(results),
    ...counts.modes.map(
      ({ mode, responses }): Row => [`Cách trả lời: ${MODE[mode] ?? mode}`, responses],
    ),
    ...paperSentences(results, pictureWords('vi').say, String).map(
      (sentence): Row => ['Phiếu giấy', sentence.replace('Phiếu giấy: ', '')],
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
    ...REASONS.map(
      (word): Row => [
        texts.figure[word],
        texts.figure[`${word}_why`].replace('{{k}}', String(method.disclosureThreshold)),
      ],
    ),
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

/** Who was asked and heard: few people without their number, and a bound under that name. */
function responseRows({ counts, method }: Results): Row[] {
  const { eligible = counts.invited, ineligible = [] } = counts;
  const { disclosureThreshold: k, respondentsAtLeast } = method;
  const least = (words: string) => (respondentsAtLeast ? `ít nhất ${words}` : words);
  const rate = least(`${((100 * counts.received) / Math.max(1, eligible)).toFixed(1)}%`);
  const isRateOfEligible = counts.eligible !== undefined;
  return [
    ['Lượt mời', counts.invited],
    ...(isRateOfEligible ? [['Lượt mời đúng đối tượng', eligible] as Row] : []),
    ['Đã nhận phiếu', respondentsAtLeast ? least(String(counts.received)) : counts.received],
    [
      isRateOfEligible
        ? 'Tỷ lệ trả lời của số đúng đối tượng (AAPOR RR2)'
        : 'Tỷ lệ trả lời của số được mời',
      rate.replace('.', ','),
    ],
    ...(respondentsAtLeast
      ? []
      : ([
          ['Không tham gia', counts.declined ?? `dưới ${k}`],
          ['Không giao được', counts.undelivered ?? `dưới ${k}`],
        ] as Row[])),
    ...(isRateOfEligible
      ? [['Không thuộc đối tượng', sumOf(ineligible.map(({ people }) => people))] as Row]
      : []),
  ];
}

/** Agencies that are not what they were in the round before. */
const rearrangedRows = ({ rearrangements }: Results): Row[] =>
  (rearrangements?.agencies ?? []).map(({ name, code, into, since, decree }) => [
    into.length === 1 ? 'Đơn vị hợp nhất' : 'Đơn vị chia tách',
    `${name} (${code}): nay thuộc ${into.map((agency) => `${agency.name} (${agency.code})`).join(', ')}, từ ${writtenDay(since)}, ${decree}`,
  ]);
