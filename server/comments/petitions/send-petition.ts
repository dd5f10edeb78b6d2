import { sql } from 'kysely';
import type { Received } from '#contract/endpoint.ts';
import type { sendPetition as endpoint } from '#contract/petitions.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { drawnFor } from '../../http/repeated-request.ts';
import { problem } from '../../problem.ts';
import { requireTaking } from './petition-rounds.ts';
import { agenciesOf } from './queries.ts';
import { sealPetition } from './sealed-petition.ts';

type SentPetition = Received<typeof endpoint>['body'];

/**
 * Keeps a petition with nothing beside it that an hour could be read from: no time, no running number, no line
 * of the journal. Place and transaction of a row tell an order too, and so do those of the invitations
 * that were answered: with each arrival, those that wait are written anew, by random ids.
 * A request that is repeated finds the petition and has its number again.
 */
export async function sendPetition({ db, secrets }: Deps, sent: SentPetition): Promise<string> {
  const { campaignId, kind, concernedAgency, mayPublish, text, contact } = sent;
  if (concernedAgency !== null) {
    const agencies = await agenciesOf(db, campaignId);
    if (!agencies.some(({ agencyCode }) => agencyCode === concernedAgency))
      throw problem('agency_not_found');
  }
  await requireTaking(db, campaignId);
  const key = await secrets.identityKey(campaignId);
  const isEmpty = !contact || Object.values(contact).every((value) => value === '');
  const { id, bytes } = drawnFor(secrets, 'petition', wordsOf(sent));
  const petition = { ...UNHANDLED, id, number: numberFrom(bytes), campaignId };
  const content = {
    petitionId: petition.id,
    campaignId,
    sealed: sealPetition(key, { text, contact: isEmpty ? null : contact }),
  };
  await db.transaction().execute(async (trx) => {
    // Holds off another arrival, and an erasure, until this one is stored.
    await sql`select id from campaign where id = ${campaignId} for no key update`.execute(trx);
    await requireTaking(trx, campaignId);
    if (await isThere(trx, id)) return;
    const waiting = await takeWaiting(trx, campaignId);
    await trx
      .insertInto('petition')
      .values(byId([...waiting.petitions, { ...petition, kind, concernedAgency, mayPublish }]))
      .execute();
    await trx
      .insertInto('petitionContent')
      .values(byPetition([...waiting.contents, content]))
      .execute();
  });
  return petition.number;
}

const UNHANDLED = {
  state: 'waiting',
  agencyCode: null,
  masked: null,
  assignedOn: null,
  dueOn: null,
  answer: null,
  note: null,
  closedOn: null,
  publicQuestion: null,
} as const;

/** With the page's id alone, what is changed on the page and sent again would be lost. */
const wordsOf = ({ requestId, campaignId, contact, ...sent }: SentPetition) => [
  requestId,
  campaignId,
  sent.kind,
  sent.concernedAgency,
  sent.mayPublish,
  sent.text,
  contact && [contact.name, contact.phone, contact.email, contact.address],
];

const isThere = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('petition').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined;

function numberFrom(bytes: Buffer): string {
  const digits = String(bytes.readBigUInt64BE() % 10n ** 11n).padStart(11, '0');
  return digits + checkDigit(digits);
}

/** Beyond so many, others at random: a flood must not make each one dearer than the last. */
const MOST_REWRITTEN = 200;

async function takeWaiting(trx: Db, campaignId: string) {
  const rows = await trx
    .selectFrom('petition')
    .select('id')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'waiting')
    .orderBy(sql`random()`)
    .limit(MOST_REWRITTEN)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return { petitions: [], contents: [] };
  const contents = await trx
    .deleteFrom('petitionContent')
    .where('petitionId', 'in', ids)
    .returningAll()
    .execute();
  const petitions = await trx
    .deleteFrom('petition')
    .where('id', 'in', ids)
    .returningAll()
    .execute();
  return { petitions, contents };
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byPetition = <Row extends { readonly petitionId: string }>(rows: readonly Row[]) =>
  rows.toSorted((a, b) => (a.petitionId < b.petitionId ? -1 : 1));
