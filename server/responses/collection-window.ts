import type { Stage } from '#contract/campaigns.ts';
import { problem } from '../problem.ts';
import { daysAfter } from './vietnam-day.ts';

export interface CollectionWindow {
  readonly stage: Stage;
  readonly collectFrom: string;
  readonly collectTo: string;
  readonly graceDays: number;
}

/** What was opened in time may arrive until the end of the grace period, by the server's clock alone. */
export function refuseOutside(window: CollectionWindow, openedOn: string | null, today: string) {
  const { stage, collectFrom, collectTo } = window;
  const graceTo = daysAfter(collectTo, window.graceDays);
  if (stage === 'closed' || stage === 'published')
    throw problem('campaign_closed', { closedOn: collectTo, graceTo });
  if (stage !== 'collecting' || today < collectFrom)
    throw problem('campaign_not_open', { from: collectFrom });
  const wasOpenedInTime = openedOn !== null && openedOn <= collectTo;
  if (today > (wasOpenedInTime ? graceTo : collectTo))
    throw problem('campaign_closed', { closedOn: collectTo, graceTo });
}
