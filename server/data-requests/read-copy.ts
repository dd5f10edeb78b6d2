import { erasureDay } from '#contract/calendar.ts';
import type { DataCopy, StoredContact } from '#contract/data-requests.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import type { Identity } from '../db/sealed-identity.ts';
import { openIdentity } from '../db/sealed-identity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { personsOf } from './erase-person.ts';
import { dataRequest } from './list-requests.ts';
import { personBehindDossier } from './register.ts';
import { storedDossiers, storedSlip } from './stored-about.ts';

type StoredPerson = DataCopy['persons'][number];

/** In every agency that served the person. The journal says that it was read, and never of whom. */
export async function readDataCopy(
  deps: Deps,
  by: string,
  { campaignId, code }: { readonly campaignId: string; readonly code: string },
): Promise<DataCopy> {
  const { db, secrets, now } = deps;
  await refuseErased(db, campaignId);
  const campaign = await campaignAt(db, campaignId);
  const { agencyCode, dossierCode } = await dataRequest(db, campaignId, code);
  const own = await personBehindDossier(db, campaignId, agencyCode, dossierCode);
  if (!own) throw problem('request_not_held');
  const key = await secrets.identityKey(campaignId);
  const persons: StoredPerson[] = [];
  for (const id of await personsOf(db, campaignId, own))
    persons.push(...(await storedPerson(db, key, campaignId, id)));
  const details = { code, agency: agencyCode };
  await record(db, { at: now(), staffId: by, act: 'data_copy_read', campaignId, details });
  const erasedOn = erasureDay(campaign, await postponedTo(db, campaignId));
  return { code, madeAt: now().toISOString(), campaignName: campaign.name, erasedOn, persons };
}

async function storedPerson(
  db: Db,
  key: Buffer,
  campaignId: string,
  id: string,
): Promise<StoredPerson[]> {
  const row = await db
    .selectFrom('person')
    .innerJoin('agency', 'agency.code', 'person.agencyCode')
    .leftJoin('contactCorrection', 'contactCorrection.personId', 'person.id')
    .select(['person.sealed', 'person.agencyCode', 'agency.name as agencyName'])
    .select('contactCorrection.sealed as corrected')
    .where('person.id', '=', id)
    .where('person.campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!row?.sealed) return [];
  const { agencyCode, agencyName, corrected } = row;
  const identity = openIdentity(key, row.sealed);
  const { birthYear, birthDay, sex, cameName, representative } = identity;
  return [
    {
      ...{ agencyCode, agencyName, birthYear, birthDay, sex, cameName, representative },
      ...contactOf(identity),
      corrected: corrected && contactOf(openIdentity(key, corrected)),
      dossiers: await storedDossiers(db, key, id, identity.fullName),
      slip: await storedSlip(db, campaignId, id),
    },
  ];
}

const contactOf = ({ fullName, phone, address, hamlet, email }: Identity): StoredContact => ({
  fullName,
  phone,
  address,
  hamlet,
  email,
});

async function postponedTo(db: Db, campaignId: string): Promise<string | null> {
  const { until } = await db
    .selectFrom('retentionPostponement')
    .select(({ fn }) => fn.max('until').as('until'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  return until;
}
