import { getCampaign } from '#contract/campaigns.ts';
import { openInvitation } from '#contract/opening.ts';
import { Caller } from '../demo/caller.ts';
import { invited } from '../demo/citizens.ts';
import type { Round } from './steps.ts';

const ENOUGH = 3;

/** Links of some who can answer now. Opening one stores nothing. */
export async function openLinks(round: Round): Promise<string[]> {
  const { campaignId, accounts, address, deps } = round;
  const { stage } = await accounts.homeAffairs.call(getCampaign, { params: { campaignId } });
  if (stage !== 'collecting') return [];
  const phone = new Caller(address);
  const links: string[] = [];
  for (const { token } of await invited(round, campaignId)) {
    if (links.length === ENOUGH) break;
    const isOpen = await phone.call(openInvitation, { body: { token } }).then(
      () => true,
      () => false,
    );
    if (isOpen) links.push(`${deps.config.publicUrl}/${token}`);
  }
  return links;
}
