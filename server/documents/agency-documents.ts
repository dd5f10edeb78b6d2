import type { ActionItem } from '#contract/action-plan.ts';
import { rearrangedSentence } from '#contract/change-words.ts';
import type { AgencyDocument } from '#contract/documents.ts';
import { withheldWord } from '#contract/figure-words.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import { levelOf } from '#contract/pictures/marked-figures.ts';
import { inText, officeOf } from '#contract/place-names.ts';
import type { Results } from '#contract/results.ts';
import { pictureWords } from '../http/picture-words.ts';
import {
  changeSentence,
  figureOf,
  indexText,
  markText,
  rangeClause,
  rangeText,
  respondentsText,
  totalOf,
} from './figure-text.ts';
import type { OfficialDocument } from './official-document.ts';
import { banner, heading, paragraph, points } from './official-document.ts';
import { nodeTable } from './result-tables.ts';
import type { RoundFacts } from './round-facts.ts';
import { sheetOf, valuesOf } from './round-facts.ts';
import { filled } from './wording.ts';

export interface AgencyFacts extends RoundFacts {
  readonly agency: { readonly code: string; readonly name: string };
}

export function agencyDocument(kind: AgencyDocument, facts: AgencyFacts): OfficialDocument {
  if (kind === 'sheet') return resultSheet(facts as AgencyFacts & { results: Results });
  if (kind === 'poster') return poster(facts);
  return kind === 'apology' ? apology(facts) : publicity(facts);
}

/** One sheet: how is the agency, beside the province, where worst, what follows, can it be believed. */
function resultSheet(facts: AgencyFacts & { readonly results: Results }): OfficialDocument {
  const { results, agency } = facts;
  const domain = results.domains.find(
    ({ level, agencyCode }) => level === 'agency' && agencyCode === agency.code,
  );
  return sheetOf(facts, {
    fileName: `ket-qua-${agency.code}`,
    title: null,
    subject: `Kết quả của ${inText(agency.name)}\nKhảo sát hài lòng năm ${results.year}`,
    recipients: [officeOf(agency.name), 'Lưu: VT'],
    blocks: [
      points([...answers(domain, results), ...sinceBefore(facts)]),
      nodeTable('Chỉ số theo nhóm yếu tố', domain, results, ['total', 'part', 'factor']),
      ...lowest(domain, results),
      ...duties(facts.duties ?? []),
    ],
  });
}

/** Better or worse than in the round before, or what the agency was then. */
function sinceBefore({ agency, changes, results }: AgencyFacts): string[] {
  if (!changes?.earlier || !results) return [];
  const total = totalOf(results);
  const own = changes.changes.find(
    ({ agencyCode, node }) => agencyCode === agency.code && node === total,
  );
  const { say } = pictureWords('vi');
  return [
    ...(own ? [changeSentence(own, [changes.earlier.year, changes.later.year])] : []),
    ...changes.rearranged
      .filter(({ agencyCode }) => agencyCode === agency.code)
      .map((rearranged) => rearrangedSentence(rearranged, say)),
  ];
}

function answers(domain: Domain | undefined, results: Results): string[] {
  const total = totalOf(results);
  const own = figureOf(domain, total);
  const province = levelOf(results, total);
  if (!domain || withheldWord(own))
    return [
      `Chỉ số hài lòng: ${domain ? indexText(own) : 'không có'}. ${levelSentence(province)}`,
      domain
        ? 'Phiếu đã nhận của đơn vị nằm trong số chung của tỉnh.'
        : 'Đơn vị không có người nào được hỏi trong đợt này.',
    ];
  const rate =
    domain.responseRate === null ? '' : `, tỷ lệ trả lời ${Math.round(100 * domain.responseRate)}%`;
  return [
    `Chỉ số hài lòng ${indexText(own)}, ${rangeClause(own)}.`,
    own?.tier
      ? `${levelSentence(province)} So với mức chung: ${markText(own).toLocaleLowerCase('vi')}.`
      : levelSentence(province),
    `Theo ${respondentsText(own)} người trả lời${rate}.`,
  ];
}

const levelSentence = (province: Figure | undefined): string =>
  province
    ? `Mức chung của tỉnh: ${indexText(province)}.`
    : 'Chưa có mức chung của tỉnh để so sánh.';

/** The criteria whose own mark is below the province; without one nothing is called low. */
function lowest(domain: Domain | undefined, results: Results) {
  const criteria = results.nodes
    .filter(({ level }) => level === 'criterion')
    .map(({ code, label }) => ({ label: label.vi, figure: figureOf(domain, code) }));
  const isCompared = criteria.some(({ figure }) => figure?.tier && !withheldWord(figure));
  const marked = criteria
    .filter(({ figure }) => figure?.tier === 'lower' && !withheldWord(figure))
    .toSorted((a, b) => (a.figure?.index ?? 1) - (b.figure?.index ?? 1))
    .slice(0, 5);
  return [
    heading('Tiêu chí thấp hơn mức chung'),
    marked.length === 0
      ? paragraph(
          isCompared
            ? 'Chưa thấy tiêu chí nào thấp hơn mức chung.'
            : 'Không so sánh được: số của các tiêu chí bị ẩn hoặc chưa đủ phiếu.',
        )
      : points(
          marked.map(
            ({ label, figure }) => `${label}: ${indexText(figure)} (${rangeText(figure)})`,
          ),
        ),
  ];
}

const duties = (items: readonly ActionItem[]) =>
  items.length === 0
    ? []
    : [
        heading('Nhiệm vụ của đơn vị'),
        points(items.map(({ duty, deadline }) => `${duty} (${deadline.text || 'không ghi hạn'})`)),
      ];

const named = (facts: AgencyFacts) => ({ ...valuesOf(facts), donvi: inText(facts.agency.name) });

const asSentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** For a dossier that was late (TT 03/2025/TT-VPCP, form 04): the office fills in the dossier. */
const apology = (facts: AgencyFacts): OfficialDocument =>
  sheetOf(facts, {
    fileName: `xin-loi-${facts.agency.code}`,
    issuer: {
      parent: facts.words.issuer_parent,
      body: officeOf(facts.agency.name).toLocaleUpperCase('vi'),
    },
    title: 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    subject: '',
    addressee: 'Ông/Bà ………………………………',
    blocks: [paragraph(asSentence(filled(facts.words.apology_text, named(facts))))],
    recipients: ['Như trên', 'Lưu: VT'],
    signer: ['THỦ TRƯỞNG ĐƠN VỊ'],
  });

/** On A4 that can be printed as A3, for the wall of the one-stop counter. */
const poster = (facts: AgencyFacts): OfficialDocument =>
  sheetOf(facts, {
    fileName: `ap-phich-${facts.agency.code}`,
    title: null,
    subject: '',
    blocks: [banner(filled(facts.words.poster_text, named(facts)))],
    isPoster: true,
    recipients: [],
    signer: [],
  });

/** Text for loudspeakers and post for Zalo, with the commune's own name, days and hotline. */
const publicity = (facts: AgencyFacts): OfficialDocument => {
  const text = filled(facts.words.publicity_text, named(facts));
  return sheetOf(facts, {
    fileName: `tuyen-truyen-${facts.agency.code}`,
    title: 'NỘI DUNG TUYÊN TRUYỀN',
    subject: facts.campaign.name,
    recipients: [officeOf(facts.agency.name), 'Lưu: VT'],
    blocks: [
      heading('1. Bài phát thanh'),
      paragraph(
        `Kính thưa toàn thể bà con! ${text} Xin nhắc lại: hạn trả lời là hết ngày ${valuesOf(facts).han}.`,
      ),
      heading('2. Bài đăng Zalo'),
      paragraph(text),
    ],
  });
};
