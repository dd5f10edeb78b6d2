import type { Campaign } from '#contract/campaigns.ts';
import type { Staff } from '#contract/staff.ts';
import type { Places } from './places.ts';
import type { Ask } from './session.ts';

/** What every screen of a campaign is given. */
export interface Desk {
  readonly ask: Ask;
  readonly staff: Staff;
  readonly campaign: Campaign;
  readonly places: Places;
  /** After a step that changed the campaign. */
  readonly refresh: () => Promise<void>;
}

/** What every screen of a campaign is given. */
export interface ScreenProps {
  readonly desk: Desk;
  /** Values of the address: `unitCode`, `fileId`. */
  readonly at: Readonly<Record<string, string>>;
}
