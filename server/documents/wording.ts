import { SIX_LABELS } from '#contract/action-plan.ts';
import type { WordingPart } from '#contract/documents.ts';
import { WORDING_PARTS } from '#contract/documents.ts';
import { USUAL_POLICY_OWNERS } from '#contract/policy-owners.ts';
import type { Db } from '../db/database.ts';

export type Wording = Readonly<Record<WordingPart, string>>;

/** “Tỉnh Thái Nguyên” → “Thái Nguyên”. */
const placeOf = (provinceName: string): string => provinceName.replace(/^(Tỉnh|Thành phố) /, '');

/** “tỉnh” or “thành phố”: which People's Committee and which Front are meant. */
const levelOf = (provinceName: string): string =>
  /^Thành phố /i.test(provinceName) ? 'thành phố' : 'tỉnh';

/** The Fatherland Front of the province, by which the office is watched. */
export const provincialFront = (provinceName: string): string =>
  `Ủy ban MTTQ Việt Nam ${levelOf(provinceName)}`;

/** The usual words. `{…}` are filled in from the round. */
const usualWording = (provinceName: string): Wording => ({
  issuer_parent: `ỦY BAN NHÂN DÂN\n${provinceName.toLocaleUpperCase('vi')}`,
  issuer: 'SỞ NỘI VỤ',
  place: placeOf(provinceName),
  signer: 'GIÁM ĐỐC',
  recipients: [
    `UBND ${levelOf(provinceName)} (b/c)`,
    'Các sở, ban, ngành',
    'UBND các xã, phường',
    provincialFront(provinceName),
    'Lưu: VT',
  ].join(';\n'),
  report_opening:
    'Thực hiện kế hoạch khảo sát mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước năm {nam}, Sở Nội vụ báo cáo kết quả như sau:',
  report_proposals:
    'Các đơn vị đọc kết quả của mình, chọn tiêu chí thấp hơn mức chung để khắc phục, báo cáo tiến độ theo phụ lục nhiệm vụ.',
  announcement_opening:
    'Sở Nội vụ thông báo kết quả khảo sát mức độ hài lòng của người dân năm {nam}. Ai cũng xem được số liệu, cách rút mẫu và tự kiểm tra tại địa chỉ {diachi}.',
  duties_opening:
    'Thực hiện kế hoạch khắc phục hạn chế, nâng cao Chỉ số hài lòng năm {nam}, Sở Nội vụ báo cáo tiến độ như sau:',
  invitation_text:
    'Ông/Bà đã làm thủ tục tại bộ phận một cửa và được chọn bằng cách rút thăm công khai để cho ý kiến về việc phục vụ. Việc trả lời mất khoảng năm phút, không bắt buộc. Xin trả lời trước khi hết ngày {han}. Có gì chưa rõ, xin gọi {dienthoai}.',
  reminder_text:
    'Sở Nội vụ đã gửi Ông/Bà phiếu mời cho ý kiến về việc phục vụ tại bộ phận một cửa. Nếu Ông/Bà đã trả lời thì xin cảm ơn và bỏ qua thư này. Nếu chưa, xin trả lời trước khi hết ngày {han}. Mất phiếu, xin gọi {dienthoai} để được cấp phiếu khác.',
  thanks_text:
    'Sở Nội vụ cảm ơn Ông/Bà đã dành thời gian cho ý kiến. Kết quả chung được công bố tại {diachi}.',
  apology_text:
    '{donvi} xin lỗi Ông/Bà vì hồ sơ ……………… (mã số ………………) đã quá thời hạn trả kết quả ngày …/…/…. Lý do: ………………. Thời hạn trả kết quả mới: ngày …/…/….',
  publicity_text:
    'Từ ngày {tu} đến hết ngày {han}, Sở Nội vụ hỏi ý kiến những người đã làm thủ tục tại {donvi} và được rút thăm. Ai nhận được phiếu mời xin trả lời theo cách ghi trên phiếu. Việc trả lời không bắt buộc và không ảnh hưởng đến hồ sơ của Ông/Bà. Hỏi thêm: {dienthoai}.',
  poster_text:
    'MỜI BÀ CON CHO Ý KIẾN\nvề việc phục vụ tại {donvi}\nTừ {tu} đến hết {han}\nAi nhận được phiếu mời xin trả lời theo cách ghi trên phiếu. Mất khoảng năm phút. Không bắt buộc, không ảnh hưởng đến hồ sơ.\nHỏi thêm: {dienthoai}',
  persons_title:
    'DANH SÁCH\nĐối tượng điều tra xã hội học năm {nam}\nNgười dân, tổ chức đã làm thủ tục hành chính tại {donvi}',
  persons_columns: [
    'STT: {stt}',
    'Họ và tên/Tên tổ chức (người đại diện): {hoten}',
    'Giới tính: {gioitinh}',
    'Năm sinh: {namsinh}',
    'Địa chỉ: {diachi}',
    'Số điện thoại: {dienthoai}',
    'Lĩnh vực: {linhvuc}',
    'Tên thủ tục hành chính: {thutuc}',
    'Mã hồ sơ: {mahoso}',
    'Ngày tiếp nhận: {ngaynhan}',
    'Ngày hẹn trả: {ngayhen}',
    'Ngày trả kết quả: {ngaytra}',
    'Hình thức nộp: {hinhthuc}',
    'Ghi chú:',
  ].join('\n'),
  persons_signers: 'NGƯỜI LẬP BIỂU\nTHỦ TRƯỞNG ĐƠN VỊ',
  six_labels: SIX_LABELS.join('\n'),
  policy_owners: USUAL_POLICY_OWNERS,
});

export const usualIssuer = (provinceName: string) => {
  const { issuer_parent: parent, issuer: body, place } = usualWording(provinceName);
  return { issuer: { parent, body }, place };
};

/** Words of the round's documents: the office's own, else the usual ones. */
export async function wordingOf(
  db: Db,
  campaignId: string,
  provinceName: string,
): Promise<{ words: Wording; own: ReadonlySet<string> }> {
  const rows = await db
    .selectFrom('documentWording')
    .select(['part', 'text'])
    .where('campaignId', '=', campaignId)
    .execute();
  const own = new Map(rows.map(({ part, text }) => [part, text]));
  const usual = usualWording(provinceName);
  const words = Object.fromEntries(
    WORDING_PARTS.map((part) => [part, own.get(part) ?? usual[part]]),
  ) as Record<WordingPart, string>;
  return { words, own: new Set(own.keys()) };
}

/** `{han}` and the like filled in; a name that is not known stays as written, so that it is seen. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
