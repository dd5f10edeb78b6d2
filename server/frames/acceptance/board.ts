import { listsDueOn } from '#contract/calendar.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { indicatorsOf } from '../completeness/indicators.ts';
import { fieldTallies, missingNumbers } from '../completeness/tallies-in-force.ts';
import type { Scope } from '../scope.ts';
import { agencyStandings, stateOf } from './agency-states.ts';

/** Every agency with its state and how it stands beside the others; an agency's staff see their own row. */
export async function board(db: Db, campaignId: string, scope: Scope) {
  const campaign = await campaignAt(db, campaignId);
  const standings = await agencyStandings(db, campaignId, scope);
  const indicators = indicatorsOf(
    await fieldTallies(db, campaignId),
    await missingNumbers(db, campaignId),
  );
  return {
    listsDueOn: listsDueOn(campaign),
    agencies: standings.map((agency) => ({
      ...agency,
      people: agency.accepted,
      state: stateOf(agency),
      indicators: indicators.get(agency.agencyCode) ?? [],
    })),
  };
}
