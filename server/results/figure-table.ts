import type { Domain, Figure } from '#contract/figures.ts';
import type { AnswerTable, GroupTable } from '#contract/group-tables.ts';
import type { Results } from '#contract/results.ts';
import { receiptWords } from './rearrangements/receipt-words.ts';

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
  'ma_chi_so',
  'ten_chi_so',
  'cong_bo',
  'chi_so',
  'khoang_tu',
  'khoang_den',
  'so_voi_tinh',
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
  'cach_chia_nhom',
  'ma_nhom',
  'vi_tri_tu',
  'vi_tri_den',
  'sap_xep',
] as const;

/** Two different reasons for an empty place, never a zero and never a dash. */
const VERDICT_WORDS = {
  show: 'co',
  flag: 'co_luu_y',
  'suppress-reliability': 'chua_du',
  'suppress-confidentiality': 'an',
} as const;

const BAND_WORDS = { above_90: 'tren_90%', below_10: 'duoi_10%' } as const;

const NO_RANK = [null, null];

/** One row for each figure, for people and for software alike. */
export function figureRows(results: Results): Cell[][] {
  const labelOf = new Map(results.nodes.map((node) => [node.code, node.label.vi]));
  const printing = results.method.slipPrinting ?? null;
  const total = results.nodes.find(({ level }) => level === 'total')?.code;
  const nodeCells = (node: string) => [node, labelOf.get(node) ?? ''];
  const { tables = [], answers = [] } = results.groups ?? {};
  return [
    ...results.domains.flatMap((domain) =>
      domain.figures.map((figure) => [
        ...domainCells(domain),
        ...nodeCells(figure.node),
        ...figureCells(figure),
        printing,
        null,
        null,
        ...(figure.node === total
          ? [domain.rank?.lower ?? null, domain.rank?.upper ?? null]
          : NO_RANK),
        domain.level === 'agency' ? receiptWords(results, domain.agencyCode ?? '') : null,
      ]),
    ),
    ...tables.flatMap((table) => groupRows(table, nodeCells, printing)),
    ...answers.flatMap((table) => answerRows(table, printing)),
  ];
}

/** A group that is withheld has one row, which says so. */
function groupRows(
  { grouping, label, categories }: GroupTable,
  nodeCells: (node: string) => Cell[],
  printing: string | null,
): Cell[][] {
  return categories.flatMap(({ category, label: name, figures }) => {
    const head = placeCells('group', [label?.vi, name?.vi ?? category].filter(Boolean).join(': '));
    const tail = [printing, grouping, category, ...NO_RANK, null];
    if (figures.length > 0)
      return figures.map((figure) => [
        ...head,
        ...nodeCells(figure.node),
        ...figureCells(figure),
        ...tail,
      ]);
    const word = VERDICT_WORDS['suppress-confidentiality'];
    const instead = Array.from({ length: FIGURE_CELLS - 1 }, () => word);
    return [[...head, null, null, ...instead, 'below-group-threshold', ...tail]];
  });
}

function answerRows(
  { question, label, respondents, answers }: AnswerTable,
  printing: string | null,
): Cell[][] {
  return answers.map(({ value, label: answer, share, low, high }) => [
    ...placeCells('answer', answer.vi),
    question,
    label.vi,
    VERDICT_WORDS.show,
    share,
    low,
    high,
    ...[null, null, null, null],
    respondents,
    ...[null, null, null, null, null, null],
    '',
    printing,
    null,
    String(value),
    ...NO_RANK,
    null,
  ]);
}

/** Rows that are about no unit and no field. */
const placeCells = (level: string, name: string): Cell[] => [
  level,
  null,
  null,
  name,
  ...[null, null, null, null, null],
];

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
  ];
}

/** From `cong_bo` to `ly_do`. */
const FIGURE_CELLS = 16;

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
    figure.tier,
    or(figure.mean),
    or(figure.meanLow),
    or(figure.meanHigh),
    figure.respondents ?? word,
    // Of a group the count kept how many people answered, not how many answers they gave.
    figure.validAnswers ?? (figure.respondents === null ? word : null),
    ...shares,
    figure.reasons.join(' '),
  ];
}
