import type { Campaign } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Staff } from '#contract/staff.ts';
import { CAMPAIGN_SCREENS, linkTo, OFFICE_SCREENS } from '../screens.ts';

export interface MenuEntry {
  /** Key under `menu.` */
  readonly key: string;
  readonly href: string;
}

/** A campaign's screens in a person's menu; an agency's staff go to their own agency's. */
export function campaignMenu(
  { role, agencyCode }: Pick<Staff, 'role' | 'agencyCode'>,
  { id }: Pick<Campaign, 'id'>,
): MenuEntry[] {
  const params = { campaignId: id, agencyCode: agencyCode ?? '' };
  return CAMPAIGN_SCREENS.flatMap(({ name, menu }) => {
    const key = menu[role];
    return key ? [{ key, href: linkTo(name, params) }] : [];
  });
}

export const officeMenu = (role: Role): MenuEntry[] =>
  OFFICE_SCREENS.flatMap(({ name, menu }) => {
    const key = menu[role];
    return key ? [{ key, href: linkTo(name) }] : [];
  });
