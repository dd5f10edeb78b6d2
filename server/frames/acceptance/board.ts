import { listsDueOn } from '#contract/calendar.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { readIndicators } from '../completeness/list-evidence.ts';
import type { Scope } from '../scope.ts';
import { agencyStandings, stateOf } from './agency-states.ts';

/** Every agency with its state and how it stands beside the others; an agency's staff see their own row. */
export async function board(db: Db, campaignId: string, scope: Scope) {
  const campaign = await campaignAt(db, campaignId);
  const standings = await agencyStandings(db, campaignId, scope);
  const indicators = await readIndicators(db, campaignId);
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
