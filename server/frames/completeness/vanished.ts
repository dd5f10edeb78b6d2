import { sql } from 'kysely';
import type { VanishedDossier } from '#contract/vanished-dossiers.ts';
import type { Db } from '../../db/database.ts';
import { campaignOf } from '../scope.ts';

const PAGE = 50;

/** Vanished dossiers of an agency that count: those of the list in force. */
export const vanishedOf = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('vanishedDossier')
    .innerJoin('listFile', 'listFile.id', 'vanishedDossier.fileId')
    .where('listFile.campaignId', '=', campaignId)
    .where('listFile.state', '=', 'imported')
    .where('vanishedDossier.agencyCode', '=', agencyCode);

/** A page of vanished dossiers, those without a reason first, the late and the refused before the others. */
export async function vanishedPage(db: Db, campaignId: string, agencyCode: string, page: number) {
  await campaignOf(db, campaignId, agencyCode);
  const dossiers = await vanishedOf(db, campaignId, agencyCode)
    .leftJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'listFile.campaignId')
        .onRef('field.code', '=', 'vanishedDossier.fieldCode'),
    )
    .select([
      'vanishedDossier.code',
      'receivedOn',
      'returnedOn',
      'isLate',
      'isRefused',
      'reason',
      'note',
      sql<string>`coalesce(field.name, '')`.as('field'),
    ])
    .orderBy(sql`reason is not null`)
    .orderBy(sql`is_late or is_refused`, 'desc')
    .orderBy('vanishedDossier.code')
    .limit(PAGE)
    .offset((Math.max(1, page) - 1) * PAGE)
    .execute();
  return {
    dossiers: dossiers as VanishedDossier[],
    ...(await vanishedCounts(db, campaignId, agencyCode)),
  };
}

export async function vanishedCounts(db: Db, campaignId: string, agencyCode: string) {
  return vanishedOf(db, campaignId, agencyCode)
    .select([
      (select) => select.fn.countAll<number>().as('total'),
      (select) => select.fn.countAll<number>().filterWhere('reason', 'is', null).as('unexplained'),
    ])
    .executeTakeFirstOrThrow();
}
