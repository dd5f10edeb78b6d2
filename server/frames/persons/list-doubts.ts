import type { DoubtfulDossier, DoubtfulPair } from '#contract/doubts.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { Deps } from '../../deps.ts';
import type { DoubtfulDossiers } from '../../lists/link/link-dossiers.ts';
import { linkDossiers } from '../../lists/link/link-dossiers.ts';
import { pseudonymOf } from '../pseudonym.ts';
import { campaignOf } from '../scope.ts';
import { decidedPairs } from './decided-pairs.ts';
import type { StoredDossier } from './stored-dossiers.ts';
import { storedDossiers } from './stored-dossiers.ts';

const PAGE = 25;

export interface DoubtsQuery {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly page: number;
  readonly staffId: string;
}

/** Pairs between the thresholds, contradictions first, weighed anew from what is stored; the reading is recorded. */
export async function listDoubts(deps: Deps, query: DoubtsQuery) {
  const { db, secrets, now } = deps;
  const { campaignId, agencyCode, page, staffId } = query;
  await campaignOf(db, campaignId, agencyCode);
  await refuseErased(db, campaignId);
  const key = await secrets.identityKey(campaignId);
  const { doubts } = linkDossiers(
    await storedDossiers(db, key, campaignId, agencyCode),
    (code) => pseudonymOf(secrets, campaignId, code),
    await decidedPairs(db, campaignId, agencyCode),
  );
  const shown = doubts.slice((page - 1) * PAGE, page * PAGE);
  const facts = await dossierFacts(
    db,
    campaignId,
    shown.flatMap(({ dossiers }) => dossiers.map(({ code }) => code)),
  );
  const details = { agency: agencyCode, page, people: 2 * shown.length };
  await record(db, { at: now(), staffId, act: 'people_read', campaignId, details });
  return { pairs: shown.map((doubt) => shownPair(doubt, facts)), total: doubts.length, page };
}

type Facts = Map<string | null, Pick<DoubtfulDossier, 'procedureName' | 'returnedOn'>>;

function shownPair(doubt: DoubtfulDossiers<StoredDossier>, facts: Facts): DoubtfulPair {
  const [first, second] = doubt.dossiers;
  const numbers = [first.identified.keys.id, second.identified.keys.id];
  return {
    dossiers: [shownDossier(first, facts), shownDossier(second, facts)],
    isContradiction: doubt.isContradiction,
    idNumbers: numbers.includes(0) ? 'unknown' : numbers[0] === numbers[1] ? 'same' : 'different',
  };
}

function shownDossier({ code, identified }: StoredDossier, facts: Facts): DoubtfulDossier {
  const { fullName, cameName, phone, birthDay, birthYear, address } = identified.identity;
  const { procedureName = '', returnedOn = null } = facts.get(code) ?? {};
  const birth = birthDay ?? (birthYear === null ? null : String(birthYear));
  return { code, fullName, cameName, phone, birth, address, procedureName, returnedOn };
}

async function dossierFacts(db: Db, campaignId: string, codes: string[]): Promise<Facts> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('dossier')
    .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
    .select(['code', 'procedureName', 'procedureCode', 'returnedOn'])
    .where('dossier.campaignId', '=', campaignId)
    .where('state', '=', 'imported')
    .where('code', 'in', codes)
    .execute();
  return new Map(
    rows.map(({ code, procedureName, procedureCode, returnedOn }) => [
      code,
      { procedureName: procedureName ?? procedureCode ?? '', returnedOn },
    ]),
  );
}
