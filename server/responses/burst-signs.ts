import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { Db } from '../db/database.ts';

const WINDOW_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const FEWEST_IN_BURST = 5;

interface Arrival {
  readonly at: number;
  readonly group: string;
  isCounted: boolean;
}

/**
 * Many answers from one network within minutes may be a clerk with a pile of slips, or a hamlet that answers
 * in its house of culture: a sign for people to look at. Networks are known by hashes under a key that is
 * thrown away every hour; what is left are totals of an agency and a day, never of fewer than five.
 */
export class BurstSigns {
  private key = randomBytes(32);
  private hour = 0;
  private readonly recent = new Map<string, Arrival[]>();
  private readonly totals = new Map<string, number>();

  note(network: string, about: { campaignId: string; agencyCode: string }, now: Date): void {
    const instant = now.getTime();
    this.forgetOldHour(instant);
    const mark = createHmac('sha256', this.key).update(network).digest('base64');
    const group = JSON.stringify([about.campaignId, about.agencyCode, dayOf(now)]);
    const before = (this.recent.get(mark) ?? []).filter(
      (arrival) => instant - arrival.at < WINDOW_MS,
    );
    const arrivals = [...before.slice(-FEWEST_IN_BURST), { at: instant, group, isCounted: false }];
    this.recent.set(mark, arrivals);
    if (arrivals.length < FEWEST_IN_BURST) return;
    for (const arrival of arrivals) {
      if (arrival.isCounted) continue;
      arrival.isCounted = true;
      this.totals.set(arrival.group, (this.totals.get(arrival.group) ?? 0) + 1);
    }
  }

  /** True when an hour has ended since what is in the totals was counted. */
  isDue = (now: Date): boolean =>
    this.totals.size > 0 && Math.floor(now.getTime() / HOUR_MS) !== this.hour;

  async write(db: Db): Promise<void> {
    const counted = [...this.totals].filter(([, answers]) => answers >= FEWEST_IN_BURST);
    this.totals.clear();
    for (const [group, answers] of counted) {
      const [campaignId, agencyCode, day] = JSON.parse(group) as [string, string, string];
      await db
        .insertInto('burstSign')
        .values({ campaignId, agencyCode, day, answers })
        .onConflict((conflict) =>
          conflict
            .columns(['campaignId', 'agencyCode', 'day'])
            .doUpdateSet({ answers: sql`burst_sign.answers + ${answers}` }),
        )
        .execute();
    }
  }

  private forgetOldHour(instant: number): void {
    const hour = Math.floor(instant / HOUR_MS);
    if (hour === this.hour) return;
    this.hour = hour;
    this.key = randomBytes(32);
    this.recent.clear();
  }
}
