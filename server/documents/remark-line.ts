import { dayOf } from '#contract/calendar.ts';
import type { Remark } from '#contract/remarks.ts';
import { writtenDay } from '#contract/written-day.ts';

/** Word for word; where somebody else gave the author's account a new password, that is said beside the name. */
export function remarkLine(heading: string, { writtenBy, text, link, takenOver }: Remark): string {
  const given = [
    ...(link?.isRenewal ? [`${passwordGiven(link)} trước khi viết`] : []),
    ...(takenOver ? [`${passwordGiven(takenOver)} sau khi viết`] : []),
  ];
  const account = given.length > 0 ? ` (tài khoản được ${given.join('; ')})` : '';
  return `${heading} ${writtenBy}${account}: ${text}`;
}

const passwordGiven = ({ madeBy, usedAt }: NonNullable<Remark['link']>): string =>
  `${madeBy ?? 'người quản trị máy chủ'} cấp lại mật khẩu ngày ${writtenDay(dayOf(new Date(usedAt)))},`;
