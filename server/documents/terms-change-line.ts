import { dayOf, writtenDay } from '#contract/calendar.ts';
import type { TermsChange } from '#contract/terms-changes.ts';

const CHANGED = {
  collect_to: 'hạn trả lời',
  hotline: 'số điện thoại hỗ trợ',
  hotline_hours: 'giờ nghe máy',
  office_name: 'tên bộ phận một cửa',
  lists_due_on: 'hạn nộp danh sách',
} as const;

/** What was changed of a running round, for paper. */
export function termsChangeLine(change: TermsChange): string {
  const { term, agencyName, earlier, later, reason, changedAt } = change;
  const subject = [CHANGED[term], agencyName].filter(Boolean).join(' ');
  return `Ngày ${writtenDay(dayOf(new Date(changedAt)))} đổi ${subject} từ “${written(earlier)}” thành “${written(later)}”. Lý do: ${reason}`;
}

const written = (value: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? writtenDay(value) : value || 'không có';
