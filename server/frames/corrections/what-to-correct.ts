import type { FaultCause } from '#contract/corrections.ts';
import type { Fault } from '#contract/row-counts.ts';
import { LINE_HEADING } from './row-mark.ts';

const BY_FAULT: Record<Fault, string> = {
  misaligned_cells: `Ghi lại các ô cho đúng cột rồi xóa trống cột “${LINE_HEADING}”`,
  no_dossier_code: 'Ghi mã hồ sơ',
  unknown_agency: 'Ghi đúng mã hoặc tên đơn vị',
  unreadable_date: 'Ghi ngày trả kết quả theo dạng ngày/tháng/năm',
  no_name: 'Ghi họ và tên',
  no_contact: 'Ghi số điện thoại hoặc địa chỉ',
  unknown_status: 'Ghi “Đã trả kết quả” nếu công dân đã nhận, nếu chưa thì “Đang xử lý”',
};

const BY_CAUSE: Record<FaultCause, string> = {
  misaligned: 'dòng thừa ô, thiếu ô hoặc có dấu ngoặc kép đặt sai',
  empty: 'ô đang trống',
  no_letters: 'ô không có chữ',
  no_such_day: 'không có ngày này',
  in_future: 'ngày này chưa tới',
  no_such_agency: 'tỉnh không có đơn vị này',
  other_agency: 'ô ghi đơn vị khác',
  no_phone_number: 'ô không phải số điện thoại',
  no_such_status: 'không rõ trạng thái này đã trả kết quả hay chưa',
};

/** For staff who correct the rows in a spreadsheet: what to write and why, in the list's own language. */
export const whatToCorrect = (fault: Fault, cause: FaultCause, heading: string): string =>
  `${BY_FAULT[fault]}${heading ? ` (cột “${heading}”)` : ''}: ${BY_CAUSE[cause]}`;
