import type { CampaignRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import type { ReadingRules } from '../deciding/read-application.ts';
import { UnitRegister } from '../deciding/unit-register.ts';
import type { Scope } from '../scope.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';

export interface RulesOfList {
  readonly campaign: CampaignRow;
  readonly scope: Scope;
  readonly mayRegister: boolean;
  readonly confirmed: ConfirmedColumns;
}

/** By which rules a row of a list is read: its columns, the campaign's window, the units known today. */
export async function readingRules(deps: Deps, reading: RulesOfList): Promise<ReadingRules> {
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
    columns: new Map(confirmed.columns.map(({ index, role }) => [role, index])),
    window: { from: campaign.returnedFrom, to: campaign.returnedTo, today: today(deps.now()) },
    units: new UnitRegister(units, { provinceCode, ownUnit: scope, mayRegister, former }),
    ownUnit: scope,
  };
}

/** The calendar day in Viet Nam (UTC+7 all year). */
const today = (now: Date) => new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
