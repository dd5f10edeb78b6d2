import { listsDueOn } from '#contract/calendar.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { indicatorsOf } from '../checking/indicators.ts';
import type { Scope } from '../scope.ts';
import { fieldTallies, missingNumbers } from '../tallying/tallies-in-force.ts';
import { stateOf, unitStandings } from './unit-states.ts';

/** Every unit with its state and how it stands beside the others; a unit's staff see their own row. */
export async function board(db: Db, campaignId: string, scope: Scope) {
  const campaign = await campaignAt(db, campaignId);
  const standings = await unitStandings(db, campaignId, scope);
  const indicators = indicatorsOf(
    await fieldTallies(db, campaignId),
    await missingNumbers(db, campaignId),
  );
  return {
    listsDueOn: listsDueOn(campaign),
    units: standings.map((unit) => ({
      ...unit,
      people: unit.accepted,
      state: stateOf(unit),
      indicators: indicators.get(unit.unitCode) ?? [],
    })),
  };
}
