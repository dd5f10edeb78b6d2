import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import type { Identity } from '../db/sealed-identity.ts';
import { openIdentity } from '../db/sealed-identity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { residenceOf } from './residence.ts';

export type SlipRow = Awaited<ReturnType<typeof slipsOf>>[number];

/** An agency's slips in the order of their serials, each with the person to whom it is addressed. */
export async function slipsOf({ db, secrets }: Deps, campaignId: string, agencyCode: string) {
  await refuseErased(db, campaignId);
  const rows = await sealedSlips(db, campaignId, agencyCode);
  const named = await namesIn(secrets, campaignId, rows);
  const communeOf = await residenceOf(db, agencyCode);
  return rows.map(({ sealed: _, hasSharedPhone, ...row }, index) => ({
    ...row,
    ...addressee(named[index]),
    commune: communeOf(named[index]?.address ?? null),
    // An intermediary's phone reaches somebody else; the slip on paper still finds its person.
    phone: hasSharedPhone ? null : (named[index]?.phone ?? null),
  }));
}

/** Who is asked (domain.md 2.1): the person who dealt with the counter, in the owner's place or for a firm. */
const addressee = (identity: Identity | undefined) => ({
  fullName: identity?.fullName ?? null,
  address: identity?.address ?? null,
  cameName: identity?.cameName ?? null,
  representative: identity?.representative ?? null,
});

/** Of each row the identity; none where the person has been erased. */
export async function namesIn(
  secrets: Deps['secrets'],
  campaignId: string,
  rows: readonly { readonly sealed: Buffer | null }[],
): Promise<(Identity | undefined)[]> {
  if (!rows.some(({ sealed }) => sealed)) return rows.map(() => undefined);
  const key = await secrets.identityKey(campaignId);
  return rows.map(({ sealed }) => (sealed ? openIdentity(key, sealed) : undefined));
}

export type MaybeDamaged = Identity | 'damaged' | undefined;

/** The same where one row that does not open must not keep all the others: it is named to the office in their place. */
export async function namesOrDamage(
  secrets: Deps['secrets'],
  campaignId: string,
  rows: readonly { readonly sealed: Buffer | null }[],
): Promise<MaybeDamaged[]> {
  if (!rows.some(({ sealed }) => sealed)) return rows.map(() => undefined);
  const key = await secrets.identityKey(campaignId);
  return rows.map(({ sealed }) => {
    try {
      return sealed ? openIdentity(key, sealed) : undefined;
    } catch {
      return 'damaged';
    }
  });
}

/** As corrected on the person's word; a phone that they state is their own. */
export const CONTACT = [
  sql<Buffer | null>`coalesce(contact_correction.sealed, person.sealed)`.as('sealed'),
  sql<boolean>`coalesce(person.has_shared_phone and contact_correction.person_id is null, false)`.as(
    'hasSharedPhone',
  ),
];

/** A slip that was replaced is no longer delivered. */
const sealedSlips = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .innerJoin('sampleUnit', (join) =>
      join
        .onRef('sampleUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('sampleUnit.unitId', '=', 'invitation.unitId'),
    )
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .leftJoin('contactCorrection', 'contactCorrection.personId', 'person.id')
    .select([
      'invitation.id',
      'invitation.serial',
      'invitation.hamlet',
      'invitation.delivery',
      'invitation.isDelivered',
      'invitation.codeDigits',
      'invitation.issue',
      'invitation.isRevoked',
      'person.kind',
      'frameUnit.procedureName',
      'frameUnit.returnedOn',
      'sampleUnit.role',
    ])
    .select(CONTACT)
    .where('invitation.campaignId', '=', campaignId)
    .where('invitation.agencyCode', '=', agencyCode)
    .where('invitation.state', '<>', 'replaced')
    .orderBy('invitation.serial')
    .execute();

export type PackTerms = Awaited<ReturnType<typeof packTerms>>;

/** What every slip of an agency says alike. */
export async function packTerms(db: Db, campaignId: string, agencyCode: string) {
  const terms = await db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .innerJoin('agency', 'agency.provinceCode', 'campaign.provinceCode')
    .select([
      'campaign.name',
      'year',
      'collectTo',
      (column) => column.fn.coalesce('agency.officeName', 'campaign.officeName').as('officeName'),
      'hotline',
      'hotlineHours',
      'host',
      'slipPrinting',
      'province.name as provinceName',
      'agency.name as agencyName',
      'agency.kind as agencyKind',
    ])
    .where('campaign.id', '=', campaignId)
    .where('agency.code', '=', agencyCode)
    .executeTakeFirst();
  if (!terms) throw problem('agency_not_found');
  return terms;
}

/** Agencies with slips to deliver, by name, each with how many. */
export const agenciesWithSlips = (db: Db, campaignId: string) =>
  db
    .selectFrom('invitation')
    .innerJoin('agency', 'agency.code', 'invitation.agencyCode')
    .select(({ fn }) => ['agencyCode', fn.countAll<number>().as('slips')])
    .where('campaignId', '=', campaignId)
    .where('state', '<>', 'replaced')
    .where('isRevoked', '=', false)
    .groupBy(['agencyCode', 'agency.name'])
    .orderBy('agency.name')
    .orderBy('agencyCode')
    .execute();

export const printingsOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('packPrinting')
    .innerJoin('staff', 'staff.id', 'packPrinting.printedBy')
    .select([
      'packPrinting.agencyCode',
      'printedAt',
      'fullName as printedBy',
      'role',
      'slips',
      'purpose',
      'part',
    ])
    .where('campaignId', '=', campaignId)
    .orderBy('printedAt', 'desc')
    .orderBy('packPrinting.agencyCode')
    .orderBy('packPrinting.id', 'desc')
    .execute();

export const lastPrinting = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('packPrinting')
    .select(sql<Date | null>`max(printed_at)`.as('printedAt'))
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('purpose', 'is distinct from', 'trial')
    .where('part', 'is', null)
    .executeTakeFirstOrThrow();

/** People of an agency, or of all, in the drawn sample, whether or not they have a slip yet. */
export async function drawnIn(db: Db, campaignId: string, agencyCode?: string): Promise<number> {
  const { drawn } = await db
    .selectFrom('sampleUnit')
    .innerJoin('stratum', (join) =>
      join
        .onRef('stratum.campaignId', '=', 'sampleUnit.campaignId')
        .onRef('stratum.code', '=', 'sampleUnit.stratum'),
    )
    .select(({ fn }) => fn.countAll<number>().as('drawn'))
    .where('sampleUnit.campaignId', '=', campaignId)
    .$if(agencyCode !== undefined, (query) => query.where('stratum.agencyCode', '=', agencyCode!))
    .where('role', '=', 'sample')
    .executeTakeFirstOrThrow();
  return drawn;
}
