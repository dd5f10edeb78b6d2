import type { ColumnRole } from '#contract/list-preview.ts';
import { foldWords } from './fold.ts';

/** Headings met in exports of one-stop systems (domain.md 4.2), the surest of each role first. */
const HEADINGS: Readonly<Record<ColumnRole, string>> = {
  dossierCode:
    'Mã hồ sơ | Số hồ sơ | Mã số hồ sơ | Số biên nhận | Mã số HS | Mã HS | Số HS | ' +
    'Mã biên nhận',
  procedureCode: 'Mã TTHC | Mã thủ tục | Mã thủ tục hành chính | Mã số TTHC',
  procedureName:
    'Tên thủ tục hành chính | Tên TTHC | Thủ tục hành chính | TTHC | Tên thủ tục | ' +
    'Thủ tục | Trích yếu | Nội dung hồ sơ | Tên hồ sơ',
  field: 'Lĩnh vực | Tên lĩnh vực | Lĩnh vực giải quyết | Nhóm lĩnh vực',
  ownerName:
    'Chủ hồ sơ | Tên chủ hồ sơ | Họ tên chủ hồ sơ | Họ và tên chủ hồ sơ | ' +
    'Tên cá nhân, tổ chức | Tổ chức, cá nhân | Cá nhân, tổ chức | Tên tổ chức, cá nhân | ' +
    'Họ và tên | Họ tên | Họ và tên/Tên tổ chức | Tên công dân | Công dân | ' +
    'Người dân, doanh nghiệp',
  ownerKind: 'Loại chủ hồ sơ | Loại đối tượng | Đối tượng | Đối tượng nộp | Loại đối tượng nộp',
  submitterName:
    'Người nộp | Người nộp hồ sơ | Tên người nộp | Họ tên người nộp | Người được ủy quyền | ' +
    'Người nộp thay | Người nộp hộ | Người đi nộp | Họ tên người được ủy quyền | ' +
    'Người ủy quyền | Người đại diện | Người đại diện theo pháp luật | Tên người đại diện | ' +
    'Họ tên người đại diện',
  birthDate: 'Ngày sinh | Năm sinh | Ngày tháng năm sinh | Ngày, tháng, năm sinh',
  sex: 'Giới tính | Nam/Nữ',
  idNumber:
    'Số CCCD | CCCD | Số CMND | CMND | Số CMND/CCCD | CMND/CCCD | CCCD/CMND | ' +
    'Số định danh | Số giấy tờ | Số định danh cá nhân | Căn cước công dân | Số căn cước | ' +
    'Mã số thuế | Số giấy tờ tùy thân',
  phone:
    'Số điện thoại | SĐT | Điện thoại | ĐT | Di động | Số ĐT | Điện thoại liên hệ | ' +
    'Số điện thoại liên hệ | Số di động | Điện thoại di động',
  address:
    'Địa chỉ | Địa chỉ chủ hồ sơ | Địa chỉ thường trú | Nơi thường trú | Nơi cư trú | ' +
    'Địa chỉ liên hệ | Địa chỉ cư trú | Thường trú',
  addressAndPhone:
    'Địa chỉ, số điện thoại | Địa chỉ, điện thoại | Địa chỉ, SĐT | ' +
    'Địa chỉ và số điện thoại | Địa chỉ, ĐT | Số điện thoại, địa chỉ | ' +
    'Địa chỉ/Số điện thoại',
  email:
    'Email | Thư điện tử | Địa chỉ email | Địa chỉ thư điện tử | Hộp thư điện tử | Hộp thư | Mail',
  channel:
    'Kênh tiếp nhận | Hình thức tiếp nhận | Hình thức nộp | Hình thức nộp hồ sơ | ' +
    'Kênh thực hiện | Kênh nộp | Phương thức tiếp nhận | Phương thức nộp',
  receivedOn:
    'Ngày tiếp nhận | Ngày nhận hồ sơ | Ngày nhận | Nhận hồ sơ | Tiếp nhận | ' +
    'Ngày tiếp nhận hồ sơ | Ngày nộp hồ sơ | Ngày nộp | Thời gian tiếp nhận',
  dueOn:
    'Ngày hẹn trả | Hẹn trả | Hẹn trả kết quả | Ngày hẹn trả kết quả | Ngày hẹn | ' +
    'Ngày hẹn trả KQ | Hẹn trả KQ | Thời hạn trả',
  finishedOn:
    'Ngày kết thúc xử lý | Xử lý xong | Ngày xử lý xong | Ngày có kết quả | ' +
    'Ngày hoàn thành | Kết thúc xử lý | Ngày hoàn thành xử lý | Ngày giải quyết xong',
  returnedOn:
    // Beside the day “as it was” the other “Ngày trả” is the one promised.
    'Ngày trả kết quả thực tế | Ngày trả thực tế | Ngày trả kết quả | Ngày trả | Trả kết quả | ' +
    'Ngày trả KQ | Trả KQ | Ngày nhận kết quả | Thời gian trả kết quả',
  status: 'Trạng thái hồ sơ | Trạng thái | Tình trạng hồ sơ | Tình trạng | Tình trạng xử lý',
  result:
    'Kết quả giải quyết | Kết quả xử lý | Kết quả | Kết quả thực hiện | KQ giải quyết | Kết quả hồ sơ',
  agencyCode:
    'Mã đơn vị | Mã cơ quan | Mã xã | Mã ĐVHC | Mã đơn vị hành chính | ' + 'Mã cơ quan thực hiện',
  agencyName:
    'Cơ quan tiếp nhận | Đơn vị tiếp nhận | Cơ quan/đơn vị | Tên đơn vị | Đơn vị | ' +
    'Cơ quan | Tên cơ quan | Cơ quan thực hiện | Cơ quan giải quyết | Đơn vị giải quyết | ' +
    'Cơ quan chủ trì giải quyết | Xã, phường | Đơn vị/cá nhân giải quyết',
  note: 'Ghi chú',
};

/** Headings that mean something else although they hold a word of ours. */
const NOT_OURS =
  'STT | TT | Số thứ tự | Người tiếp nhận | Cán bộ tiếp nhận | Cán bộ xử lý | ' +
  'Cán bộ xử lý hiện tại | Phương thức nhận kết quả | Hình thức nhận kết quả | ' +
  'Hình thức trả kết quả | Ký nhận | Phòng ban | Phí | Lệ phí | Nơi trả kết quả | ' +
  'Người trả kết quả | Người ký | Người nhận kết quả | Số ngày | ' +
  'Thời hạn giải quyết | Thời hạn xử lý | Địa bàn | Đánh giá | Mức độ hài lòng';

interface Meaning {
  readonly role: ColumnRole | null;
  /** 0 is the surest heading of its role. */
  readonly rank: number;
}

const each = (headings: string) => headings.split(' | ').map(foldWords);

const MEANINGS = new Map<string, Meaning>(
  each(NOT_OURS).map((key) => [key, { role: null, rank: 0 }]),
);
for (const [role, headings] of Object.entries(HEADINGS) as [ColumnRole, string][])
  for (const [rank, key] of each(headings).entries()) MEANINGS.set(key, { role, rank });

const LONG_FIRST = [...MEANINGS.keys()]
  .filter((key) => key.length >= 6)
  .sort((a, b) => b.length - a.length);
const LOOSE = 100;

/** What a heading means by itself: word for word. */
export const meaningOf = (heading: string): Meaning | undefined => MEANINGS.get(foldWords(heading));

/** What a longer heading means by the longest known heading within it: “Số điện thoại của chủ hồ sơ”. */
export function looseMeaningOf(heading: string): Meaning | undefined {
  const words = ` ${foldWords(heading)} `;
  const known = LONG_FIRST.find((key) => words.includes(` ${key} `));
  if (!known || words.length > 80) return undefined;
  const { role, rank } = MEANINGS.get(known)!;
  return { role, rank: LOOSE + rank };
}
