import { sql } from 'kysely';
import type { DataCopy } from '#contract/data-requests.ts';
import type { Db } from '../db/database.ts';
import { openIdentity } from '../db/sealed-identity.ts';

type StoredPerson = DataCopy['persons'][number];

/** Dossiers of one person, each with the name on it where that is written otherwise. */
export async function storedDossiers(
  db: Db,
  key: Buffer,
  personId: string,
  fullName: string,
): Promise<StoredPerson['dossiers']> {
  const rows = await db
    .selectFrom('dossier')
    .leftJoin('mergedIdentity', (join) =>
      join
        .onRef('mergedIdentity.fileId', '=', 'dossier.fileId')
        .onRef('mergedIdentity.rowNumber', '=', 'dossier.rowNumber'),
    )
    .select(['code', 'procedureName', 'procedureCode', 'channel', 'sealed'])
    .select(['receivedOn', 'dueOn', 'returnedOn'])
    .where('personId', '=', personId)
    .orderBy('returnedOn')
    .orderBy('code')
    .execute();
  return rows.map(({ code, procedureName, procedureCode, sealed, ...row }) => {
    const stated = sealed ? openIdentity(key, sealed).fullName : fullName;
    return {
      ...row,
      code: code ?? '',
      procedureName: procedureName ?? procedureCode ?? '',
      statedName: stated === fullName ? null : stated,
    };
  });
}

/** Before the draw nobody has a slip. */
export async function storedSlip(
  db: Db,
  campaignId: string,
  personId: string,
): Promise<StoredPerson['slip']> {
  const slip = await db
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .select(['invitation.id', 'serial', 'issuedAt', 'openedOn', 'delivery', 'state'])
    .select(
      sql<number>`(select count(*) from contact_message where invitation_id = invitation.id)`.as(
        'reminders',
      ),
    )
    .where('invitation.campaignId', '=', campaignId)
    .where('personId', '=', personId)
    .where('state', '<>', 'replaced')
    .executeTakeFirst();
  if (!slip) return null;
  const attempts = await db
    .selectFrom('contactAttempt')
    .select(['day', 'way', 'outcome'])
    .where('invitationId', '=', slip.id)
    .orderBy('day')
    .execute();
  const { serial, openedOn, delivery, reminders, state } = slip;
  const isUsed = state !== 'issued' && state !== 'opened';
  return {
    ...{ serial, openedOn, delivery, reminders, isUsed, attempts },
    issuedAt: slip.issuedAt.toISOString(),
  };
}
