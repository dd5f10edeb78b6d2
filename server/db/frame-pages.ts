import type { Selectable } from 'kysely';
import type { Db } from './database.ts';
import type { Tables } from './schema.ts';

type FrameLine = Pick<Selectable<Tables['frameUnit']>, 'unitId' | 'stratum'>;

/** The frozen frame's units in the order of their pseudonyms, page by page; the last page may be empty. */
export async function* framePages(
  db: Db,
  campaignId: string,
  pageSize: number,
): AsyncGenerator<FrameLine[]> {
  for (let last = ''; ; ) {
    const page = await db
      .selectFrom('frameUnit')
      .select(['unitId', 'stratum'])
      .where('campaignId', '=', campaignId)
      .where('unitId', '>', last)
      .orderBy('unitId')
      .limit(pageSize)
      .execute();
    yield page;
    if (page.length < pageSize) return;
    last = page[page.length - 1]!.unitId;
  }
}
