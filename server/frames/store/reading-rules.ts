import type { ColumnRole } from '#contract/list-preview.ts';
import type { CampaignRow } from '../../db/tables/campaigns.ts';
import type { Deps } from '../../deps.ts';
import type { AgencyRules, KnownAgency } from '../../lists/decide/agency-register.ts';
import { AgencyRegister } from '../../lists/decide/agency-register.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import type { Window } from '../../lists/decide/returned-day.ts';
import type { Scope } from '../scope.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';

export interface RulesOfList {
  readonly campaign: CampaignRow;
  readonly scope: Scope;
  readonly mayRegister: boolean;
  readonly confirmed: ConfirmedColumns;
}

/** What the rules are made of, for a thread of its own. */
export interface RuleFacts {
  readonly columns: readonly (readonly [ColumnRole, number])[];
  readonly recordWidth: number | undefined;
  readonly window: Window;
  readonly agencies: readonly KnownAgency[];
  readonly agencyRules: AgencyRules;
}

/** By which rules a row of a list is read: its columns, the campaign's window, the agencies known today. */
export const readingRules = async (deps: Deps, reading: RulesOfList): Promise<ReadingRules> =>
  rulesFrom(await ruleFacts(deps, reading, deps.now()));

export const rulesFrom = (facts: RuleFacts): ReadingRules => ({
  columns: new Map(facts.columns),
  window: facts.window,
  agencies: new AgencyRegister(facts.agencies, facts.agencyRules),
  ownAgency: facts.agencyRules.ownAgency,
  recordWidth: facts.recordWidth,
});

export async function ruleFacts(
  deps: Deps,
  reading: RulesOfList,
  moment: Date,
): Promise<RuleFacts> {
  const { campaign, scope, mayRegister, confirmed } = reading;
  const { provinceCode } = campaign;
  const agencies = await deps.db
    .selectFrom('agency')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where((where) =>
      where.or([where('provinceCode', '=', provinceCode), where('kind', '=', 'department')]),
    )
    .execute();
  const former = await deps.db
    .selectFrom('agencySuccession')
    .innerJoin('agency', 'agency.code', 'agencySuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('agency.provinceCode', '=', provinceCode)
    .execute();
  return {
    columns: confirmed.columns.map(({ index, role }) => [role, index]),
    recordWidth: confirmed.recordWidth,
    window: { from: campaign.returnedFrom, to: campaign.returnedTo, today: dayOf(moment) },
    agencies,
    agencyRules: { provinceCode, ownAgency: scope, mayRegister, former },
  };
}

/** The calendar day in Viet Nam (UTC+7 all year). */
const dayOf = (moment: Date) =>
  new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
