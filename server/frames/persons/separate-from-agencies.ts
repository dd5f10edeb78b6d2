import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';

/** This person is somebody else than their namesakes in other agencies: remembered by their dossiers' codes. */
export async function separateFromAgencies(
  deps: Deps,
  campaignId: string,
  personId: string,
  staffId: string,
): Promise<void> {
  await openCampaignOf(deps.db, campaignId, null);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const dossiers = await dossiersOf(trx, campaignId, personId);
    const separated = await trx
      .insertInto('separation')
      .values(
        dossiers.map(({ code, agencyCode }) => ({
          campaignId,
          agencyCode,
          dossierCode: code,
          reach: 'agencies' as const,
          separatedAt: deps.now(),
          separatedBy: staffId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('dossierCode')
      .execute();
    const hasLeft = await leaveCluster(trx, campaignId, personId);
    if (separated.length > 0 || hasLeft)
      await noted(trx, deps, 'person_separated', campaignId, staffId);
  });
}

/** Withdrawn; the next search finds again who is the same person. */
export async function rejoinAgencies(
  deps: Deps,
  campaignId: string,
  personId: string,
  staffId: string,
): Promise<void> {
  await openCampaignOf(deps.db, campaignId, null);
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const codes = (await dossiersOf(trx, campaignId, personId)).map(({ code }) => code);
    const rejoined = await trx
      .deleteFrom('separation')
      .where('campaignId', '=', campaignId)
      .where('reach', '=', 'agencies')
      .where('dossierCode', 'in', codes)
      .returning('dossierCode')
      .execute();
    if (rejoined.length > 0) await noted(trx, deps, 'person_rejoined', campaignId, staffId);
  });
}

async function dossiersOf(trx: Db, campaignId: string, personId: string) {
  const rows = await trx
    .selectFrom('person')
    .innerJoin('dossier', 'dossier.personId', 'person.id')
    .select(['dossier.code', 'person.agencyCode'])
    .where('person.id', '=', personId)
    .where('person.campaignId', '=', campaignId)
    .execute();
  const coded = rows.flatMap(({ code, agencyCode }) => (code ? [{ code, agencyCode }] : []));
  if (coded.length === 0) throw problem('not_found');
  return coded;
}

/** The others stay one person as long as two of them are left. */
async function leaveCluster(trx: Db, campaignId: string, personId: string): Promise<boolean> {
  const left = await trx
    .deleteFrom('samePerson')
    .where('personId', '=', personId)
    .returning('cluster')
    .executeTakeFirst();
  if (!left) return false;
  const others = await trx
    .selectFrom('samePerson')
    .select('personId')
    .where('campaignId', '=', campaignId)
    .where('cluster', '=', left.cluster)
    .execute();
  if (others.length === 1)
    await trx.deleteFrom('samePerson').where('personId', '=', others[0]!.personId).execute();
  return true;
}

const noted = (trx: Db, deps: Deps, act: string, campaignId: string, staffId: string) =>
  record(trx, { at: deps.now(), staffId, act, campaignId });
