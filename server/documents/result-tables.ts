import type { Domain, Figure } from '#contract/figures.ts';
import { paperSentences } from '#contract/paper-words.ts';
import { inText } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import { pictureWords } from '../http/picture-words.ts';
import {
  agenciesOf,
  figureOf,
  indexText,
  markText,
  nodesInOrder,
  provinceOf,
  rangeClause,
  rangeText,
  respondentsText,
  totalOf,
  wholeNumber,
} from './figure-text.ts';
import { categoryName, groupingName } from './group-names.ts';
import type { Block, Column } from './official-document.ts';
import { table } from './official-document.ts';

const INDEX: readonly Column[] = [
  { heading: 'Chỉ số', width: 14, isNumeric: true },
  { heading: 'Khoảng 95%', width: 17, isNumeric: true },
  { heading: 'Số người trả lời', width: 13, isNumeric: true },
];
const MARK: Column = { heading: 'So với mức chung', width: 20 };
const cells = (figure: Figure | undefined) => [
  indexText(figure),
  rangeText(figure),
  respondentsText(figure),
];

/** Figures of one domain by part, factor and criterion, or down to the factors alone. */
export function nodeTable(
  caption: string,
  domain: Domain | undefined,
  results: Results,
  levels: readonly string[],
): Block {
  const isAgency = domain?.level === 'agency';
  return table(
    caption,
    [{ heading: 'Yếu tố, tiêu chí', width: 45 }, ...INDEX, ...(isAgency ? [MARK] : [])],
    nodesInOrder(results.nodes)
      .filter(({ level }) => levels.includes(level))
      .map(({ code, label }) => {
        const figure = figureOf(domain, code);
        return [label.vi, ...cells(figure), ...(isAgency ? [markText(figure)] : [])];
      }),
  );
}

/** All agencies by name: a list in the order of an estimate would be read as a ranking. */
export function agencyTable(caption: string, results: Results): Block {
  const total = totalOf(results);
  const agencies = agenciesOf(results).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
  return table(
    caption,
    [
      { heading: 'STT', width: 8, isNumeric: true },
      { heading: 'Đơn vị', width: 28 },
      ...INDEX,
      { heading: 'Tỷ lệ trả lời', width: 12, isNumeric: true },
      MARK,
    ],
    agencies.map((agency, index) => {
      const figure = figureOf(agency, total);
      return [String(index + 1), agency.name, ...cells(figure), rateText(agency), markText(figure)];
    }),
  );
}

const rateText = ({ responseRate }: Domain): string =>
  responseRate === null ? '' : `${Math.round(100 * responseRate)}%`;

/** Agencies whose published figure bears the mark; by name. */
export const markedAgencies = (results: Results, tier: 'lower' | 'higher'): string[] =>
  agenciesOf(results)
    .filter((agency) => {
      const figure = figureOf(agency, totalOf(results));
      return figure?.tier === tier && markText(figure) !== '';
    })
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, 'vi'));

/** Population groups on the total index of the province. */
export function groupTables(results: Results): Block[] {
  const total = totalOf(results);
  return (results.groups?.tables ?? []).map((group) =>
    table(
      groupingName(group),
      [{ heading: 'Nhóm', width: 45 }, ...INDEX],
      group.categories.map((category) => [
        categoryName(group.grouping, category),
        ...cells(category.figures.find(({ node }) => node === total)),
      ]),
    ),
  );
}

/** How the round went, in numbers that are published. */
export function methodPoints({ counts, method }: Results): string[] {
  const { eligible = counts.invited, distinctPersons } = counts;
  const atLeast = method.respondentsAtLeast ? 'ít nhất ' : '';
  const rate = eligible > 0 ? Math.round((100 * counts.received) / eligible) : null;
  return [
    `Danh sách đã khóa: ${wholeNumber(counts.people)} lượt người × đơn vị${distinctPersons === undefined ? '' : ` (${wholeNumber(distinctPersons)} người)`}.`,
    `Rút thăm công khai, ${wholeNumber(counts.invited)} lượt mời; nhận ${atLeast}${wholeNumber(counts.received)} phiếu${rate === null ? '' : `, tỷ lệ trả lời ${atLeast}${rate}%${counts.eligible === undefined ? '' : ' (AAPOR RR2)'}`}.`,
    `Chỉ số hài lòng là tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng”, tính theo quyền số của mẫu; khoảng tin cậy ${Math.round(100 * method.level)}%.`,
    'Ô “ẩn” là ô bỏ số để không ai suy ra câu trả lời của một người; ô ghi “ít phiếu”, “khoảng quá rộng” là chưa đủ để nói.',
  ];
}

/** Strips and forms, as they are published. */
export const paperPoints = (results: Results): string[] =>
  paperSentences(results, pictureWords('vi').say, wholeNumber);

export const headlineSentence = (results: Results): string => {
  const figure = figureOf(provinceOf(results), totalOf(results));
  const province = inText(provinceOf(results)?.name ?? '');
  if (!rangeText(figure)) return `Chỉ số hài lòng chung của ${province}: ${indexText(figure)}.`;
  return `Chỉ số hài lòng chung của ${province} là ${indexText(figure)}, ${rangeClause(figure)}, theo ${respondentsText(figure)} người trả lời.`;
};
