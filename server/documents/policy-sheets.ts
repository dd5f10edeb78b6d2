import { withheldWord } from '#contract/figure-words.ts';
import { policyOwners } from '#contract/policy-owners.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import {
  agenciesOf,
  changeSentence,
  figureOf,
  indexText,
  provinceOf,
  rangeText,
  respondentsText,
} from './figure-text.ts';
import type { Block, OfficialDocument } from './official-document.ts';
import { heading, notice, pageBreak, paragraph, points, table } from './official-document.ts';
import type { Needed } from './round-facts.ts';
import { sheetOf } from './round-facts.ts';

/** A page for each body that answers for a policy, also of those that the round measures no counter of. */
export function policySheets(facts: Needed<'results' | 'changes'>): OfficialDocument {
  const { results, words } = facts;
  const owners = policyOwners(words.policy_owners);
  return sheetOf(facts, {
    fileName: `ket-qua-theo-chinh-sach-${results.year}`,
    title: null,
    subject: `Kết quả theo cơ quan chủ quản chính sách\nKhảo sát hài lòng năm ${results.year}`,
    recipients: [...owners.map(({ name }) => name), 'Lưu: VT'],
    blocks: [
      paragraph(
        'Số liệu là của người dân được hỏi trong cả tỉnh về chính sách, không phải về bộ phận một cửa của cơ quan.',
      ),
      ...owners.flatMap(({ name, criteria }, index) => [
        ...(index === 0 ? [] : [pageBreak]),
        heading(name),
        ...sheet(facts, criteria),
      ]),
    ],
  });
}

function sheet(facts: Needed<'results' | 'changes'>, codes: readonly string[]): Block[] {
  const { results, changes } = facts;
  const nodes = codes.flatMap((code) => results.nodes.find((node) => node.code === code) ?? []);
  const unknown = codes.filter((code) => !nodes.some((node) => node.code === code));
  const province = provinceOf(results);
  const compared = nodes.flatMap(({ code }) => {
    const change = changes.changes.find((each) => each.agencyCode === null && each.node === code);
    return change && changes.earlier
      ? [changeSentence(change, [changes.earlier.year, changes.later.year])]
      : [];
  });
  return [
    ...(nodes.length === 0
      ? []
      : [
          table(
            'Chỉ số của tỉnh',
            [
              { heading: 'Tiêu chí', width: 45 },
              { heading: 'Chỉ số', width: 16, isNumeric: true },
              { heading: 'Khoảng 95%', width: 20, isNumeric: true },
              { heading: 'Số người trả lời', width: 19, isNumeric: true },
            ],
            nodes.map(({ code, label }) => {
              const figure = figureOf(province, code);
              return [label.vi, indexText(figure), rangeText(figure), respondentsText(figure)];
            }),
          ),
        ]),
    ...(unknown.length > 0
      ? [notice(`Phiếu hỏi của đợt này không có tiêu chí ${unknown.join(', ')}.`)]
      : []),
    ...(compared.length > 0
      ? [points(compared)]
      : nodes.length === 0
        ? []
        : [paragraph('Không có đợt trước so sánh được ở các tiêu chí này.')]),
    ...(nodes.length === 0 ? [] : [points(nodes.map((node) => whereLower(results, node)))]),
  ];
}

function whereLower(results: Results, { code, label }: IndexNode): string {
  const names = agenciesOf(results)
    .filter((agency) => {
      const figure = figureOf(agency, code);
      return figure?.tier === 'lower' && !withheldWord(figure);
    })
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b, 'vi'));
  return names.length === 0
    ? `${label.vi}: chưa thấy địa bàn nào thấp hơn mức chung.`
    : `${label.vi}: thấp hơn mức chung ở ${names.join('; ')}.`;
}
