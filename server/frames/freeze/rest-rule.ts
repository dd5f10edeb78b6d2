import type { RestFacts } from '#contract/frozen-frame.ts';
import { applyRestRule } from '#sampling/frame/rest-rule.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import { contactHashes } from '../../db/contact-traces.ts';
import type { Db } from '../../db/database.ts';
import { openIdentity } from '../../db/sealed-identity.ts';
import type { Deps } from '../../deps.ts';
import { refusalOf } from '../../problem.ts';
import { recountList } from '../completeness/recount-list.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import type { TracedRound } from './traced-rounds.ts';
import { tracedRounds } from './traced-rounds.ts';

/**
 * Leaves out who asked not to be asked again, and who was asked in the last rounds (burden reduction, SIPAS-DRAW/1).
 * A stratum of which more than half would rest keeps everybody: else the measured people of a small stratum
 * would be those whom no earlier draw had chosen for want of numbers.
 */
export async function leaveOutTraced(
  trx: Db,
  deps: Deps,
  campaignId: string,
): Promise<RestFacts | null> {
  const rounds = await tracedRounds(trx, campaignId);
  if (rounds.length === 0) return null;
  const keys = await keysOf(deps, rounds);
  const persons = await tracedPersons(trx, deps, campaignId, keys.readable);
  const refused = persons.filter(({ isRefused }) => isRefused);
  const others = persons.filter(({ isRefused }) => !isRefused);
  const { resting, keptStrata } = restingOf(others);
  await leaveOut(trx, refused, 'contact_refused');
  await leaveOut(trx, resting, 'asked_recently');
  await countAnew(trx, [...refused, ...resting]);
  return {
    rounds: keys.readable.filter(({ isResting }) => isResting).length,
    roundsWithoutKey: keys.lost,
    asked: resting.length,
    refused: refused.length,
    keptStrata,
  };
}

type ReadableRound = TracedRound & { readonly key: Buffer };

/** A round whose key is lost leaves nobody out, and the frozen facts say so. */
async function keysOf({ secrets }: Deps, rounds: readonly TracedRound[]) {
  const readable: ReadableRound[] = [];
  for (const round of rounds)
    try {
      readable.push({ ...round, key: await secrets.contactKey(round.campaignId) });
    } catch (error) {
      if (refusalOf(error)?.code !== 'contact_key_unavailable') throw error;
    }
  return { readable, lost: rounds.length - readable.length };
}

interface TracedPerson {
  readonly id: string;
  readonly fileId: string;
  readonly agencyCode: string;
  readonly stratum: string;
  readonly isRefused: boolean;
  readonly isAsked: boolean;
}

async function tracedPersons(
  trx: Db,
  { secrets }: Deps,
  campaignId: string,
  rounds: readonly ReadableRound[],
): Promise<TracedPerson[]> {
  const identityKey = await secrets.identityKey(campaignId);
  const persons: TracedPerson[] = [];
  for await (const { sealed, kind, fieldCode, ...person } of peopleInFrame(trx, campaignId)) {
    const identity = openIdentity(identityKey, sealed!);
    const isIn = (hashes: 'asked' | 'refused') =>
      rounds.some((round) =>
        contactHashes(round.key, kind, identity).some((hash) =>
          round[hashes].has(hash.toString('hex')),
        ),
      );
    const stratum = `${person.agencyCode}.${fieldCode}`;
    persons.push({ ...person, stratum, isRefused: isIn('refused'), isAsked: isIn('asked') });
  }
  return persons;
}

async function* peopleInFrame(trx: Db, campaignId: string) {
  const PAGE = 2000;
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await trx
      .selectFrom('person')
      .innerJoin('listFile', 'listFile.id', 'person.fileId')
      .innerJoin('dossier', (join) =>
        join.onRef('dossier.personId', '=', 'person.id').on('dossier.outcome', '=', 'accepted'),
      )
      .select(['person.id', 'person.kind', 'person.sealed', 'person.agencyCode', 'person.fileId'])
      .select('dossier.fieldCode')
      .where('person.campaignId', '=', campaignId)
      .where('listFile.state', '=', 'imported')
      .where('person.sealed', 'is not', null)
      .where('person.id', '>', last)
      .orderBy('person.id')
      .limit(PAGE)
      .execute();
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.id;
  }
}

function restingOf(persons: readonly TracedPerson[]) {
  const asked = persons.filter(({ isAsked }) => isAsked);
  if (asked.length === 0) return { resting: [], keptStrata: 0 };
  const units = persons.map(({ id, stratum }) => ({ unitId: id, stratum }));
  const everybody = asked.length === persons.length;
  const { strata } = everybody
    ? { strata: null }
    : applyRestRule(units, new Set(asked.map(({ id }) => id)));
  const isKept = (stratum: string) => {
    const counts = strata?.get(stratum);
    return !counts || 2 * counts.rested > counts.population;
  };
  const kept = new Set(asked.map(({ stratum }) => stratum).filter(isKept));
  return { resting: asked.filter(({ stratum }) => !kept.has(stratum)), keptStrata: kept.size };
}

/** The rows stay in the list, excluded by the rule: every row ends somewhere. */
async function leaveOut(
  trx: Db,
  persons: readonly TracedPerson[],
  reason: 'contact_refused' | 'asked_recently',
): Promise<void> {
  for (const some of chunksOf(persons, 500)) {
    const ids = some.map(({ id }) => id);
    await trx
      .updateTable('dossier')
      .set({ outcome: 'excluded', reason, personId: null, linkedBy: null })
      .where('personId', 'in', ids)
      .execute();
    await trx.deleteFrom('person').where('id', 'in', ids).execute();
  }
}

async function countAnew(trx: Db, persons: readonly TracedPerson[]): Promise<void> {
  const lists = Map.groupBy(persons, ({ fileId }) => fileId);
  for (const [fileId, ofFile] of lists) {
    for (const agencyCode of new Set(ofFile.map((person) => person.agencyCode)))
      await tallyAgency(trx, fileId, agencyCode);
    await recountList(trx, fileId);
  }
}
