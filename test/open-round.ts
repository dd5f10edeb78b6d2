import type { CampaignTerms } from '#contract/campaigns.ts';
import { openCampaign, openFrame } from '#contract/campaigns.ts';
import type { Caller, Office } from './office.ts';
import { terms } from './terms.ts';

export interface OpenFrame {
  readonly campaignId: string;
  readonly homeAffairs: Caller;
}

const lastOf = new WeakMap<Office, Promise<unknown>>();

/** A campaign that waits for its lists. One after the other: an equal draft at the same moment is the same one. */
export function openFrameFor(
  office: Office,
  changes: Partial<CampaignTerms> = {},
): Promise<OpenFrame> {
  const last = lastOf.get(office) ?? Promise.resolve();
  const opened = last.then(() => openOne(office, changes));
  lastOf.set(
    office,
    opened.catch(() => undefined),
  );
  return opened;
}

async function openOne(office: Office, changes: Partial<CampaignTerms>): Promise<OpenFrame> {
  const homeAffairs = await office.as('home_affairs');
  const { id: campaignId } = await homeAffairs.call(openCampaign, { body: terms(changes) });
  await homeAffairs.call(openFrame, { params: { campaignId } });
  return { campaignId, homeAffairs };
}
