import type { EarlierFigure, EarlierReading } from '#contract/earlier-tables.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { AgencyRegister } from '../lists/decide/agency-register.ts';
import { foldWords } from '../lists/understand/fold.ts';

type AgencyGuess = EarlierReading['agencies'][number];
type CriterionGuess = EarlierReading['criteria'][number];

/** Names under which tables print the province's own row. */
const PROVINCE = new Set(
  ['tỉnh', 'toàn tỉnh', 'chung', 'chung toàn tỉnh', 'bình quân', 'bình quân chung', 'trung bình']
    .concat([
      'trung bình chung',
      'trung bình toàn tỉnh',
      'bình quân toàn tỉnh',
      'tổng',
      'tổng cộng',
    ])
    .map(foldWords),
);

/** Words of the index, its parts and factors as provinces and the ministry print them (domain.md 1.6). */
const NODE_WORDS: readonly (readonly [node: string, words: string])[] = [
  ['access', 'tiếp cận'],
  ['officer', 'công chức trực tiếp|công chức'],
  ['feedback', 'góp ý|phản ánh kiến nghị|kiến nghị'],
  ['accountability', 'trách nhiệm giải trình'],
  ['participation', 'sự tham gia|tham gia của người dân'],
  ['implementation', 'chất lượng tổ chức thực hiện|tổ chức thực hiện chính sách'],
  ['impact', 'tác động'],
  ['policy', 'chính sách công|chính sách'],
  ['service', 'cung ứng dịch vụ|dịch vụ hành chính công'],
  ['result', 'kết quả'],
  ['procedure', 'thủ tục hành chính|tthc'],
  ['total', 'chỉ số hài lòng|sipas|hài lòng chung|chung|tổng'],
];

/** Province, agency or nothing, and why; each label once, in the order of the table. */
export function guessAgencies(
  figures: readonly EarlierFigure[],
  register: AgencyRegister,
  { names, provinceName }: { names: ReadonlyMap<string, string>; provinceName: string },
): AgencyGuess[] {
  const byLabel = Map.groupBy(figures, ({ agency }) => agency);
  const counts = [...byLabel.values()].map(([first]) => first!.respondents);
  // Weights are numbers of respondents where each agency has one, else all the same.
  const isCounted = counts.every((count) => count !== null && count > 0);
  return [...byLabel].map(([label, [first]]) => {
    const weight = isCounted ? (first!.respondents ?? 1) : 1;
    const words = foldWords(label);
    if (PROVINCE.has(words) || words === foldWords(provinceName))
      return { label, isProvince: true, agencyCode: null, weight, guess: 'province' };
    const agencyCode = agencyOf(register, label);
    if (agencyCode === null) return { label, isProvince: false, agencyCode, weight, guess: 'none' };
    const isCurrent = words.includes(foldWords(names.get(agencyCode) ?? label));
    const guess = isCurrent || label.includes(agencyCode) ? 'current' : 'former';
    return { label, isProvince: false, agencyCode, weight, guess };
  });
}

/** By its code or its name; “UBND xã Đồng Phúc” is the commune. */
export const agencyOf = (register: AgencyRegister, label: string): string | null =>
  register.agencyOf(label, label.replace(/^(?:ubnd|(?:uỷ|ủy) ban nhân dân)\s+/iu, ''));

export const guessCriteria = (
  figures: readonly EarlierFigure[],
  nodes: readonly IndexNode[],
): CriterionGuess[] => {
  const taken = new Set<string>();
  return [...new Set(figures.map(({ criterion }) => criterion))].map((label) => {
    const found = nodeOf(label, nodes);
    // Two columns of one node would be one figure too many: the second is for a person to decide.
    if (!found || taken.has(found.nodeCode)) return { label, nodeCode: null, guess: 'none' };
    taken.add(found.nodeCode);
    return { label, ...found };
  });
};

export function nodeOf(
  label: string,
  nodes: readonly IndexNode[],
): (Pick<CriterionGuess, 'guess'> & { nodeCode: string }) | undefined {
  const number = /^(?:câu\s*)?(\d{1,2}\.\d{1,2})(?![\d.])/iu.exec(label.trim())?.[1];
  const byNumber = nodes.find(({ question }) => question !== null && question === number);
  if (byNumber) return { nodeCode: byNumber.code, guess: 'number' };
  const words = foldWords(label);
  const byName = nodes.find((node) => foldWords(node.label.vi) === words);
  if (byName) return { nodeCode: byName.code, guess: 'name' };
  const known = new Set(nodes.map(({ code }) => code));
  const byWords = NODE_WORDS.find(
    ([node, alternatives]) =>
      known.has(node) &&
      alternatives.split('|').some((phrase) => ` ${words} `.includes(` ${foldWords(phrase)} `)),
  );
  return byWords && { nodeCode: byWords[0], guess: 'words' };
}
