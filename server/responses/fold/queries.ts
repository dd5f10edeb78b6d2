import type { GroupFigure } from '#contract/tabulation.ts';
import { TabulationPlan, tabulationOf } from '#contract/tabulation.ts';
import { countedStrata } from '../../db/counted-strata.ts';
import type { Db } from '../../db/database.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { disclosureThreshold } from '../queries.ts';
import type { FieldFigure } from './field-figures.ts';
import type { Settled } from './fold.ts';
import { Fold } from './fold.ts';
import type { DrawnStratum } from './folded-stratum.ts';

const ROWS = 1000;

/** What the fold must know before the first ballot is opened: all of it without any answer. */
export async function openFold(trx: Db, campaignId: string): Promise<Fold> {
  const questionnaire = await questionnaireOf(trx, campaignId);
  const plan = await trx
    .selectFrom('samplePlan')
    .select('tabulation')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  return new Fold(
    questionnaire,
    plan?.tabulation
      ? TabulationPlan.parse(JSON.parse(plan.tabulation))
      : tabulationOf(questionnaire),
    await drawnStrata(trx, campaignId),
    await disclosureThreshold(trx, campaignId),
  );
}

async function drawnStrata(trx: Db, campaignId: string): Promise<DrawnStratum[]> {
  const strata = await countedStrata(trx, campaignId);
  return strata.map(({ agencyCode: agency, fieldCode: field, ...counts }) => ({
    code: counts.code,
    agency,
    field,
    population: counts.population,
    released: counts.released,
    respondents: counts.respondents,
    ineligible: counts.ineligible,
  }));
}

export async function insertResponseStrata(trx: Db, campaignId: string, fold: Fold): Promise<void> {
  const strata = fold.strata.map(({ code, agency, fields }) => ({
    campaignId,
    code,
    agencyCode: agency,
    fieldCode: agency !== null && fields.length === 1 ? fields[0]! : null,
  }));
  const members = fold.strata.flatMap(({ code, members: joined }) =>
    joined.map((stratum) => ({ campaignId, stratum: stratum.code, responseStratum: code })),
  );
  for (const part of parts(strata)) await trx.insertInto('responseStratum').values(part).execute();
  for (const part of parts(members))
    await trx.insertInto('responseStratumMember').values(part).execute();
}

/** What may not be published, or only coarser, and the figures of fields as they will be. */
export async function insertSettled(
  trx: Db,
  campaignId: string,
  { fieldFigures, groupFigures, ...cells }: Settled,
): Promise<void> {
  await trx
    .insertInto('withheldCells')
    .values({ campaignId, cells: JSON.stringify(cells) })
    .execute();
  await insertFieldFigures(trx, campaignId, fieldFigures);
  await insertGroupFigures(trx, campaignId, groupFigures);
}

async function insertFieldFigures(
  trx: Db,
  campaignId: string,
  figures: readonly FieldFigure[],
): Promise<void> {
  const rows = figures.map(({ fieldCode, figure }) => ({
    campaignId,
    fieldCode,
    node: figure.node,
    figure: JSON.stringify(figure),
  }));
  for (const part of parts(rows)) await trx.insertInto('fieldFigure').values(part).execute();
}

async function insertGroupFigures(
  trx: Db,
  campaignId: string,
  figures: readonly GroupFigure[],
): Promise<void> {
  const rows = figures.map((figure) => ({ campaignId, ...figure }));
  for (const part of parts(rows)) await trx.insertInto('groupFigure').values(part).execute();
}

function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += ROWS) yield rows.slice(from, from + ROWS);
}
