import { rearrangedSentence } from '#contract/change-words.ts';
import type { Changes } from '#contract/changes.ts';
import type { Results } from '#contract/results.ts';
import { pictureWords } from '../http/picture-words.ts';
import { coverageNotice } from './announcement.ts';
import { dutyBlocks } from './duties.ts';
import { changeSentence, totalOf, wholeNumber } from './figure-text.ts';
import type { Block, OfficialDocument } from './official-document.ts';
import { heading, paragraph, points } from './official-document.ts';
import { remarkLine } from './remark-line.ts';
import { dotBlocks, heatBlocks, pictureBlocks } from './result-pictures.ts';
import {
  agencyTable,
  groupTables,
  headlineSentence,
  markedAgencies,
  methodPoints,
  nodeTable,
  paperPoints,
} from './result-tables.ts';
import type { Needed } from './round-facts.ts';
import { parentOf, pictureFacts, sheetOf, valuesOf } from './round-facts.ts';
import { termsChangeLine } from './terms-change-line.ts';
import { filled } from './wording.ts';

export function report(facts: Needed<'results' | 'remarks' | 'duties'>): OfficialDocument {
  const { results, words } = facts;
  const values = valuesOf(facts);
  const drawn = pictureFacts(facts);
  const province = results.domains.find(({ level }) => level === 'province');
  return sheetOf(facts, {
    fileName: `bao-cao-ket-qua-${results.year}`,
    title: 'BÁO CÁO',
    subject: `Kết quả khảo sát mức độ hài lòng của người dân năm ${results.year}`,
    addressee: parentOf(facts),
    blocks: [
      paragraph(filled(words.report_opening, values)),
      heading('I. CÁCH LÀM'),
      points([...methodPoints(results), ...paperPoints(results)]),
      heading('II. KẾT QUẢ CHUNG'),
      paragraph(headlineSentence(results)),
      ...coverageNotice(results),
      ...sinceBefore(facts),
      nodeTable('Bảng 1. Chỉ số theo nhóm yếu tố', province, results, ['total', 'part', 'factor']),
      ...pictureBlocks('spread', drawn),
      ...pictureBlocks('lost', drawn),
      heading('III. KẾT QUẢ THEO ĐƠN VỊ'),
      ...markSentences(results),
      ...pictureBlocks('map', drawn),
      ...pictureBlocks('boundaries', drawn),
      agencyTable('Bảng 2. Chỉ số theo đơn vị', results),
      ...groupsPart(facts),
      heading('V. GIỚI HẠN'),
      points(limits(facts)),
      heading('VI. ĐỀ XUẤT'),
      paragraph(filled(words.report_proposals, values)),
      ...dutyBlocks(facts.duties),
      paragraph('Số liệu của từng tiêu chí và các hình khác ở Phụ lục kèm theo.'),
    ],
    annex: [
      ...pictureBlocks('response', drawn),
      ...pictureBlocks('response_weeks', drawn),
      ...dotBlocks(drawn),
      ...heatBlocks(drawn),
      ...pictureBlocks('funnel', drawn),
      nodeTable('Bảng 3. Chỉ số theo tiêu chí', province, results, ['factor', 'criterion']),
    ],
  });
}

const isCompared = (changes: Changes | undefined): boolean =>
  changes?.earlier !== null && changes?.earlier !== undefined && changes.isComparable;

/** Better or worse than in the round before, where both rounds together bear it out. */
function sinceBefore(facts: Needed<'results'>): Block[] {
  const { changes, results } = facts;
  if (!changes?.earlier || !isCompared(changes)) return [];
  const total = totalOf(results);
  const own = changes.changes.find(({ agencyCode, node }) => agencyCode === null && node === total);
  const drawn = pictureFacts(facts);
  const { say } = pictureWords('vi');
  return [
    ...(own ? [paragraph(changeSentence(own, [changes.earlier.year, changes.later.year]))] : []),
    ...pictureBlocks('slope_factors', drawn),
    ...pictureBlocks('slope', drawn),
    ...(changes.rearranged.length > 0
      ? [points(changes.rearranged.map((agency) => rearrangedSentence(agency, say)))]
      : []),
  ];
}

function markSentences(results: Results): Block[] {
  const sentence = (tier: 'lower' | 'higher', words: string) => {
    const names = markedAgencies(results, tier);
    return names.length === 0
      ? `Chưa thấy đơn vị nào ${words}.`
      : `${names.length} đơn vị ${words}: ${names.join('; ')}.`;
  };
  return [
    points([
      sentence('lower', 'thấp hơn mức chung'),
      sentence('higher', 'cao hơn mức chung'),
      'Các đơn vị còn lại: chưa thấy khác mức chung, hoặc chưa đủ phiếu để nói. Thứ tự trong bảng là thứ tự tên, không phải xếp hạng.',
    ]),
  ];
}

const groupsPart = (facts: Needed<'results'>): Block[] => {
  const tables = groupTables(facts.results);
  return [
    heading('IV. KẾT QUẢ THEO NHÓM NGƯỜI TRẢ LỜI'),
    ...(tables.length > 0
      ? tables
      : [paragraph('Không có bảng theo nhóm trong kết quả đã công bố.')]),
  ];
};

function limits({
  results,
  changes,
  remarks,
  publicAddress,
  publicationSha256,
}: Needed<'results' | 'remarks'>) {
  const { disclosure, method, counts } = results;
  return [
    ...(disclosure
      ? [
          `Trong chỉ số của tỉnh, lĩnh vực và đơn vị: ${wholeNumber(disclosure.withheldFigures)} ô bị ẩn, ${wholeNumber(disclosure.banded)} ô chỉ nói “trên 90%” hay “dưới 10%”, để không ai suy ra câu trả lời của một người.`,
        ]
      : []),
    ...(results.groups
      ? ['Dòng bị ẩn trong các bảng theo nhóm ở phần IV không tính trong số này.']
      : []),
    ...(method.slipPrinting === 'agency'
      ? [
          'Phiếu mời do chính đơn vị được khảo sát in, nên cán bộ đơn vị thấy được mã của người dân.',
        ]
      : []),
    ...(counts.unaccepted.agencies > 0
      ? [
          `${wholeNumber(counts.unaccepted.agencies)} đơn vị có danh sách chưa được duyệt khi khóa${counts.unaccepted.reason ? `: ${counts.unaccepted.reason}` : ''}.`,
        ]
      : []),
    ...(method.termsChanges ?? []).map(termsChangeLine),
    ...remarks.map((remark) => remarkLine('Ý kiến giám sát của', remark)),
    ...(isCompared(changes)
      ? []
      : ['Không có đợt trước công bố với cùng phiếu hỏi, nên không so sánh với năm trước.']),
    `Số liệu đã công bố tại ${publicAddress}; mã kiểm tra (SHA-256) ${publicationSha256 ?? ''}.`,
  ];
}
