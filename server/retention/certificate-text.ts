import { writtenDay } from '#contract/calendar.ts';
import type { Postponement } from '#contract/retention.ts';
import type { CampaignRow } from '../db/schema.ts';
import type { Erasure } from './queries.ts';

export interface CertificateFacts {
  readonly campaign: CampaignRow & { readonly provinceName: string };
  readonly erasure: Erasure;
  readonly postponements: readonly Postponement[];
  readonly endedAt: Date;
  /** The frame's hash after the erasing, from its rows. */
  readonly after: string | null;
}

/** Vietnamese and English word for each kind, in the order of the text. */
const KINDS: readonly (readonly [kind: string, vi: string, en: string])[] = [
  ['persons', 'người trong kho thông tin', 'people in the identity store'],
  ['dossiers', 'dòng hồ sơ', 'dossier rows'],
  ['merged_identities', 'thông tin của hồ sơ đã gộp', 'identities of merged dossiers'],
  ['problem_rows', 'dòng cần sửa', 'rows in error'],
  ['corrected_rows', 'dòng đã sửa', 'corrected rows'],
  ['remembered_corrections', 'cách sửa đã ghi nhớ', 'remembered corrections'],
  ['separations', 'hồ sơ đã tách', 'separated dossiers'],
  ['same_persons', 'mối nối giữa người của nhiều đơn vị', 'links between people of several units'],
  ['staff_phones', 'số điện thoại cán bộ đơn vị', 'phones of the units’ own staff'],
  ['vanished_codes', 'mã hồ sơ vắng so với tệp trước', 'codes of vanished dossiers'],
  ['uploads', 'tệp đã tải lên', 'uploaded files'],
  ['frame_links', 'mối nối từ danh sách đã khóa đến người', 'links from the frame to people'],
  ['invitation_traces', 'dấu vết giao phiếu mời', 'delivery traces of invitations'],
  ['drafts', 'câu trả lời dở', 'unfinished answers'],
  ['erasure_requests', 'yêu cầu xóa thông tin', 'requests for erasure'],
];

/** Lines of `name=value`, sorted by nothing but this order, LF: the same facts give the same bytes. */
export function certificateText(facts: CertificateFacts): string {
  const { campaign, erasure, postponements, endedAt, after } = facts;
  const lines = [
    'SIPAS-ERASURE/1',
    `campaign=${campaign.id}`,
    `name=${campaign.name}`,
    `province=${campaign.provinceName}`,
    `kept=${campaign.retentionDays} days after ${campaign.collectTo} + ${campaign.graceDays}`,
    ...postponements.map(({ until, reason }) => `postponed=${until} ${reason}`),
    `due=${erasure.dueOn}`,
    `begun=${erasure.begunAt.toISOString()}`,
    `ended=${endedAt.toISOString()}`,
    `by=${erasure.begunBy ?? 'clock'}`,
    ...KINDS.map(([kind]) => `erased.${kind}=${erasure.counts[kind] ?? 0}`),
    'erased.identity_key=1',
    `frame.before=${erasure.frameSha256 ?? 'none'}`,
    `frame.after=${after ?? 'none'}`,
    '',
    ...inVietnamese(facts),
    '',
    ...inEnglish(facts),
  ];
  return `${lines.map(oneLine).join('\n')}\n`.normalize('NFC');
}

/** Free text of the office must not be able to write a line of its own. */
const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const inVietnamese = ({ campaign, erasure }: CertificateFacts): string[] => [
  'GIẤY CHỨNG NHẬN XÓA DỮ LIỆU CÁ NHÂN',
  `Dữ liệu cá nhân của đợt “${campaign.name}” đã được xóa. Hạn xóa: ${writtenDay(erasure.dueOn)}.`,
  erasure.begunBy
    ? `${erasure.begunBy} đã bấm xóa trước hạn.`
    : 'Hệ thống tự xóa khi đến hạn, không cần ai bấm.',
  ...KINDS.map(([kind, vi]) => `- ${erasure.counts[kind] ?? 0} ${vi}`),
  'Khóa mở thông tin người dân của đợt đã hủy: phần niêm phong trong bản sao lưu cũ không ai đọc được nữa.',
  'Mã hồ sơ trong bản sao lưu cũ hết theo lịch hủy bản sao lưu của cơ quan giữ máy chủ.',
  ...(erasure.frameSha256
    ? [
        'Danh sách đã khóa, việc rút mẫu, kết quả không đổi: mã kiểm tra trước và sau khi xóa là một.',
      ]
    : []),
  'Còn giữ: số đếm, mã giả danh, tên thủ tục và ngày trả kết quả của từng mã; câu trả lời không gắn với ai.',
];

const inEnglish = ({ campaign, erasure }: CertificateFacts): string[] => [
  'CERTIFICATE OF ERASURE OF PERSONAL DATA',
  `The personal data of “${campaign.name}” have been erased. Due: ${erasure.dueOn}.`,
  erasure.begunBy
    ? `${erasure.begunBy} had them erased before the day.`
    : 'The platform erased them on the day by itself.',
  ...KINDS.map(([kind, , en]) => `- ${erasure.counts[kind] ?? 0} ${en}`),
  'The key to the identities has been destroyed: what old backups hold under seal is readable by nobody.',
  'Dossier codes in old backups go with the backups, as the keeper of the server has scheduled.',
  ...(erasure.frameSha256
    ? ['Frame, draw and results are unchanged: the hash of the frame is the same before and after.']
    : []),
  'Kept: counts, pseudonyms with the procedure and the day of its result, answers that belong to nobody.',
];
