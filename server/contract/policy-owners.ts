/** A body that answers for policies the citizens were asked about: a department, or one outside them. */
export interface PolicyOwner {
  readonly name: string;
  /** Codes of criteria. */
  readonly criteria: string[];
}

/** The nine policies of the questionnaire 2023–2026 and their effects, with who usually carries them out. */
export const USUAL_POLICY_OWNERS = [
  'Sở Tài chính: 9.5, 9.14, 9.15',
  'Sở Y tế: 9.6, 9.16',
  'Sở Giáo dục và Đào tạo: 9.7, 9.17',
  'Công an tỉnh: 9.8, 9.18',
  'Sở Xây dựng: 9.9, 9.19',
  'Công ty Điện lực: 9.10, 9.20',
  'Đơn vị cấp nước sinh hoạt: 9.11, 9.21',
  'Bảo hiểm xã hội tỉnh: 9.12, 9.22',
  'Sở Nội vụ: 9.13, 9.23',
].join('\n');

/** A line `name: code, code` for each; lines without a code name nobody. */
export function policyOwners(text: string): PolicyOwner[] {
  return text.split('\n').flatMap((line) => {
    const colon = line.lastIndexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    const criteria = line
      .slice(colon + 1)
      .split(/[,;\s]+/)
      .filter((code) => code !== '');
    return name === '' || criteria.length === 0 ? [] : [{ name, criteria }];
  });
}
