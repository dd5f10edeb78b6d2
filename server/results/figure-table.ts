import type { Domain, Figure, Results } from '#contract/results.ts';

export type Cell = string | number | null;

/** Column names that statistical software takes as they are. */
export const COLUMNS = [
  'cap',
  'ma_don_vi',
  'ma_linh_vuc',
  'ten',
  'loai_don_vi',
  'so_nguoi_trong_danh_sach',
  'so_nguoi_duoc_moi',
  'so_phieu',
  'ty_le_tra_loi',
  'so_voi_tinh',
  'ma_chi_so',
  'ten_chi_so',
  'cong_bo',
  'chi_so',
  'khoang_tu',
  'khoang_den',
  'diem_trung_binh',
  'diem_tu',
  'diem_den',
  'so_nguoi_tra_loi',
  'so_cau_tra_loi',
  'muc_1',
  'muc_2',
  'muc_3',
  'muc_4',
  'muc_5',
  'ly_do',
  'ben_in_phieu',
] as const;

/** Two different reasons for an empty place, never a zero and never a dash. */
const VERDICT_WORDS = {
  show: 'co',
  flag: 'co_luu_y',
  'suppress-reliability': 'chua_du',
  'suppress-confidentiality': 'an',
} as const;

const BAND_WORDS = { above_90: 'tren_90%', below_10: 'duoi_10%' } as const;

/** One row for each figure, for people and for software alike. */
export function figureRows(results: Results): Cell[][] {
  const labelOf = new Map(results.nodes.map((node) => [node.code, node.label.vi]));
  return results.domains.flatMap((domain) =>
    domain.figures.map((figure) => [
      ...domainCells(domain),
      figure.node,
      labelOf.get(figure.node) ?? '',
      ...figureCells(figure),
      results.method.slipPrinting ?? null,
    ]),
  );
}

function domainCells(domain: Domain): Cell[] {
  const withheld = domain.received === null ? VERDICT_WORDS['suppress-confidentiality'] : null;
  return [
    domain.level,
    domain.agencyCode,
    domain.fieldCode,
    domain.name,
    domain.kind,
    domain.population,
    domain.invited,
    domain.received ?? withheld,
    withheld ?? domain.responseRate,
    domain.tier,
  ];
}

function figureCells(figure: Figure): Cell[] {
  const word = VERDICT_WORDS[figure.verdict];
  const isShown = figure.index !== null;
  const instead = figure.band ? BAND_WORDS[figure.band] : word;
  const or = (value: number | null) => (isShown ? value : instead);
  const shares = Array.from({ length: 5 }, (_, k) => or(figure.distribution?.[k] ?? null));
  return [
    word,
    or(figure.index),
    or(figure.low),
    or(figure.high),
    or(figure.mean),
    or(figure.meanLow),
    or(figure.meanHigh),
    figure.respondents ?? word,
    figure.validAnswers ?? word,
    ...shares,
    figure.reasons.join(' '),
  ];
}
