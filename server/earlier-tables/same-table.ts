import { isDeepStrictEqual } from 'node:util';
import type { keepEarlierTable } from '#contract/earlier-tables.ts';
import type { Received } from '#contract/endpoint.ts';
import type { Db } from '../db/database.ts';
import { matchesOf } from './queries.ts';

type NewTable = Received<typeof keepEarlierTable>['body'];

/** The table in use that has the same origin, figures and matches: a second press at the same moment asks for it again. */
export async function sameTable(
  trx: Db,
  provinceCode: string,
  { figures, agencies, criteria, ...origin }: NewTable,
): Promise<string | undefined> {
  const tables = await trx
    .selectFrom('earlierTable')
    .select(['id', 'year', 'source', 'publishedOn', 'method'])
    .where('provinceCode', '=', provinceCode)
    .where('year', '=', origin.year)
    .where('source', '=', origin.source)
    .where('withdrawnAt', 'is', null)
    .execute();
  for (const { id, ...known } of tables)
    if (
      isDeepStrictEqual(known, origin) &&
      isDeepStrictEqual(inOrder(await figuresOf(trx, id)), inOrder(figures)) &&
      isDeepStrictEqual(await matchesOf(trx, id), { agencies, criteria })
    )
      return id;
  return undefined;
}

type Figure = NewTable['figures'][number];

const keyOf = ({ agency, criterion }: Figure): string => JSON.stringify([agency, criterion]);
const inOrder = (figures: readonly Figure[]): Figure[] =>
  figures.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const figuresOf = (trx: Db, tableId: string): Promise<Figure[]> =>
  trx
    .selectFrom('earlierFigure')
    .select(['agency', 'criterion', 'share', 'respondents', 'standardError'])
    .where('tableId', '=', tableId)
    .execute();
