import type { CampaignTerms } from '#contract/campaigns.ts';

/** A round of measurement as Home Affairs would open it; a test changes what it is about. */
export const terms = (changes: Partial<CampaignTerms> = {}): CampaignTerms => ({
  name: 'Khảo sát hài lòng Thái Nguyên 2026',
  year: 2026,
  provinceCode: '19',
  planNumber: '167/KH-UBND',
  planDate: '2026-04-17',
  returnedFrom: '2026-01-01',
  returnedTo: '2026-10-31',
  listsDueOn: null,
  reportDueOn: null,
  collectFrom: '2026-11-10',
  collectTo: '2026-12-15',
  graceDays: 3,
  questionnaireVersion: 'sipas-2023-2026',
  questionnairePart: 'service',
  officeName: 'Trung tâm Phục vụ hành chính công',
  hotline: '0208 3855 000',
  hotlineHours: 'từ 8 đến 11 giờ và từ 14 đến 16 giờ, thứ Hai đến thứ Sáu',
  host: 'ks.thainguyen.gov.vn',
  noticeHours: 24,
  retentionDays: 90,
  restRounds: 1,
  slipPrinting: 'home_affairs',
  ...changes,
});
