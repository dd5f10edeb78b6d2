import type { CampaignTerms } from '#contract/campaigns.ts';
import type { Accounts } from '../demo/accounts.ts';
import type { DoorShares } from '../demo/citizens.ts';
import type { DemoClock } from '../demo/clock.ts';
import type { Deps } from '../deps.ts';
import type { SeedStage } from './stages.ts';
import { SEED_STAGES, STEP_DAY, standingDay, termsOf } from './stages.ts';
import type { Round, RoundSize } from './steps.ts';
import { STEPS } from './steps.ts';

const DAY_MS = 86_400_000;

export interface SeededOffice {
  readonly address: string;
  readonly deps: Deps;
  readonly clock: DemoClock;
  readonly accounts: Accounts;
  /** What differs from the usual terms of a seeded campaign. */
  readonly terms?: Partial<CampaignTerms>;
  readonly satisfactionShift?: number;
  /** Smaller than the usual one. */
  readonly size?: RoundSize;
  readonly doors?: (agencyCode: string) => DoorShares;
}

/** Both agencies by every door but plain pages, which need the built client. */
const SHARES: DoorShares = { paper: 0.2, counter: 0.12, interview: 0.1, phone: 0.12, plain: 0 };

/** Takes a new campaign from stage to stage until it is in the wanted one today; reports each that it reaches. */
export async function* seedCampaign(
  office: SeededOffice,
  wanted: SeedStage,
  now = new Date(),
): AsyncGenerator<{ readonly stage: SeedStage; readonly round: Round }> {
  const momentOf = (day: number) =>
    new Date(now.getTime() + (day - standingDay(wanted)) * DAY_MS).toISOString();
  const host = new URL(office.deps.config.publicUrl).host;
  const terms = { ...termsOf(wanted, now, host), ...office.terms };
  const { doors = () => SHARES } = office;
  const round: Round = { ...office, terms, doors, campaignId: '', momentOf };
  for (const stage of SEED_STAGES.slice(0, SEED_STAGES.indexOf(wanted) + 1)) {
    office.clock.setTo(momentOf(Math.min(STEP_DAY[stage], standingDay(wanted))));
    await STEPS[stage](round);
    yield { stage, round };
  }
}
