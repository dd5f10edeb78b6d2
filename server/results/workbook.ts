import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import type { Results } from '#contract/results.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import { COLUMNS, figureRows } from './figure-table.ts';

const HEADINGS: Record<(typeof COLUMNS)[number], string> = {
  cap: 'Cấp',
  ma_don_vi: 'Mã đơn vị',
  ma_linh_vuc: 'Mã lĩnh vực',
  ten: 'Tên',
  loai_don_vi: 'Loại đơn vị',
  so_nguoi_trong_danh_sach: 'Số người trong danh sách',
  so_nguoi_duoc_moi: 'Số người được mời',
  so_phieu: 'Số phiếu nhận được',
  ty_le_tra_loi: 'Tỷ lệ trả lời (của số được mời; của tỉnh: AAPOR RR2)',
  so_voi_tinh: 'So với mức chung của tỉnh',
  ma_chi_so: 'Mã chỉ số',
  ten_chi_so: 'Tên chỉ số',
  cong_bo: 'Công bố',
  chi_so: 'Chỉ số hài lòng',
  khoang_tu: 'Khoảng 95%: từ',
  khoang_den: 'Khoảng 95%: đến',
  diem_trung_binh: 'Điểm trung bình (1–5)',
  diem_tu: 'Điểm, khoảng 95%: từ',
  diem_den: 'Điểm, khoảng 95%: đến',
  so_nguoi_tra_loi: 'Số người trả lời',
  so_cau_tra_loi: 'Số câu trả lời',
  muc_1: 'Mức 1',
  muc_2: 'Mức 2',
  muc_3: 'Mức 3',
  muc_4: 'Mức 4',
  muc_5: 'Mức 5',
  ly_do: 'Lý do',
  ben_in_phieu: 'Bên in phiếu mời',
  cach_chia_nhom: 'Cách chia nhóm',
  ma_nhom: 'Mã nhóm, mã câu trả lời',
  vi_tri_tu: 'Vị trí có thể trên chỉ số chung: từ',
  vi_tri_den: 'Vị trí có thể: đến',
};

/** The same rows as the CSV, with headings for people; codes are texts, figures are numbers. */
export function workbookOf(results: Results): Readable {
  const rows = figureRows(results).map((row) =>
    row.map((cell) => (typeof cell === 'string' ? spreadsheetText(cell) : cell)),
  );
  const columns = COLUMNS.map((column) => ({ header: HEADINGS[column] }));
  const sheet = writeXlsxStream(rows, {
    name: 'Chỉ số hài lòng',
    columns,
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(sheet as ReadableStream<Uint8Array>);
}
