import { dayOf } from '#contract/calendar.ts';
import { problem } from '../problem.ts';

/** Behind one address of a telephone company there may be a district's phones; 5,000 drafts are 40 MB. */
const MOST_A_DAY = 5000;

/**
 * How many drafts a network has begun today; in memory alone, and gone with the day. Counted by network,
 * never by link: a limit of a link would tell its holder that somebody else has begun.
 */
export function countNewDrafts(now: () => Date) {
  let day = '';
  let begun = new Map<string, number>();
  const today = () => {
    if (day !== dayOf(now())) {
      day = dayOf(now());
      begun = new Map();
    }
    return begun;
  };
  return {
    async admit(network: string, isKnown: () => Promise<boolean>): Promise<void> {
      const isFull = (today().get(network) ?? 0) >= MOST_A_DAY;
      if (isFull && !(await isKnown())) throw problem('drafts_exhausted');
    },
    count(network: string): void {
      today().set(network, (today().get(network) ?? 0) + 1);
    },
  };
}
