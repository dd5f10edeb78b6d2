import { dayOf } from '#contract/calendar.ts';
import type { Db } from '../db/database.ts';
import { dueTraces } from './end-contact-terms.ts';
import { dueCampaigns } from './queries.ts';

/** Longer than this without an act, and nobody can tell a server that was off from a clock that is ahead. */
const QUIET_DAYS = 30;
const DAY_MS = 86_400_000;

/** Enough for NTP to set the clock, and for a person to read the notice and stop the server. */
const HELD_MS = 3_600_000;

export interface ClockLeap {
  readonly lastAct: Date;
  /** Whose people's data would go with this start. */
  readonly campaigns: number;
}

/**
 * A clock that is ahead at one start would erase people's data before their day, and their key for good. So where the
 * clock has moved far since the last act of the journal, what is due waits for an hour.
 */
export async function findClockLeap(db: Db, now: Date): Promise<ClockLeap | undefined> {
  const last = await db
    .selectFrom('activity')
    .select(['at', 'lastAt'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return undefined;
  const lastAct = last.lastAt ?? last.at;
  if (now.getTime() - lastAct.getTime() <= QUIET_DAYS * DAY_MS) return undefined;
  const today = dayOf(now);
  const due = new Set([...(await dueCampaigns(db, today)), ...(await dueTraces(db, today))]);
  return due.size > 0 ? { lastAct, campaigns: due.size } : undefined;
}

export const leapNotice = ({ lastAct, campaigns }: ClockLeap, now: Date): string =>
  `Theo đồng hồ máy chủ, hôm nay là ${dayOf(now)}, việc cuối trong nhật ký là ngày ${dayOf(lastAct)}: một giờ nữa dữ liệu cá nhân của ${campaigns} đợt sẽ bị xóa vĩnh viễn vì đã đến hạn. Nếu ngày ấy sai, hãy dừng máy chủ ngay và chỉnh đồng hồ. / ` +
  `By the server’s clock it is ${dayOf(now)}, and the journal’s last act was on ${dayOf(lastAct)}: in an hour the personal data of ${campaigns} rounds are erased for good, as their day has come. If that date is wrong, stop the server now and set the clock.`;

export interface WatchedClock {
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody sets. */
  readonly steady: () => number;
  /** Whether the start found it far ahead. */
  readonly isHeld: boolean;
  readonly onLeap: (notice: string) => void;
}

/**
 * Whether the clock may decide on what cannot be brought back. It may not for an hour after a start that found it ahead, nor after
 * it moved ahead by more than a day while the server ran, at once or little by little, as after a wrong hour of the network's or a
 * restored machine. The steady clock is disciplined like the other one: what NTP slews does not add up.
 */
export function clockTrust({ now, steady, isHeld, onLeap }: WatchedClock): () => boolean {
  let trustedFrom = isHeld ? steady() + HELD_MS : 0;
  const ahead = () => now().getTime() - steady();
  let believed = ahead();
  return () => {
    const moved = ahead() - believed;
    if (moved < 0 || moved > DAY_MS) believed += moved;
    if (moved > DAY_MS) {
      trustedFrom = steady() + HELD_MS;
      onLeap(movedNotice(Math.round(moved / DAY_MS), now()));
    }
    return steady() >= trustedFrom;
  };
}

const movedNotice = (days: number, now: Date): string =>
  `Đồng hồ máy chủ vừa nhảy tới ${days} ngày, nay là ${dayOf(now)}: dữ liệu cá nhân đến hạn đợi một giờ nữa mới bị xóa vĩnh viễn. Nếu ngày ấy sai, hãy dừng máy chủ ngay và chỉnh đồng hồ. / ` +
  `The server’s clock has moved ahead by ${days} days, to ${dayOf(now)}: personal data that are due wait an hour before they are erased for good. If that date is wrong, stop the server now and set the clock.`;
