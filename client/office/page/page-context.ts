import type { Campaign } from '#contract/campaigns.ts';
import type { Role } from '#contract/endpoint.ts';
import type { Staff } from '#contract/staff.ts';
import type { Ask } from './session.ts';

/** Values of the `:parts` of an address: `agencyCode`, `fileId`. */
export type Params = Readonly<Record<string, string>>;

/** Address of a screen by its name in the table of screens. A campaign's screens need no `campaignId`. */
export type LinkTo = (screen: string, params?: Params) => string;

/** Text keys of the headings of the screens that a role may open. */
export type TitlesOf = (role: Role) => readonly string[];

/** What the shell gives to every screen of a campaign. */
export interface PageContext {
  readonly ask: Ask;
  readonly staff: Staff;
  readonly campaign: Campaign;
  readonly linkTo: LinkTo;
  /** Loads the campaigns again, after a step that changed this one. */
  readonly refresh: () => Promise<void>;
}

export interface ScreenProps {
  readonly context: PageContext;
  readonly params: Params;
  /** Text key of its heading. */
  readonly title: string;
}

/** What the shell gives to the screens that belong to no campaign. */
export interface OfficeContext extends Omit<PageContext, 'campaign'> {
  /** The campaign whose menu is shown, once there is one. */
  readonly campaign: Campaign | undefined;
  /** The newest first. */
  readonly campaigns: readonly Campaign[];
  readonly titlesOf: TitlesOf;
}

export interface OfficeScreenProps {
  readonly context: OfficeContext;
  readonly title: string;
}
