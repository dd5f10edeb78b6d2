import { dayOf } from '#contract/calendar.ts';
import { release, tryHold } from '../db/process-locks.ts';
import { recordKeyEnd } from '../db/round-key-end.ts';
import type { Deps } from '../deps.ts';
import { loggedError } from '../http/logged-error.ts';
import { refusalOf } from '../problem.ts';
import { beginErasure } from './begin-erasure.ts';
import { endContactTerms } from './end-contact-terms.ts';
import { erasePersonalData } from './erase-personal-data.ts';
import { begunErasures, dueCampaigns, unfinishedErasures } from './queries.ts';

const EVERY_MS = 15 * 60_000;
const OTHER_MS = 2000;
const LOCK = 'retention';

export interface RetentionClock {
  start(): Promise<void>;
  /** Looks now, or again if it is just looking. */
  wake(): void;
  /** Ends after the batch under way; the next start continues there. */
  stop(): Promise<void>;
}

/**
 * Looks at the start and every quarter of an hour what is due by the server's clock. It keeps no plan of
 * its own: a day that passed while the server was off is found at the next look.
 */
export function retentionClock(deps: Deps, noteFailure: (details: object) => void): RetentionClock {
  let timer: NodeJS.Timeout | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;
  let isStopping = false;

  async function look(): Promise<void> {
    while (isWanted && !isStopping) {
      isWanted = false;
      // Another process is at it: what it does not see any more, or leaves, is for the next look.
      if (!(await tryHold(deps.db, LOCK))) return waitForOther();
      if (deps.isClockTrusted?.() ?? true) await beginDue(deps, noted);
      await eraseUnfinished();
      await release(deps.db, LOCK);
    }
  }

  async function eraseUnfinished(): Promise<void> {
    for (const campaignId of await unfinishedErasures(deps.db))
      if (!isStopping)
        await noted(campaignId, () => erasePersonalData(deps, campaignId, () => isStopping));
  }

  function waitForOther(): void {
    waiting = setTimeout(wake, OTHER_MS).unref();
  }

  /** One campaign that cannot be erased must not keep the others; nobody's data come into the log. */
  async function noted(campaignId: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const refusal = refusalOf(error);
      const details = refusal ? { error: refusal.code } : loggedError(error as Error);
      noteFailure({ campaignId, ...details });
    }
  }

  function wake(): void {
    isWanted = true;
    looking ??= look()
      .catch((error: Error) => noteFailure(loggedError(error)))
      .finally(() => {
        looking = undefined;
      });
  }

  return {
    async start() {
      // Keys that came back with an old copy of the folder open nothing of an erased campaign.
      for (const { campaignId } of await begunErasures(deps.db))
        await recordKeyEnd(
          deps.db,
          campaignId,
          await deps.secrets.destroyIdentityKey(campaignId),
          deps.now(),
        );
      wake();
      timer = setInterval(wake, EVERY_MS).unref();
    },
    wake,
    async stop() {
      isStopping = true;
      clearInterval(timer);
      clearTimeout(waiting);
      await looking;
    },
  };
}

async function beginDue(
  deps: Deps,
  noted: (campaignId: string, act: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await endContactTerms(deps, dayOf(deps.now()));
  for (const campaignId of await dueCampaigns(deps.db, dayOf(deps.now())))
    await noted(campaignId, () => beginErasure(deps, campaignId, null));
}
