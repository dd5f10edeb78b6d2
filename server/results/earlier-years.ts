import type { Db } from '../db/database.ts';
import type { EarlierYear } from './years.ts';

/** So many publications of before are read at most: each is several megabytes. */
const MOST_ROUNDS = 3;
const COUNTED = ['closed', 'published'] as const;

/** Publications of earlier years that were public first, the latest of each year: a later one changes no comparison. */
export async function publicationsBefore(db: Db, campaignId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('campaign as earlier')
    .innerJoin('publication', 'publication.campaignId', 'earlier.id')
    .innerJoin('campaign as later', 'later.provinceCode', 'earlier.provinceCode')
    .innerJoin('publication as shown', 'shown.campaignId', 'later.id')
    .select(['earlier.id', 'earlier.year'])
    .where('later.id', '=', campaignId)
    .whereRef('earlier.year', '<', 'later.year')
    .whereRef('publication.publishedAt', '<', 'shown.publishedAt')
    .orderBy('earlier.year', 'desc')
    .orderBy('publication.publishedAt', 'desc')
    .execute();
  const latest = rows.filter(
    ({ year }, index) => rows.findIndex((row) => row.year === year) === index,
  );
  return latest.slice(0, MOST_ROUNDS).map(({ id }) => id);
}

/** Tables that are shown, of years that this system did not count; the newest first. */
export async function earlierYears(db: Db, campaignId: string): Promise<EarlierYear[]> {
  const tables = await db
    .selectFrom('earlierTable')
    .innerJoin('campaign', 'campaign.provinceCode', 'earlierTable.provinceCode')
    .select(['earlierTable.id', 'earlierTable.year', 'source', 'publishedOn', 'method'])
    .select('earlierTable.questionnaireVersion')
    .where('campaign.id', '=', campaignId)
    .whereRef('earlierTable.year', '<', 'campaign.year')
    .where('withdrawnAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('campaign as counted')
            .select('counted.id')
            .whereRef('counted.provinceCode', '=', 'earlierTable.provinceCode')
            .whereRef('counted.year', '=', 'earlierTable.year')
            .where('counted.stage', 'in', COUNTED),
        ),
      ),
    )
    .orderBy('earlierTable.year', 'desc')
    .orderBy('addedAt', 'desc')
    .execute();
  return Promise.all(
    tables.map(async ({ id, ...table }) => ({ ...table, figures: await figuresOf(db, id) })),
  );
}

async function figuresOf(db: Db, tableId: string) {
  const rows = await db
    .selectFrom('earlierFigure as figure')
    .innerJoin('earlierAgency as agency', (join) =>
      join
        .onRef('agency.tableId', '=', 'figure.tableId')
        .onRef('agency.label', '=', 'figure.agency'),
    )
    .innerJoin('earlierCriterion as criterion', (join) =>
      join
        .onRef('criterion.tableId', '=', 'figure.tableId')
        .onRef('criterion.label', '=', 'figure.criterion'),
    )
    .select(['agency.label', 'isProvince', 'agencyCode', 'nodeCode', 'weight'])
    .select(['share', 'respondents', 'standardError'])
    .where('figure.tableId', '=', tableId)
    .orderBy('agency.position')
    .orderBy('criterion.position')
    .execute();
  return rows.flatMap(({ isProvince, nodeCode, ...figure }) =>
    nodeCode !== null && (isProvince || figure.agencyCode !== null)
      ? [{ ...figure, nodeCode }]
      : [],
  );
}
