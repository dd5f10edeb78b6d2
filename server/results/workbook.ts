import { withheldWord } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { stepTurn } from '../http/step-turn.ts';
import { methodRows } from './method-rows.ts';

type Cell = string | number | null;
interface Sheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Formats of the columns: a share is a number, shown as percent. */
  readonly formats: readonly (string | undefined)[];
}

/** The word in the place of a figure that is withheld; its reason is on the last sheet. */
const WORDS = texts.figure;
const MARKS = { higher: 'cao hơn', lower: 'thấp hơn', not_different: 'chưa thấy khác' } as const;
const GROUPINGS: Readonly<Record<string, string>> = texts.groups.by;
const CATEGORIES: Readonly<Record<string, Readonly<Record<string, string>>>> =
  texts.groups.category;
const PERCENT = '0%';
const TENTH = '0.0%';

/**
 * Sheets as people read them: agencies by factors, agencies by criteria, the province's criteria, groups, answers, method.
 * Every figure of every field is in the CSV.
 */
export async function workbookOf(results: Results): Promise<Buffer> {
  const sheets = [
    agenciesSheet(results, 'Đơn vị × yếu tố', (node) => node.level !== 'criterion'),
    agenciesSheet(results, 'Đơn vị × tiêu chí', (node) => node.level === 'criterion'),
    criteriaSheet(results),
    ...groupSheets(results),
    methodSheet(results),
  ];
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name, headings, rows, formats }) => ({
      name,
      columns: headings.map((heading, column) => ({
        header: spreadsheetText(heading),
        width: column === 0 ? 36 : 14,
        ...(formats[column] && { numFmt: formats[column] }),
      })),
      rows: [headings, ...rows].map((row) =>
        row.map((cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell)),
      ),
      freezePane: { rows: 1, columns: 1 },
    })),
  });
  return Buffer.from(bytes);
}

/** One row for each agency, the province first; beside the index its range, its people and its mark. */
function agenciesSheet(
  { nodes, domains }: Results,
  name: string,
  isShown: (node: IndexNode) => boolean,
): Sheet {
  const total = nodes.find(({ level }) => level === 'total')?.code ?? '';
  const shown = nodes.filter(isShown);
  const isOverview = shown.some(({ code }) => code === total);
  const places = domains.filter(({ level }) => level === 'province' || level === 'agency');
  const facts = isOverview
    ? ['Chỉ số chung từ', 'đến', 'Số người trả lời', 'So với mức chung']
    : [];
  return {
    name,
    headings: ['Đơn vị', 'Mã', ...shown.map(({ label }) => label.vi), ...facts],
    formats: [
      undefined,
      undefined,
      ...shown.map(() => PERCENT),
      ...(isOverview ? [PERCENT, PERCENT, '0', undefined] : []),
    ],
    rows: places.map((domain) => [
      domain.name,
      domain.agencyCode,
      ...shown.map(({ code }) => indexCell(figureOf(domain, code))),
      ...(isOverview ? factCells(figureOf(domain, total)) : []),
    ]),
  };
}

function factCells(figure: Figure | undefined): Cell[] {
  if (!figure || withheldWord(figure)) return [null, null, null, null];
  return [figure.low, figure.high, figure.respondents, figure.tier ? MARKS[figure.tier] : null];
}

/** The province's nodes: index, range, people, mean and the spread of answers. */
function criteriaSheet({ nodes, domains }: Results): Sheet {
  const province = domains.find(({ level }) => level === 'province');
  return {
    name: 'Tiêu chí toàn tỉnh',
    headings: [...FIGURE_HEADINGS, 'Mức 1', 'Mức 2', 'Mức 3', 'Mức 4', 'Mức 5'],
    formats: [...FIGURE_FORMATS, TENTH, TENTH, TENTH, TENTH, TENTH],
    rows: nodes.map(({ code, label }) => {
      const figure = province && figureOf(province, code);
      const spread = figure && !withheldWord(figure) ? figure.distribution : null;
      return [label.vi, ...figureCells(figure), ...(spread ?? [null, null, null, null, null])];
    }),
  };
}

const FIGURE_HEADINGS = ['Nội dung', 'Chỉ số', 'Từ', 'Đến', 'Số người trả lời', 'Điểm (1–5)'];
const FIGURE_FORMATS = [undefined, TENTH, TENTH, TENTH, '0', '0.0'];

function figureCells(figure: Figure | undefined): Cell[] {
  if (!figure || withheldWord(figure)) return [indexCell(figure), null, null, null, null];
  return [figure.index, figure.low, figure.high, figure.respondents, figure.mean];
}

function groupSheets({ groups, nodes }: Results): Sheet[] {
  if (!groups) return [];
  const labelOf = new Map(nodes.map(({ code, label }) => [code, label.vi]));
  const rows = groups.tables.flatMap(({ grouping, label, categories }) =>
    categories.flatMap(({ category, label: name, figures }): Cell[][] => {
      const group = [
        label?.vi ?? GROUPINGS[grouping] ?? grouping,
        name?.vi ?? CATEGORIES[grouping]?.[category] ?? category,
      ];
      if (figures.length === 0) return [[...group, null, WORDS.hidden, null, null, null, null]];
      return figures.map((figure) => [
        ...group,
        labelOf.get(figure.node) ?? figure.node,
        ...figureCells(figure),
      ]);
    }),
  );
  const answers = groups.answers.flatMap(({ label, respondents, answers: all }) =>
    all.map((answer) => [
      label.vi,
      answer.label.vi,
      answer.share,
      answer.low,
      answer.high,
      respondents,
    ]),
  );
  return [
    {
      name: 'Nhóm',
      headings: ['Cách chia nhóm', 'Nhóm', ...FIGURE_HEADINGS],
      formats: [undefined, undefined, ...FIGURE_FORMATS],
      rows,
    },
    {
      name: 'Câu hỏi khác',
      headings: ['Câu hỏi', 'Câu trả lời', 'Tỷ lệ', 'Từ', 'Đến', 'Số người trả lời'],
      formats: [undefined, undefined, TENTH, TENTH, TENTH, '0'],
      rows: answers,
    },
  ];
}

const methodSheet = (results: Results): Sheet => ({
  name: 'Phương pháp',
  headings: ['Mục', 'Nội dung'],
  formats: [undefined, undefined],
  rows: methodRows(results),
});

const figureOf = ({ figures }: Domain, node: string): Figure | undefined =>
  figures.find((figure) => figure.node === node);

/** A number, or the word why there is none: never a zero and never a dash. */
function indexCell(figure: Figure | undefined): Cell {
  const word = withheldWord(figure);
  if (word) return WORDS[word];
  return figure?.index ?? null;
}
