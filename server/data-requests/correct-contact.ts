import type { StoredContact } from '#contract/data-requests.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { openIdentity, sealIdentity } from '../db/sealed-identity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { refuseBeforeFreeze } from './answer-request.ts';
import { dataRequest } from './list-requests.ts';
import { personBehindDossier } from './register.ts';

/** What the frozen record commits to stays; slips, reminders, calls and visits go by the correction. */
export async function correctContact(
  deps: Deps,
  by: string,
  { campaignId, code }: { readonly campaignId: string; readonly code: string },
  contact: StoredContact,
): Promise<void> {
  const { db, secrets, now } = deps;
  await refuseErased(db, campaignId);
  const request = await dataRequest(db, campaignId, code);
  if (request.kind !== 'correction') throw problem('not_found');
  if (request.closedAt) throw problem('request_closed');
  const { agencyCode, dossierCode } = request;
  const key = await secrets.identityKey(campaignId);
  await db.transaction().execute(async (trx) => {
    await refuseBeforeFreeze(trx, campaignId);
    // The erasure of all may have begun meanwhile.
    await refuseErased(trx, campaignId);
    const personId = await personBehindDossier(trx, campaignId, agencyCode, dossierCode);
    const frozen = personId && (await frozenIdentity(trx, personId));
    if (!personId || !frozen) throw problem('request_not_held');
    const sealed = sealIdentity(key, { ...openIdentity(key, frozen), ...contact });
    const corrected = { sealed, correctedAt: now(), correctedBy: by };
    await trx
      .insertInto('contactCorrection')
      .values({ campaignId, personId, ...corrected })
      .onConflict((conflict) => conflict.columns(['campaignId', 'personId']).doUpdateSet(corrected))
      .execute();
    const details = { code, agency: agencyCode };
    await record(trx, { at: now(), staffId: by, act: 'contact_corrected', campaignId, details });
  });
}

/** Held until the correction is written: an erasure that comes meanwhile empties both. */
async function frozenIdentity(trx: Db, personId: string): Promise<Buffer | null> {
  const person = await trx
    .selectFrom('person')
    .select('sealed')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return person?.sealed ?? null;
}
