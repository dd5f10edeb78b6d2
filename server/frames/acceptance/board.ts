import { listsDueOn } from '#contract/calendar.ts';
import type { Indicator } from '#contract/indicators.ts';
import { askTogether } from '../../db/ask-together.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { checkedRegisters } from '../completeness/checked-registers.ts';
import { readIndicators } from '../completeness/list-evidence.ts';
import type { Scope } from '../scope.ts';
import { agencyStandings, stateOf } from './agency-states.ts';

type ReadIndicators = (campaignId: string) => Promise<ReadonlyMap<string, readonly Indicator[]>>;

/** Every agency with its state and its shares beside those of the others; an agency's staff see their own row. */
export async function board(
  db: Db,
  campaignId: string,
  scope: Scope,
  indicatorsOf: ReadIndicators = (campaignId) => readIndicators(db, campaignId),
) {
  const campaign = await campaignAt(db, campaignId);
  const due = listsDueOn(campaign);
  const [standings, indicators, checks, deadlines] = await askTogether(db, [
    () => agencyStandings(db, campaignId, scope),
    () => indicatorsOf(campaignId),
    () => checkedRegisters(db, campaignId),
    () => deadlinesOf(db, campaignId),
  ]);
  return {
    listsDueOn: due,
    agencies: standings.map((agency) => ({
      ...agency,
      people: agency.accepted,
      listsDueOn: deadlines.get(agency.agencyCode) ?? due,
      state: stateOf(agency),
      indicators: [...(indicators.get(agency.agencyCode) ?? [])],
      check: checks.get(agency.agencyCode) ?? null,
    })),
  };
}

/** Agencies to which Home Affairs gave another day. */
const deadlinesOf = async (db: Db, campaignId: string): Promise<Map<string, string>> =>
  new Map(
    (
      await db
        .selectFrom('agencyDeadline')
        .select(['agencyCode', 'listsDueOn'])
        .where('campaignId', '=', campaignId)
        .execute()
    ).map((row) => [row.agencyCode, row.listsDueOn]),
  );
