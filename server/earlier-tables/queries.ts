import type { EarlierTable } from '#contract/earlier-tables.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { codesToday } from '#contract/questionnaire.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { AgencyRegister } from '../lists/decide/agency-register.ts';

export async function provinceAgencies(db: Db, provinceCode: string) {
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name', 'kind', 'provinceCode'])
    .where('provinceCode', '=', provinceCode)
    .orderBy('name')
    .execute();
  const former = await db
    .selectFrom('agencySuccession')
    .innerJoin('agency', 'agency.code', 'agencySuccession.newCode')
    .select(['oldCode', 'oldName', 'oldDistrict', 'newCode'])
    .where('agency.provinceCode', '=', provinceCode)
    .execute();
  const rules = { provinceCode, ownAgency: null, mayRegister: false, former };
  return { agencies, register: new AgencyRegister(agencies, rules) };
}

export async function provinceOfCampaign(db: Db, campaignId: string) {
  const { provinceCode, year } = await campaignAt(db, campaignId);
  const { name } = await db
    .selectFrom('province')
    .select('name')
    .where('code', '=', provinceCode)
    .executeTakeFirstOrThrow();
  return { provinceCode, provinceName: name, year };
}

/** Tables of years before this round's, the newest year first; withdrawn ones at the end. */
export async function earlierTables(
  db: Db,
  { provinceCode, year }: { provinceCode: string; year: number },
  questionnaire: Questionnaire,
): Promise<EarlierTable[]> {
  const tables = await db
    .selectFrom('earlierTable')
    .innerJoin('staff', 'staff.id', 'addedBy')
    .select([
      'earlierTable.id as tableId',
      'year',
      'source',
      'publishedOn',
      'method',
      'questionnaireVersion',
      'addedAt',
      'withdrawnAt',
      'staff.fullName as addedBy',
    ])
    .where('earlierTable.provinceCode', '=', provinceCode)
    .where('year', '<', year)
    .orderBy('year', 'desc')
    .orderBy('addedAt', 'desc')
    .execute();
  const shown = await Promise.all(tables.map((table) => withMatches(db, table, questionnaire)));
  return [
    ...shown.filter(({ withdrawnAt }) => !withdrawnAt),
    ...shown.filter(({ withdrawnAt }) => withdrawnAt),
  ];
}

interface TableRow
  extends Omit<EarlierTable, 'addedAt' | 'withdrawnAt' | 'figures' | 'agencies' | 'criteria'> {
  readonly questionnaireVersion: string;
  readonly addedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** Matches in the codes of the round's questionnaire: what another version has with the same meaning, nothing else. */
async function withMatches(
  db: Db,
  { questionnaireVersion, ...table }: TableRow,
  { version, nodes }: Questionnaire,
): Promise<EarlierTable> {
  const { tableId } = table;
  const { agencies, criteria } = await matchesOf(db, tableId);
  const today = codesToday(nodes, questionnaireVersion);
  const { figures } = await db
    .selectFrom('earlierFigure')
    .select(({ fn }) => fn.countAll<number>().as('figures'))
    .where('tableId', '=', tableId)
    .executeTakeFirstOrThrow();
  return {
    ...table,
    addedAt: table.addedAt.toISOString(),
    withdrawnAt: table.withdrawnAt?.toISOString() ?? null,
    figures: Number(figures),
    agencies,
    criteria:
      questionnaireVersion === version
        ? criteria
        : criteria.map(({ label, nodeCode }) => ({
            label,
            nodeCode: nodeCode === null ? null : (today.get(nodeCode) ?? null),
          })),
  };
}

/** Rounds of that year that this system counted: the system's own publication has their figures. */
export const countedRoundOf = (db: Db, provinceCode: string, year: number) =>
  db
    .selectFrom('campaign')
    .select('name')
    .where('provinceCode', '=', provinceCode)
    .where('year', '=', year)
    .where('stage', 'in', ['closed', 'published'])
    .limit(1)
    .executeTakeFirst();

export const tableOf = (db: Db, tableId: string, provinceCode: string) =>
  db
    .selectFrom('earlierTable')
    .select(['year', 'source', 'withdrawnAt'])
    .where('id', '=', tableId)
    .where('provinceCode', '=', provinceCode)
    .forUpdate()
    .executeTakeFirst();

/** What the table's agencies and criteria are compared with, as it has them. */
export async function matchesOf(db: Db, tableId: string) {
  const agencies = await db
    .selectFrom('earlierAgency')
    .select(['label', 'isProvince', 'agencyCode', 'weight'])
    .where('tableId', '=', tableId)
    .orderBy('position')
    .execute();
  const criteria = await db
    .selectFrom('earlierCriterion')
    .select(['label', 'nodeCode'])
    .where('tableId', '=', tableId)
    .orderBy('position')
    .execute();
  return { agencies, criteria };
}
