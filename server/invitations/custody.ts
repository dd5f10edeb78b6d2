import type { SlipPrinting } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import { problem } from '../problem.ts';

/**
 * The holder of an agency's slips can open every link of its people and answer in their place. So the staff of
 * a measured agency get slips only where the campaign's terms say so, and its results then say it too.
 */
export function requireCustody(slipPrinting: SlipPrinting, { role }: Pick<Staff, 'role'>): void {
  if (role === 'home_affairs') return;
  if (role === 'agency' && slipPrinting === 'agency') return;
  throw problem('slips_not_for_agency');
}

/** Covers name people and have no code; they are made where the codes are on sheets without a name. */
export function requireCovers(slipPrinting: SlipPrinting): void {
  if (slipPrinting !== 'sealed_packs') throw problem('covers_not_used');
}
