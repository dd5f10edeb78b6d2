import type { ColumnRole } from '#contract/frames.ts';
import type { CampaignRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import type { ReadingRules } from '../deciding/read-application.ts';
import type { Window } from '../deciding/returned-day.ts';
import type { KnownUnit, UnitRules } from '../deciding/unit-register.ts';
import { UnitRegister } from '../deciding/unit-register.ts';
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
  readonly window: Window;
  readonly units: readonly KnownUnit[];
  readonly unitRules: UnitRules;
}

/** By which rules a row of a list is read: its columns, the campaign's window, the units known today. */
export const readingRules = async (deps: Deps, reading: RulesOfList): Promise<ReadingRules> =>
  rulesFrom(await ruleFacts(deps, reading, deps.now()));

export const rulesFrom = ({ columns, window, units, unitRules }: RuleFacts): ReadingRules => ({
  columns: new Map(columns),
  window,
  units: new UnitRegister(units, unitRules),
  ownUnit: unitRules.ownUnit,
});

export async function ruleFacts(deps: Deps, reading: RulesOfList, at: Date): Promise<RuleFacts> {
  const { campaign, scope, mayRegister, confirmed } = reading;
  const { provinceCode } = campaign;
  const units = await deps.db
    .selectFrom('unit')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where((of) => of.or([of('provinceCode', '=', provinceCode), of('kind', '=', 'department')]))
    .execute();
  const former = await deps.db
    .selectFrom('unitSuccession')
    .innerJoin('unit', 'unit.code', 'unitSuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('unit.provinceCode', '=', provinceCode)
    .execute();
  return {
    columns: confirmed.columns.map(({ index, role }) => [role, index]),
    window: { from: campaign.returnedFrom, to: campaign.returnedTo, today: dayOf(at) },
    units,
    unitRules: { provinceCode, ownUnit: scope, mayRegister, former },
  };
}

/** The calendar day in Viet Nam (UTC+7 all year). */
const dayOf = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
