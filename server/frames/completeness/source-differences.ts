import { sql } from 'kysely';
import type { SourceDifference } from '#contract/second-sources.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import { campaignOf } from '../scope.ts';
import { matchedDossiers } from './compare-sources.ts';

const PAGE = 50;

/** Dossiers in which a second source and an agency's list disagree. Codes, as among vanished dossiers; no name. */
export async function sourceDifferences(
  db: Db,
  wanted: {
    readonly campaignId: string;
    readonly agencyCode: string;
    readonly page: number;
  },
): Promise<{ dossiers: SourceDifference[]; total: number }> {
  const { campaignId, agencyCode, page } = wanted;
  await campaignOf(db, campaignId, agencyCode);
  await refuseErased(db, campaignId);
  const { rows } = await sql<SourceDifference & { total: number }>`
    select kind, code, returned_on, is_late, listed_returned_on, is_listed_late, reason,
      case when is_returned is null then 'absent' when not is_returned then 'left_out' else 'late_differs' end as difference,
      count(*) over ()::integer as total
    from (${matchedDossiers(campaignId, agencyCode)}) as matched
    where is_returned is not true or (is_late is not null and is_late <> is_listed_late)
    order by is_returned nulls first, is_late desc nulls last, kind, code
    limit ${PAGE} offset ${(page - 1) * PAGE}
  `.execute(db);
  return {
    dossiers: rows.map(({ total: _, ...dossier }) => dossier),
    total: rows[0]?.total ?? 0,
  };
}
