import { addDays, dayOf } from '#contract/calendar.ts';
import { countKey, takeCount } from '../db/shared-counts.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

/** Behind one address of a telephone company there may be a district's phones; 5,000 drafts are 40 MB. */
export const MOST_A_DAY = 5000;
/** So many of a process leave no row. */
export const UNSHARED = 500;
/** Taken at a time of what is counted over all server processes: a hundredth of the writes. */
const ALLOTMENT = 100;

interface Network {
  begun: number;
  admitted: number;
  isFull: boolean;
}

/**
 * How many drafts a network has begun today; a keyed hash of it is stored where they are many, and gone with the
 * day. Counted by network, never by link: a limit of a link would tell its holder that somebody else has begun.
 */
export function countNewDrafts(deps: Deps) {
  let day = '';
  const networks = new Map<string, Network>();
  const networkOf = (name: string): Network => {
    if (day !== dayOf(deps.now())) networks.clear();
    day = dayOf(deps.now());
    const network = networks.get(name) ?? { begun: 0, admitted: UNSHARED, isFull: false };
    networks.set(name, network);
    return network;
  };
  const takeMore = (name: string): Promise<boolean> => {
    const now = deps.now();
    const until = new Date(`${addDays(dayOf(now), 1)}T00:00:00+07:00`);
    const key = countKey(deps.secrets, dayOf(now), `drafts|${name}`);
    return takeCount(deps.db, { key, by: ALLOTMENT, now, until }, MOST_A_DAY - UNSHARED);
  };
  return {
    async admit(name: string, isKnown: () => Promise<boolean>): Promise<void> {
      const network = networkOf(name);
      if (network.begun < network.admitted) return;
      if (await isKnown()) return;
      if (network.isFull) throw problem('drafts_exhausted');
      network.isFull = !(await takeMore(name));
      if (network.isFull) throw problem('drafts_exhausted');
      network.admitted += ALLOTMENT;
    },
    count(name: string): void {
      networkOf(name).begun += 1;
    },
  };
}
