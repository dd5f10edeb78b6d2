import { dayOf } from '#contract/calendar.ts';
import { readWaveValue } from '#contract/contact-ways.ts';
import type { TermsChange } from '#contract/terms-changes.ts';
import { writtenDay } from '#contract/written-day.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };

const CHANGED = {
  collect_to: 'hạn trả lời',
  hotline: 'số điện thoại hỗ trợ',
  hotline_hours: 'giờ nghe máy',
  office_name: 'tên bộ phận một cửa',
  lists_due_on: 'hạn nộp danh sách',
  contact_plan: 'lần nhắc trả lời',
} as const;

/** What was changed of a running round, for paper. */
export function termsChangeLine(change: TermsChange): string {
  const { term, agencyName, earlier, later, reason, changedAt } = change;
  const subject = [CHANGED[term], agencyName].filter(Boolean).join(' ');
  return `Ngày ${writtenDay(dayOf(new Date(changedAt)))} đổi ${subject} từ “${written(earlier)}” thành “${written(later)}”. Lý do: ${reason}`;
}

function written(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return writtenDay(value);
  const wave = readWaveValue(value);
  if (!wave) return value || texts.changed_value.nothing;
  const reach = wave.isForUnreached ? [texts.changed_value.unreached] : [];
  return [writtenDay(wave.day), texts.way[wave.way], ...reach].join(', ');
}
