import type { Figure } from '#contract/figures.ts';
import type { Value, Variable } from './open-table.ts';

export const text = (name: string, label: string, codes?: Variable['codes']): Variable => ({
  name,
  type: 'string',
  label,
  ...(codes && { codes }),
});
export const whole = (name: string, label: string): Variable => ({ name, type: 'integer', label });
export const number = (name: string, label: string): Variable => ({ name, type: 'number', label });

export const LEVELS = {
  province: 'Toàn tỉnh',
  agency: 'Cơ quan, đơn vị',
  field: 'Lĩnh vực, toàn tỉnh',
  agency_field: 'Lĩnh vực của một đơn vị',
};

const VERDICTS = {
  show: 'Công bố',
  flag: 'Công bố, có lưu ý',
  'suppress-reliability': 'Không nêu: chưa đủ phiếu để nói chắc',
  'suppress-confidentiality': 'Không nêu: giữ kín câu trả lời của từng người',
};
const BANDS = { above_90: 'Trên 90%', below_10: 'Dưới 10%' };
const TIERS = {
  higher: 'Cao hơn rõ mức chung của tỉnh',
  not_different: 'Chưa thấy khác',
  lower: 'Thấp hơn rõ mức chung của tỉnh',
};

/** Of a figure, after what it is about. */
export const FIGURE_VARIABLES: readonly Variable[] = [
  text('verdict', 'Công bố hay không, và vì sao', VERDICTS),
  text('reasons', 'Lý do, cách nhau bằng dấu cách'),
  text('band', 'Khoảng nêu thay cho chỉ số', BANDS),
  number('step', 'Bước làm tròn của các tỷ lệ'),
  number('index', 'Chỉ số hài lòng: tỷ lệ câu trả lời mức 4 và 5 (0–1)'),
  number('low', 'Chỉ số, khoảng tin cậy 95%: từ'),
  number('high', 'Chỉ số, khoảng tin cậy 95%: đến'),
  number('mean', 'Điểm trung bình (1–5)'),
  number('mean_low', 'Điểm, khoảng tin cậy 95%: từ'),
  number('mean_high', 'Điểm, khoảng tin cậy 95%: đến'),
  whole('respondents', 'Số người trả lời'),
  whole('valid_answers', 'Số câu trả lời'),
  ...[1, 2, 3, 4, 5].map((score) => number(`share_${score}`, `Tỷ lệ trả lời mức ${score} (0–1)`)),
  text('tier', 'So với mức chung của tỉnh', TIERS),
];

export const figureValues = (figure: Figure): Value[] => [
  figure.verdict,
  figure.reasons.join(' ') || null,
  figure.band,
  figure.step,
  figure.index,
  figure.low,
  figure.high,
  figure.mean,
  figure.meanLow,
  figure.meanHigh,
  figure.respondents,
  figure.validAnswers,
  ...[0, 1, 2, 3, 4].map((place) => figure.distribution?.[place] ?? null),
  figure.tier,
];

/** A group of which nothing is shown: its row says so. */
export const WITHHELD_VALUES: readonly Value[] = FIGURE_VARIABLES.map(({ name }) => {
  if (name === 'verdict') return 'suppress-confidentiality';
  return name === 'reasons' ? 'below-group-threshold' : null;
});
