import type { CollectionWindow } from '#contract/calendar.ts';
import { graceTo, windowAt } from '#contract/calendar.ts';
import type { Stage } from '#contract/stage.ts';
import { problem } from '../problem.ts';
import type { InvitationRow } from './tables/invitations.ts';

/** An invitation with the terms of its campaign. */
export interface Invited extends CollectionWindow, Pick<InvitationRow, 'state' | 'openedOn'> {
  readonly stage: Stage;
  readonly hotline: string;
  readonly host: string;
}

/** Columns of an invitation joined to its campaign that `requireAnswerable` decides by. */
export const INVITED = [
  'state',
  'openedOn',
  'stage',
  'collectFrom',
  'collectTo',
  'graceDays',
  'hotline',
  'host',
] as const;

/** Refuses with the one reason why this invitation cannot be answered now, by the server's clock alone. */
export function requireAnswerable(invited: Invited, moment: Date): void {
  const { hotline, state } = invited;
  if (state === 'replaced') throw problem('invitation_replaced', { hotline });
  // The holder of a slip learns no more: neither whether it was answered or declined, nor when.
  if (state === 'received' || state === 'declined' || state === 'wrong_person')
    throw problem('invitation_used', { hotline });
  requireWindow(invited, moment);
}

function requireWindow(invited: Invited, moment: Date): void {
  const { hotline, stage } = invited;
  const window = windowAt(invited, moment);
  const isOver = stage === 'closed' || stage === 'published';
  const isGrace =
    window === 'grace' && invited.openedOn !== null && invited.openedOn <= invited.collectTo;
  if (isOver || window === 'after' || (window === 'grace' && !isGrace))
    throw problem('campaign_closed', {
      hotline,
      closedOn: invited.collectTo,
      graceTo: graceTo(invited),
      host: invited.host,
      // Until the count the link has expired; after it the survey is over.
      stage,
    });
  if (stage !== 'collecting' || window === 'before')
    throw problem('campaign_not_open', { hotline, from: invited.collectFrom });
}
