import type { Postponement } from '#contract/retention.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import type { KeyEnd } from '../keys/round-keys.ts';
import type { Erasure } from './queries.ts';

export interface CertificateFacts {
  readonly campaign: CampaignRow & { readonly provinceName: string };
  readonly erasure: Erasure;
  readonly postponements: readonly Postponement[];
  readonly endedAt: Date;
  /** What became of the second copy of the key that opened the identities. */
  readonly keyMirror: KeyEnd['mirror'];
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
  ['pair_decisions', 'quyết định một hay hai người', 'decisions about one person or two'],
  [
    'same_persons',
    'mối nối giữa người của nhiều đơn vị',
    'links between people of several agencies',
  ],
  ['staff_phones', 'số điện thoại cán bộ đơn vị', 'phones of the agencies’ own staff'],
  ['second_source_codes', 'mã hồ sơ của nguồn thứ hai', 'codes of second sources'],
  [
    'staged_source_codes',
    'mã hồ sơ của nguồn thứ hai đang nạp dở',
    'codes of second sources that were being read',
  ],
  ['vanished_codes', 'mã hồ sơ vắng so với tệp trước', 'codes of vanished dossiers'],
  ['uploads', 'tệp đã tải lên', 'uploaded files'],
  [
    'frame_links',
    'mối nối từ danh sách đã khóa đến người, với tên thủ tục và ngày trả kết quả',
    'links from the frame to people, with the procedure and the day of its result',
  ],
  ['invitation_traces', 'dấu vết giao phiếu mời', 'delivery traces of invitations'],
  ['paper_cases', 'mã trên bìa bộ phiếu giấy', 'numbers on covers of paper packs'],
  ['contact_attempts', 'những lần liên hệ', 'attempts to reach people'],
  ['recheck_cases', 'trường hợp phúc tra', 'cases of the re-check'],
  ['voided_cases', 'trường hợp có phiếu bị hủy', 'cases whose ballot was voided'],
  ['taken_cases', 'lô phiếu của từng trường hợp', 'batches of single cases'],
  ['phone_cases', 'hẹn gọi điện thoại', 'appointments by telephone'],
  ['hamlet_places', 'chỗ của thôn trên bản đồ', 'places of hamlets on the map'],
  ['visit_assignments', 'phân công phỏng vấn', 'assignments to interviewers'],
  ['comments', 'góp ý nguyên văn', 'comments as written'],
  [
    'petition_contents',
    'phản ánh, kiến nghị nguyên văn với thông tin liên hệ',
    'petitions as written, with their contacts',
  ],
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
    `erased.identity_key_mirror=${facts.keyMirror}`,
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

const inVietnamese = ({ campaign, erasure, keyMirror }: CertificateFacts): string[] => [
  'GIẤY CHỨNG NHẬN XÓA DỮ LIỆU CÁ NHÂN',
  `Dữ liệu cá nhân của đợt “${campaign.name}” đã được xóa. Hạn xóa: ${writtenDay(erasure.dueOn)}.`,
  erasure.begunBy
    ? `${erasure.begunBy} đã bấm xóa trước hạn.`
    : 'Hệ thống tự xóa khi đến hạn, không cần ai bấm.',
  ...KINDS.map(([kind, vi]) => `- ${erasure.counts[kind] ?? 0} ${vi}`),
  'Khóa mở thông tin người dân của đợt đã hủy trên máy chủ: phần niêm phong trong bản sao lưu cơ sở dữ liệu không còn khóa để mở.',
  ...(keyMirror === 'unreachable'
    ? [
        'Bản thứ hai của khóa chưa tới được lúc này: máy chủ sẽ hủy khi gắn lại ổ đĩa, nhật ký sẽ ghi.',
      ]
    : []),
  'Lời này đúng khi không ai giữ riêng bản sao của tệp khóa từng đợt, là tệp không được sao lưu.',
  'Mã hồ sơ, tên thủ tục, ngày trả kết quả trong bản sao lưu cũ không niêm phong: hết theo lịch hủy bản sao lưu của cơ quan giữ máy chủ.',
  ...(erasure.frameSha256
    ? [
        'Danh sách đã khóa, việc rút mẫu, kết quả không đổi: mã kiểm tra trước và sau khi xóa là một.',
      ]
    : []),
  'Còn giữ: số đếm; của từng mã giả danh: nhóm rút mẫu, số đơn vị đã phục vụ, phiếu mời ra sao (đã nhận tuần nào, mã biên nhận); câu trả lời theo nhóm từ ngưỡng trở lên, không gắn với mã nào.',
];

const inEnglish = ({ campaign, erasure, keyMirror }: CertificateFacts): string[] => [
  'CERTIFICATE OF ERASURE OF PERSONAL DATA',
  `The personal data of “${campaign.name}” have been erased. Due: ${erasure.dueOn}.`,
  erasure.begunBy
    ? `${erasure.begunBy} had them erased before the day.`
    : 'The platform erased them on the day by itself.',
  ...KINDS.map(([kind, , en]) => `- ${erasure.counts[kind] ?? 0} ${en}`),
  'The key to the identities has been destroyed on the server: nothing is left to open what backups of the database hold under seal.',
  ...(keyMirror === 'unreachable'
    ? [
        'Its second copy could not be reached now: the server destroys it once the disk is back, and the journal will say so.',
      ]
    : []),
  'This holds where nobody kept a copy of the round’s key file, which belongs in no backup.',
  'Dossier codes, procedures and days in old backups are not sealed: they go with the backups, as the keeper of the server has scheduled.',
  ...(erasure.frameSha256
    ? ['Frame, draw and results are unchanged: the hash of the frame is the same before and after.']
    : []),
  'Kept: counts; of each pseudonym its stratum, how many agencies served the person, and what became of the invitation (week of receipt, receipt code); answers by groups of at least the threshold, joined to no pseudonym.',
];
