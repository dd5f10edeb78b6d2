import type { Db } from '../../db/database.ts';
import { AgencyRegister } from '../../lists/decide/agency-register.ts';

/** Tells agencies of a province by code, name or former name; registers none. */
export async function provinceAgencies(db: Db, provinceCode: string): Promise<AgencyRegister> {
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where('provinceCode', '=', provinceCode)
    .execute();
  const former = await db
    .selectFrom('agencySuccession')
    .innerJoin('agency', 'agency.code', 'agencySuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('agency.provinceCode', '=', provinceCode)
    .execute();
  const rules = { provinceCode, ownAgency: null, mayRegister: false, former };
  return new AgencyRegister(agencies, rules);
}
