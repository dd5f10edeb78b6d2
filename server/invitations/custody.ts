import type { SlipPrinting } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { problem } from '../problem.ts';

/**
 * The holder of an agency's slips can open every link of its people and answer in their place. So the staff of
 * a measured agency get slips only where the campaign's terms say so, and its results then say it too.
 */
export function requireCustody(slipPrinting: SlipPrinting, caller: Pick<Staff, 'role'>): void {
  if (!hasCustody(slipPrinting, caller)) throw problem('slips_not_for_agency');
}

export const hasCustody = (slipPrinting: SlipPrinting, { role }: Pick<Staff, 'role'>): boolean =>
  role === 'home_affairs' || (role === 'agency' && slipPrinting === 'agency');

/** Covers name people and have no code; they are made where the codes are on sheets without a name. */
export function requireCovers(slipPrinting: SlipPrinting): void {
  if (slipPrinting !== 'sealed_packs') throw problem('covers_not_used');
}
