import { problem } from '../problem.ts';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';

/** An agency of the province, by a code that somebody typed: a code that nobody has goes no further, into no journal. */
export async function namedAgency(db: Db, provinceCode: string, agencyCode: string) {
  const agency = await db
    .selectFrom('agency')
    .select(['code', 'name', 'officeName'])
    .where('code', '=', agencyCode)
    .where('provinceCode', '=', provinceCode)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!agency) throw problem('agency_not_found');
  return agency;
}
