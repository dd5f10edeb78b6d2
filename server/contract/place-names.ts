/**
 * In running text the kind of a place is lower case, “gọi xã Văn Lang”; before a number it keeps its capital,
 * “Phường 1” (Decree 30/2020, annex II). A department keeps its own.
 */
export const inText = (name: string): string =>
  name.replace(/^(?:Xã|Phường|Đặc khu|Tỉnh|Thành phố)(?= \D)/, (kind) => kind.toLowerCase());
