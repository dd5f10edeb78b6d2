import { createHmac } from 'node:crypto';
import { chunksOf } from './chunks-of.ts';
import type { Db } from './database.ts';
import type { Identity } from './sealed-identity.ts';
import { openIdentity } from './sealed-identity.ts';

/** Traces of a round and their key go so many years after the last day of its collection. */
export const CONTACT_TERM_YEARS = 5;
export type ContactKind = 'asked' | 'refused';

interface RoundKeys {
  identityKey(campaignId: string): Promise<Buffer>;
  contactKey(campaignId: string): Promise<Buffer>;
}

/**
 * Keeps of these persons that they were asked in the round, or that they want to be asked no more. Later rounds
 * leave them out at the freeze. A refusal is honoured for as long as its trace is kept.
 */
export async function traceContacts(
  trx: Db,
  secrets: RoundKeys,
  campaignId: string,
  kind: ContactKind,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const identityKey = await secrets.identityKey(campaignId);
  const contactKey = await secrets.contactKey(campaignId);
  for (const ids of chunksOf(personIds, 500)) {
    const persons = await trx
      .selectFrom('person')
      .select(['kind', 'sealed'])
      .where('campaignId', '=', campaignId)
      .where('id', 'in', ids)
      .execute();
    const rows = persons
      .flatMap(({ kind: ownerKind, sealed }) =>
        sealed ? contactHashes(contactKey, ownerKind, openIdentity(identityKey, sealed)) : [],
      )
      .map((hash) => ({ campaignId, kind, hash }));
    if (rows.length > 0)
      await trx
        .insertInto('contactTrace')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
}

/** The person of this case is left out of later rounds: by the office's word, or by their own. */
export async function traceOptOut(
  trx: Db,
  secrets: RoundKeys,
  campaignId: string,
  invitationId: string,
): Promise<void> {
  const persons = await trx
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .select('personId')
    .where('invitation.id', '=', invitationId)
    .execute();
  const ids = persons.flatMap(({ personId }) => personId ?? []);
  await traceContacts(trx, secrets, campaignId, 'refused', ids);
}

/**
 * What a person is found by in another round: name with phone, or name with year of birth and address; an
 * organisation by its name. Who changes phone and address at once is not found.
 */
export function contactHashes(
  key: Buffer,
  kind: 'citizen' | 'organization',
  { fullName, phone, birthYear, address }: Identity,
): Buffer[] {
  const name = withoutMarks(fullName);
  const signs =
    kind === 'organization'
      ? [`organization|${name}`]
      : [
          ...(phone ? [`phone|${phone}|${name}`] : []),
          ...(birthYear && address ? [`birth|${birthYear}|${withoutMarks(address)}|${name}`] : []),
        ];
  return signs.map((sign) => createHmac('sha256', key).update(sign).digest().subarray(0, 16));
}

/** Lists of two years write one name with and without marks. */
const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
