import type { ActionItem } from '#contract/action-plan.ts';
import { writtenDay } from '#contract/calendar.ts';
import type { Campaign } from '#contract/campaigns.ts';
import type { RoundDocument } from '#contract/documents.ts';
import type { Reconciliation } from '#contract/paper.ts';
import type { Remark } from '#contract/remarks.ts';
import type { Results } from '#contract/results.ts';
import type { DrawRecord } from '#contract/samples.ts';
import { wholeNumber } from './figure-text.ts';
import { modeName } from './group-names.ts';
import type { Block, OfficialDocument } from './official-document.ts';
import { heading, notice, paragraph, points, table } from './official-document.ts';
import {
  agencyTable,
  groupTables,
  headlineSentence,
  markedAgencies,
  methodPoints,
  nodeTable,
} from './result-tables.ts';
import type { Wording } from './wording.ts';
import { filled } from './wording.ts';

/** What the documents of a round are made of; what a kind does not need is not asked for. */
export interface RoundFacts {
  readonly campaign: Campaign;
  readonly words: Wording;
  readonly publicAddress: string;
  readonly results?: Results;
  readonly publicationSha256?: string;
  readonly draw?: DrawRecord;
  readonly paper?: Reconciliation;
  readonly remarks?: readonly Remark[];
  readonly duties?: readonly ActionItem[];
}

type Needed<K extends keyof RoundFacts> = RoundFacts & Required<Pick<RoundFacts, K>>;
export type Needs = 'results' | 'draw' | 'paper' | 'remarks' | 'duties';

interface Kind {
  readonly needs: readonly Needs[];
  readonly make: (facts: never) => OfficialDocument;
}

export const ROUND_KINDS: Readonly<Record<RoundDocument, Kind>> = {
  report: { needs: ['results', 'remarks', 'duties'], make: report },
  announcement: { needs: ['results'], make: announcement },
  draw_minutes: { needs: ['draw', 'remarks'], make: drawMinutes },
  count_minutes: { needs: ['results', 'paper', 'remarks'], make: countMinutes },
  duties_report: { needs: ['duties'], make: dutiesReport },
  invitation: {
    needs: [],
    make: (facts: RoundFacts) => letter(facts, 'invitation_text', 'Mời cho ý kiến'),
  },
  reminder: {
    needs: [],
    make: (facts: RoundFacts) => letter(facts, 'reminder_text', 'Nhắc trả lời phiếu'),
  },
  thanks: { needs: [], make: (facts: RoundFacts) => letter(facts, 'thanks_text', 'Cảm ơn') },
};

export const valuesOf = ({ campaign, publicAddress }: RoundFacts): Record<string, string> => ({
  nam: String(campaign.year),
  han: writtenDay(campaign.collectTo),
  tu: writtenDay(campaign.collectFrom),
  dienthoai: campaign.hotline || '………………',
  diachi: publicAddress,
});

export function sheetOf(
  facts: RoundFacts,
  parts: Pick<OfficialDocument, 'fileName' | 'title' | 'subject' | 'blocks'> &
    Partial<OfficialDocument>,
): OfficialDocument {
  const { words, campaign } = facts;
  return {
    issuer: { parent: words.issuer_parent, body: words.issuer },
    place: words.place,
    year: campaign.year,
    addressee: null,
    recipients: words.recipients.split('\n').map((name) => name.replace(/[;.]\s*$/, '')),
    signer: words.signer.split('\n'),
    ...parts,
  };
}

function report(facts: Needed<'results' | 'remarks' | 'duties'>): OfficialDocument {
  const { results, words } = facts;
  const values = valuesOf(facts);
  const province = results.domains.find(({ level }) => level === 'province');
  return sheetOf(facts, {
    fileName: `bao-cao-ket-qua-${results.year}`,
    title: 'BÁO CÁO',
    subject: `Kết quả khảo sát mức độ hài lòng của người dân năm ${results.year}`,
    addressee: words.issuer_parent.replaceAll('\n', ' '),
    blocks: [
      paragraph(filled(words.report_opening, values)),
      heading('I. CÁCH LÀM'),
      points(methodPoints(results)),
      heading('II. KẾT QUẢ CHUNG'),
      paragraph(headlineSentence(results)),
      ...coverageNotice(results),
      nodeTable('Bảng 1. Chỉ số theo nhóm yếu tố', province, results, ['total', 'part', 'factor']),
      heading('III. KẾT QUẢ THEO ĐƠN VỊ'),
      ...markSentences(results),
      agencyTable('Bảng 2. Chỉ số theo đơn vị', results),
      ...groupsPart(facts),
      heading('V. GIỚI HẠN'),
      points(limits(facts)),
      heading('VI. ĐỀ XUẤT'),
      paragraph(filled(words.report_proposals, values)),
      ...dutyBlocks(facts.duties),
      heading('PHỤ LỤC'),
      nodeTable('Bảng 3. Chỉ số theo tiêu chí', province, results, ['factor', 'criterion']),
    ],
  });
}

const coverageNotice = ({ coverage }: Results): Block[] =>
  coverage && !coverage.isEnough
    ? [
        notice(
          `Các đơn vị đủ phiếu giữ chưa đến ${Math.round(100 * coverage.limit)}% số người trong danh sách, nên không có con số chung của tỉnh.`,
        ),
      ]
    : [];

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
  remarks,
  publicAddress,
  publicationSha256,
}: Needed<'results' | 'remarks'>) {
  const { disclosure, method, counts } = results;
  return [
    ...(disclosure
      ? [
          `${wholeNumber(disclosure.withheldFigures)} ô bị ẩn, ${wholeNumber(disclosure.banded)} ô chỉ nói “trên 90%” hay “dưới 10%”, để không ai suy ra câu trả lời của một người.`,
        ]
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
    ...(method.termsChanges ?? []).map(
      ({ reason, changedAt }) =>
        `Thay đổi trong đợt ngày ${writtenDay(changedAt.slice(0, 10))}: ${reason}`,
    ),
    ...remarks.map(({ writtenBy, text }) => `Ý kiến giám sát của ${writtenBy}: ${text}`),
    'Báo cáo này không so sánh với năm trước.',
    `Số liệu đã công bố tại ${publicAddress}; mã kiểm tra (SHA-256) ${publicationSha256 ?? ''}.`,
  ];
}

const DUTY_COLUMNS = [
  { heading: 'STT', width: 6, isNumeric: true },
  { heading: 'Nhiệm vụ', width: 40 },
  { heading: 'Chủ trì', width: 24 },
  { heading: 'Thời gian', width: 14 },
  { heading: 'Tình hình', width: 16 },
];

const STATE_WORDS = {
  open: 'chưa báo cáo',
  doing: 'đang làm',
  done: 'đơn vị báo xong',
  accepted: 'đã công nhận',
  returned: 'trả lại',
} as const;

function dutyState({ agencies }: ActionItem): string {
  const late = agencies.filter(({ isOverdue }) => isOverdue).length;
  const counts = [...Map.groupBy(agencies, ({ state }) => state)].map(
    ([state, found]) => `${STATE_WORDS[state]}: ${found.length}`,
  );
  return [...(late > 0 ? [`quá hạn: ${late}`] : []), ...counts].join('\n');
}

const dutyBlocks = (duties: readonly ActionItem[]): Block[] =>
  duties.length === 0
    ? []
    : [
        table(
          'Nhiệm vụ khắc phục',
          DUTY_COLUMNS,
          duties.map((item, index) => [
            String(index + 1),
            [item.duty, item.figure].filter(Boolean).join('\n'),
            item.leads,
            item.deadline.text,
            dutyState(item),
          ]),
        ),
      ];

function announcement(facts: Needed<'results'>): OfficialDocument {
  const { results, words } = facts;
  return sheetOf(facts, {
    fileName: `thong-bao-ket-qua-${results.year}`,
    title: 'THÔNG BÁO',
    subject: `Kết quả khảo sát mức độ hài lòng của người dân năm ${results.year}`,
    blocks: [
      paragraph(filled(words.announcement_opening, valuesOf(facts))),
      paragraph(headlineSentence(results)),
      ...coverageNotice(results),
      points(methodPoints(results)),
      agencyTable('Chỉ số theo đơn vị', results),
    ],
  });
}

function drawMinutes(facts: Needed<'draw' | 'remarks'>): OfficialDocument {
  const { draw, remarks, campaign } = facts;
  return sheetOf(facts, {
    fileName: `bien-ban-rut-mau-${campaign.year}`,
    title: 'BIÊN BẢN',
    subject: `Rút mẫu công khai, ${draw.campaignName}`,
    blocks: [
      paragraph(
        `Ngày ${writtenDay(draw.drawnAt.slice(0, 10))}, ${draw.drawnBy} rút mẫu trước những người chứng kiến dưới đây.`,
      ),
      table(
        'Người chứng kiến',
        [
          { heading: 'Họ và tên', width: 40 },
          { heading: 'Cơ quan', width: 40 },
          { heading: 'Ký tên', width: 20 },
        ],
        draw.witnesses.map(({ name, body }) => [name, body, '']),
      ),
      points([
        `Danh sách đã khóa: ${wholeNumber(draw.people)} lượt người × đơn vị, ${wholeNumber(draw.strata)} nhóm, ${wholeNumber(draw.agencies)} đơn vị.`,
        `Hai mươi chữ số đã gieo: ${draw.dice}.`,
        `Rút được ${wholeNumber(draw.sampled)} người, ${wholeNumber(draw.reserves)} người dự phòng.`,
      ]),
      table(
        'Các mã để ai cũng kiểm tra lại được',
        [
          { heading: 'Của', width: 25 },
          { heading: 'Mã (SHA-256)', width: 75 },
        ],
        [
          ['Danh sách đã khóa', draw.frameSha256],
          ['Kế hoạch mẫu', draw.planSha256],
          ['Mẫu đã rút', draw.sampleSha256],
          ['Gốc cây Merkle', draw.merkleRoot],
        ],
      ),
      ...remarks
        .filter(({ stage }) => ['frame_frozen', 'drawn'].includes(stage))
        .map(({ writtenBy, text }) => paragraph(`Ý kiến của ${writtenBy}: ${text}`)),
    ],
  });
}

function countMinutes(facts: Needed<'results' | 'paper' | 'remarks'>): OfficialDocument {
  const { results, paper, remarks, campaign } = facts;
  const modes = results.counts.modes;
  const sum = (name: 'packs' | 'strips' | 'entered' | 'blank' | 'surplus') =>
    paper.strata.reduce((total, stratum) => total + stratum[name], 0);
  return sheetOf(facts, {
    fileName: `bien-ban-dem-phieu-${campaign.year}`,
    title: 'BIÊN BẢN',
    subject: `Kết thúc thu phiếu và đếm phiếu, ${campaign.name}`,
    blocks: [
      points(methodPoints(results).slice(0, 2)),
      table(
        'Phiếu theo cách trả lời (cách có quá ít phiếu không nêu riêng)',
        [
          { heading: 'Cách trả lời', width: 60 },
          { heading: 'Số phiếu', width: 40, isNumeric: true },
        ],
        modes.map(({ mode, responses }) => [modeName(mode), wholeNumber(responses)]),
      ),
      ...(sum('packs') > 0
        ? [
            paragraph(
              `Phiếu giấy: ${wholeNumber(sum('packs'))} bộ đã in; ${wholeNumber(sum('strips'))} mẩu giấy đã nhận; ${wholeNumber(sum('entered'))} phiếu đã nhập, ${wholeNumber(sum('blank'))} phiếu trắng, ${wholeNumber(sum('surplus'))} phiếu thừa so với mẩu giấy.`,
            ),
          ]
        : []),
      paragraph(
        'Khi đếm, phần mềm hủy khóa mở hòm phiếu; nhật ký ghi việc hủy, và bản sao nào của khóa chưa hủy được.',
      ),
      ...remarks
        .filter(({ stage }) => ['collecting', 'closed'].includes(stage))
        .map(({ writtenBy, text }) => paragraph(`Ý kiến của ${writtenBy}: ${text}`)),
      table(
        'Người chứng kiến',
        [
          { heading: 'Họ và tên', width: 40 },
          { heading: 'Cơ quan', width: 40 },
          { heading: 'Ký tên', width: 20 },
        ],
        [
          ['', '', ''],
          ['', '', ''],
        ],
      ),
    ],
  });
}

function dutiesReport(facts: Needed<'duties'>): OfficialDocument {
  const { campaign, words, duties } = facts;
  const leads = duties.flatMap(({ agencies }) => agencies);
  const count = (states: readonly string[]) =>
    wholeNumber(leads.filter(({ state }) => states.includes(state)).length);
  return sheetOf(facts, {
    fileName: `bao-cao-nhiem-vu-${campaign.year}`,
    title: 'BÁO CÁO',
    subject: `Tiến độ thực hiện nhiệm vụ nâng cao Chỉ số hài lòng năm ${campaign.year}`,
    addressee: words.issuer_parent.replaceAll('\n', ' '),
    isLandscape: true,
    blocks: [
      paragraph(filled(words.duties_opening, valuesOf(facts))),
      points([
        `${wholeNumber(duties.length)} nhiệm vụ, ${wholeNumber(leads.length)} lượt giao cho đơn vị.`,
        `Đã công nhận hoàn thành ${count(['accepted'])}; đơn vị báo xong, chờ xem ${count(['done'])}; đang làm ${count(['doing'])}; chưa báo cáo ${count(['open'])}; trả lại ${count(['returned'])}.`,
        `Quá hạn: ${wholeNumber(leads.filter(({ isOverdue }) => isOverdue).length)}.`,
      ]),
      ...dutyBlocks(duties),
    ],
  });
}

const letter = (
  facts: RoundFacts,
  part: 'invitation_text' | 'reminder_text' | 'thanks_text',
  subject: string,
): OfficialDocument =>
  sheetOf(facts, {
    fileName: part.replace('_text', ''),
    title: null,
    subject,
    addressee: 'Ông/Bà ………………………………',
    blocks: [paragraph(filled(facts.words[part], valuesOf(facts)))],
    recipients: ['Như trên', 'Lưu: VT'],
  });
