import type { Db } from '../db/database.ts';
import { AgencyRegister } from '../lists/decide/agency-register.ts';

/** The commune of today that an address names; null where it names none of the province. */
export type CommuneOf = (address: string | null) => string | null;

const NOBODY: CommuneOf = () => null;

/**
 * People of a department live all over the province, and the commune of their residence hands out their slips. A
 * commune's own people need no such word.
 */
export async function residenceOf(db: Db, agencyCode: string): Promise<CommuneOf> {
  const agency = await db
    .selectFrom('agency')
    .select(['kind', 'provinceCode'])
    .where('code', '=', agencyCode)
    .executeTakeFirst();
  if (agency?.kind !== 'department') return NOBODY;
  const { provinceCode } = agency;
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where('provinceCode', '=', provinceCode)
    .where('kind', '=', 'commune')
    .execute();
  const former = await db
    .selectFrom('agencySuccession')
    .innerJoin('agency', 'agency.code', 'agencySuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('agency.provinceCode', '=', provinceCode)
    .execute();
  const rules = { provinceCode, ownAgency: null, mayRegister: false, former };
  const register = new AgencyRegister(agencies, rules);
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  return (address) => {
    const code = address && register.agencyOf('', address);
    return (code && names.get(code)) ?? null;
  };
}
