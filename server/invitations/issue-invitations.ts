import { sql } from 'kysely';
import { record } from '../db/activity.ts';
import { traceContacts } from '../db/contact-traces.ts';
import type { Db } from '../db/database.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import type { Deps } from '../deps.ts';
import { byHamletAndName } from './delivery-order.ts';
import { freeSecrets } from './free-secrets.ts';
import { namesIn } from './queries.ts';

const CHUNK = 500;

/** Issues what is missing: the drawn sample at first, later the reserves that were released. */
export async function issueInvitations(
  { db, secrets, now }: Deps,
  by: string,
  campaignId: string,
): Promise<{ issued: number }> {
  const issued = await db.transaction().execute(async (trx) => {
    // Two who issue at once wait here: the second finds nothing missing.
    await heldCampaignAt(trx, campaignId, 'drawn', 'collecting');
    await secrets.makeContactKey(campaignId);
    const issuedAt = now();
    const objecting = await objectingPersons(trx, campaignId);
    const numbered = withSerials(
      await uninvited(trx, secrets, campaignId),
      await lastSerials(trx, campaignId),
    );
    for (let from = 0; from < numbered.length; from += CHUNK) {
      const some = numbered.slice(from, from + CHUNK);
      const chosen = await freeSecrets(trx, secrets, some.length);
      await trx
        .insertInto('invitation')
        .values(
          some.map(({ fullName: _, personId, ...person }, i) => ({
            ...person,
            ...(personId !== null && objecting.has(personId) && OBJECTED),
            ...(chosen[i] as (typeof chosen)[number]),
            campaignId,
            delivery: null,
            issuedAt,
            openedOn: null,
            submissionDigest: null,
            receiptCode: null,
            receivedWeek: null,
          })),
        )
        .execute();
    }
    const persons = numbered.flatMap(({ personId }) => personId ?? []);
    await traceContacts(trx, secrets, campaignId, 'asked', persons);
    if (numbered.length > 0)
      await record(trx, {
        at: issuedAt,
        staffId: by,
        act: 'invitations_issued',
        campaignId,
        details: { issued: numbered.length },
      });
    return numbered.length;
  });
  if (issued > 0) await analyseFieldwork(db);
  return { issued };
}

/**
 * PGlite never looks at its tables by itself, and PostgreSQL a minute later: until then each case of an interviewer was
 * looked for in the whole frame, 20 ms of a core for each call among 150 invited.
 */
const analyseFieldwork = (db: Db) => sql`select analyse_fieldwork_tables()`.execute(db);

/** Neither printed nor reminded: who was drawn and asked for no contact is a refusal. */
const OBJECTED = { state: 'declined', isRevoked: true } as const;

/** With the same persons in other agencies. */
async function objectingPersons(trx: Db, campaignId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ personId: string }>`
    with objecting as (
      select person_id from data_request
      where campaign_id = ${campaignId} and kind = 'objection' and outcome = 'done' and person_id is not null
    )
    select person_id from objecting union
    select other.person_id from objecting
      join same_person as own on own.person_id = objecting.person_id and own.campaign_id = ${campaignId}
      join same_person as other on other.campaign_id = own.campaign_id and other.cluster = own.cluster`.execute(
    trx,
  );
  return new Set(rows.map(({ personId }) => personId));
}

interface Uninvited {
  unitId: string;
  agencyCode: string;
  stratum: string;
  hamlet: string | null;
  fullName: string | null;
  personId: string | null;
}

async function uninvited(trx: Db, secrets: Deps['secrets'], campaignId: string) {
  const rows = await sealedUninvited(trx, campaignId);
  const named = await namesIn(secrets, campaignId, rows);
  return rows.map(({ sealed: _, ...row }, index): Uninvited => {
    const { hamlet = null, fullName = null, cameName = null } = named[index] ?? {};
    return { ...row, hamlet, fullName: cameName ?? fullName };
  });
}

const sealedUninvited = (trx: Db, campaignId: string) =>
  trx
    .selectFrom('sampleUnit')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('stratum.code', '=', 'sampleUnit.stratum'),
    )
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('frameUnit.unitId', '=', 'sampleUnit.unitId'),
    )
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .leftJoin('reserveRelease', (join) =>
      join
        .onRef('reserveRelease.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('reserveRelease.unitId', '=', 'sampleUnit.unitId'),
    )
    .leftJoin('invitation', (join) =>
      join
        .onRef('invitation.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('invitation.unitId', '=', 'sampleUnit.unitId'),
    )
    .select(['sampleUnit.unitId', 'stratum.agencyCode', 'sampleUnit.stratum', 'person.sealed'])
    .select('person.id as personId')
    .where('sampleUnit.campaignId', '=', campaignId)
    .where('invitation.id', 'is', null)
    .where((where) =>
      where.or([where('role', '=', 'sample'), where('reserveRelease.unitId', 'is not', null)]),
    )
    .execute();

async function lastSerials(trx: Db, campaignId: string): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('invitation')
    .select(({ fn }) => ['agencyCode', fn.max('serial').as('last')])
    .where('campaignId', '=', campaignId)
    .groupBy('agencyCode')
    .execute();
  return new Map(rows.map(({ agencyCode, last }) => [agencyCode, last]));
}

/** Each agency counts its slips from 1 in the order in which carriers walk; later slips continue the numbers. */
function withSerials(people: Uninvited[], last: Map<string, number>) {
  return people.sort(byHamletAndName).map((person) => {
    const serial = (last.get(person.agencyCode) ?? 0) + 1;
    last.set(person.agencyCode, serial);
    return { ...person, serial };
  });
}
