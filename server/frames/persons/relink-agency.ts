import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { completeIdentity } from '../../lists/link/complete-identity.ts';
import { countDoubts } from '../../lists/link/decide-list.ts';
import type { LinkedDossier } from '../../lists/link/link-dossiers.ts';
import { linkDossiers } from '../../lists/link/link-dossiers.ts';
import { OWNERS_OF_ONE_PHONE } from '../../lists/link/link-rules.ts';
import { recountList } from '../completeness/recount-list.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import { pseudonymOf } from '../pseudonym.ts';
import { linkedBy, mergedIdentityRow, personRow } from '../store/person-rows.ts';
import { decidedPairs } from './decided-pairs.ts';
import { keepDoubtCount } from './keep-doubt-count.ts';
import type { StoredDossier } from './stored-dossiers.ts';
import { storedDossiers, writeRelinked } from './stored-dossiers.ts';

type Linked = LinkedDossier<StoredDossier>;

/**
 * Links one agency's dossiers anew from what is stored of its list in force: after a correction, a separation,
 * or when another list has taken some of its codes. A person whose dossiers stay the same keeps their id;
 * the agency's own staff are left out, and what their dossiers say is kept so that they can come back.
 */
export async function relinkAgency(
  trx: Db,
  { secrets }: Pick<Deps, 'secrets'>,
  campaignId: string,
  agencyCode: string,
): Promise<void> {
  const key = await secrets.identityKey(campaignId);
  const stored = await storedDossiers(trx, key, campaignId, agencyCode);
  const { persons: linked, doubts } = linkDossiers(
    stored,
    (code) => pseudonymOf(secrets, campaignId, code),
    await decidedPairs(trx, campaignId, agencyCode),
  );
  const isStaff = await staffOf(trx, campaignId, agencyCode, linked);
  const staffPersons = linked.filter(isStaff);
  const staff = staffPersons.flat();
  const persons = linked.filter((dossiers) => !isStaff(dossiers));
  const [same, changed] = [
    persons.filter(isAsStored),
    persons.filter((dossiers) => !isAsStored(dossiers)),
  ];
  const kept = new Set(same.map(([chosen]) => chosen!.personId!));
  const place = { campaignId, agencyCode };
  const rows = changed.map((dossiers) => {
    const id = freeId(dossiers, kept);
    kept.add(id);
    return {
      id,
      dossiers,
      row: personRow(key, { ...place, id, fileId: dossiers[0]!.fileId }, dossiers),
    };
  });
  const severals = changed.filter(({ length }) => length > 1).flat();
  await writeRelinked(trx, {
    persons: rows.map(({ row }) => row),
    dossiers: [
      ...rows.flatMap(({ id, dossiers }) =>
        dossiers.map((dossier, rank) => placed(id, dossier, rank)),
      ),
      ...staff.map(leftOut),
    ],
    identities: [...severals, ...staff]
      .filter(({ isKept }) => !isKept)
      .map((dossier) => mergedIdentityRow(key, dossier, dossier)),
    alone: changed.filter(({ length }) => length === 1).flat(),
    gone: [...new Set(stored.flatMap(({ personId }) => personId ?? []))].filter(
      (id) => !kept.has(id),
    ),
  });
  await keepDoubtCount(trx, campaignId, { agencyCode, ...countDoubts(doubts) });
  await keepStaffCount(trx, campaignId, agencyCode, staffPersons.length);
  await countAnew(trx, agencyCode, stored);
}

async function countAnew(trx: Db, agencyCode: string, stored: readonly StoredDossier[]) {
  for (const fileId of new Set(stored.map((dossier) => dossier.fileId))) {
    await tallyAgency(trx, fileId, agencyCode);
    await recountList(trx, fileId);
  }
}

/**
 * Whether one of a person's dossiers has the approved phone of one of the agency's own staff (domain.md 2.3). A
 * phone of more owners is written for others: it takes nobody out.
 */
async function staffOf(
  trx: Db,
  campaignId: string,
  agencyCode: string,
  persons: readonly (readonly Linked[])[],
) {
  const rows = await trx
    .selectFrom('staffPhone')
    .select('phoneKey')
    .where('campaignId', '=', campaignId)
    .where('agencyCode', '=', agencyCode)
    .where('approvedAt', 'is not', null)
    .execute();
  const owners = new Map(rows.map(({ phoneKey }) => [phoneKey, 0]));
  for (const dossiers of rows.length > 0 ? persons : [])
    for (const phone of new Set(dossiers.map(({ identified }) => identified.keys.phone)))
      if (owners.has(phone)) owners.set(phone, owners.get(phone)! + 1);
  const isOfStaff = (phone: number) => (owners.get(phone) ?? Infinity) <= OWNERS_OF_ONE_PHONE;
  return (dossiers: readonly Linked[]) =>
    dossiers.some(({ identified }) => isOfStaff(identified.keys.phone));
}

async function keepStaffCount(trx: Db, campaignId: string, agencyCode: string, people: number) {
  await trx
    .insertInto('staffLeftOut')
    .values({ campaignId, agencyCode, people })
    .onConflict((conflict) =>
      conflict.columns(['campaignId', 'agencyCode']).doUpdateSet({ people }),
    )
    .execute();
}

/** The same dossiers, chosen and joined as they are stored. */
function isAsStored(dossiers: readonly Linked[]): boolean {
  const { personId, dossiersOfPerson, hasSharedPhone } = dossiers[0]!;
  return (
    dossiersOfPerson === dossiers.length &&
    hasSharedPhone ===
      completeIdentity(dossiers.map(({ identified }) => identified)).hasSharedPhone &&
    dossiers.every(
      (dossier, rank) =>
        dossier.personId === personId &&
        dossier.outcome === (rank === 0 ? 'accepted' : 'merged') &&
        dossier.linkedBy === linkedBy(dossier),
    )
  );
}

/** A person goes with the dossier that they were chosen by; where two come together, with the chosen one's. */
const freeId = (dossiers: readonly Linked[], kept: ReadonlySet<string>): string =>
  dossiers.find(({ personId, outcome }) => outcome === 'accepted' && !kept.has(personId!))
    ?.personId ?? randomUUID();

const placed = (personId: string, dossier: Linked, rank: number) => ({
  fileId: dossier.fileId,
  rowNumber: dossier.rowNumber,
  personId,
  outcome: rank === 0 ? ('accepted' as const) : ('merged' as const),
  reason: null,
  linkedBy: linkedBy(dossier),
});

const leftOut = ({ fileId, rowNumber }: Linked) => ({
  fileId,
  rowNumber,
  personId: null,
  outcome: 'excluded' as const,
  reason: 'own_staff' as const,
  linkedBy: null,
});
