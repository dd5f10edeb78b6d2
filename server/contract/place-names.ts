/**
 * In running text the kind of a place is lower case, “gọi xã Văn Lang”; before a number it keeps its capital,
 * “Phường 1” (Decree 30/2020, annex II). A department keeps its own.
 */
export const inText = (name: string): string =>
  name.replace(/^(?:Xã|Phường|Đặc khu|Tỉnh|Thành phố|Các)(?= \D)/, (kind) => kind.toLowerCase());

/** Who writes and gets papers: of a commune its committee, “UBND xã Vĩnh Thông”; a department has its own name. */
export const officeOf = (agencyName: string): string =>
  /^(?:Xã|Phường|Đặc khu) /.test(agencyName) ? `UBND ${inText(agencyName)}` : agencyName;
