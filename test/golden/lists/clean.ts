/** Four people and one withdrawn application: what nearly every list of this folder holds, once read. */
export const HEADINGS = [
  'STT', 'Mã hồ sơ', 'Mã TTHC', 'Tên thủ tục hành chính', 'Lĩnh vực', 'Chủ hồ sơ', 'Số CCCD',
  'Số điện thoại', 'Địa chỉ', 'Ngày tiếp nhận', 'Ngày trả kết quả', 'Kênh tiếp nhận', 'Trạng thái',
];
export const ROWS = [
  ['1', 'H55.200-260302-0001', '1.001193', 'Đăng ký khai sinh', 'Hộ tịch', 'Nguyễn Thị Hường', '019185001234', '0912345678', 'Thôn Nà Cà, Xã Vĩnh Thông', '02/03/2026', '04/03/2026', 'Trực tiếp', 'Đã trả kết quả'],
  ['2', 'H55.200-260302-0002', '2.000815', 'Chứng thực bản sao', 'Chứng thực', 'Đặng Văn Được', '019079005678', '0987654321', 'Tổ dân phố 5, Xã Vĩnh Thông', '02/03/2026', '02/03/2026', 'Trực tuyến', 'Đã trả kết quả'],
  ['3', 'H55.200-260303-0001', '1.000894', 'Đăng ký kết hôn', 'Hộ tịch', 'Lý A Sử', '006099000123', '0868123456', 'Bản Mường, Xã Vĩnh Thông', '03/03/2026', '05/03/2026', 'Trực tiếp', 'Đã trả kết quả'],
  ['4', 'H55.200-260303-0002', '1.001699', 'Xác định mức độ khuyết tật', 'Bảo trợ xã hội', 'Trương Thuỷ Ước', '019190009999', '0398765432', 'Thôn Khuổi Nằn, Xã Vĩnh Thông', '03/03/2026', '09/03/2026', 'Bưu chính công ích', 'Đã trả kết quả'],
  ['5', 'H55.200-260304-0001', '1.000656', 'Đăng ký khai tử', 'Hộ tịch', 'Phùng Đức Quý', '019066007777', '0356789012', 'Thôn Nà Cà, Xã Vĩnh Thông', '04/03/2026', '', 'Trực tiếp', 'Công dân yêu cầu rút'],
];
export const CLEAN = [HEADINGS, ...ROWS];

export const column = (heading: string): number => HEADINGS.indexOf(heading);

/** The clean list with some columns written in another way. */
export function withColumns(
  changes: Readonly<Record<string, (cell: string, row: number) => string>>,
  table: readonly (readonly string[])[] = CLEAN,
): string[][] {
  return table.map((cells, row) =>
    cells.map((cell, at) => {
      const change = changes[HEADINGS[at] ?? ''];
      return row > 0 && change ? change(cell, row - 1) : cell;
    }),
  );
}

export const without = (...headings: string[]): string[][] =>
  CLEAN.map((cells) => cells.filter((_, at) => !headings.includes(HEADINGS[at]!)));
