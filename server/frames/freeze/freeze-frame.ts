import type * as z from 'zod/mini';
import type { FrozenFrame, ListRemark, Unaccepted } from '#contract/frozen-frame.ts';
import { canonicalFrame, frameHash, strataCounts } from '#sampling/frame/canonical.ts';
import { merkleRoot } from '#sampling/frame/merkle.ts';
import { record } from '../../db/activity.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import { refuseWhileImporting } from '../../db/refuse-while-importing.ts';
import { advance } from '../../db/stage.ts';
import type { NewFrameUnit } from '../../db/tables/samples.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { AgencyStanding } from '../acceptance/agency-states.ts';
import { agencyStandings, unacceptedOf } from '../acceptance/agency-states.ts';
import { exclusionCounts, faultCounts, rowCounts } from '../completeness/row-counts.ts';
import { acrossAgencies, multiplicities } from '../persons/across-agencies.ts';
import { linkageFacts } from '../persons/linkage-facts.ts';
import { keepFound } from '../persons/look-across.ts';
import { pseudonymOf } from '../pseudonym.ts';
import { openCampaignOf } from '../scope.ts';
import { insertRows } from '../store/insert-rows.ts';
import { commitmentsRoot, commitmentsUnder } from './commitment.ts';
import type { FreezeBoard } from './freeze-progress.ts';
import { yieldToOthers } from './freeze-progress.ts';
import { frozenFrame } from './frozen-frame.ts';
import { leaveOutTraced } from './rest-rule.ts';

export interface Freezing {
  readonly campaignId: string;
  readonly staffId: string;
  readonly absentReason: string | undefined;
  readonly unacceptedReason: string | undefined;
}

/** Frame open → frame frozen: what is drawn from is fixed, byte for byte, before anybody knows the dice. */
export async function freezeFrame(
  deps: Deps,
  freezing: Freezing,
  progress: FreezeBoard,
): Promise<FrozenFrame> {
  const { campaignId } = freezing;
  await openCampaignOf(deps.db, campaignId, null);
  try {
    await deps.db.transaction().execute((trx) => freeze(trx, deps, freezing, progress));
  } finally {
    progress.forget(campaignId);
  }
  return frozenFrame(deps.db, campaignId);
}

async function freeze(
  trx: Db,
  deps: Deps,
  freezing: Freezing,
  progress: FreezeBoard,
): Promise<void> {
  const { campaignId, staffId } = freezing;
  await advance(trx, campaignId, 'frame_open', 'frame_frozen');
  await refuseWhileImporting(trx, campaignId);
  await refuseWhileHeld(trx, campaignId);
  const rest = await leaveOutTraced(trx, deps, campaignId);
  const people = await chosenDossiers(trx, campaignId);
  if (people.length === 0) throw problem('frame_empty');
  const standings = await agencyStandings(trx, campaignId, null);
  const absent = absentAgencies(standings, freezing);
  const unaccepted = unacceptedAgencies(standings, freezing);
  const units = await committedUnits(trx, deps, { campaignId, people, progress });
  const text = canonicalFrame(units);
  const strata = strataCounts(units);
  const sha256 = frameHash(text);
  await trx
    .insertInto('frame')
    .values({
      ...absent,
      campaignId,
      sha256,
      merkleRoot: merkleRoot(text),
      commitmentsRoot: commitmentsRoot(units),
      unitCount: units.length,
      counts: JSON.stringify({
        rows: await rowCounts(trx, campaignId, null),
        exclusions: await exclusionCounts(trx, campaignId, null),
        unaccepted,
        rest,
        linkage: await linkageFacts(trx, campaignId),
        remarks: remarksOf(standings),
        faults: await faultCounts(trx, campaignId, null),
      }),
      frozenAt: deps.now(),
      frozenBy: staffId,
    })
    .execute();
  await insertStrata(trx, campaignId, strata, distinctPersons(units));
  await storeUnits(trx, units, progress);
  const details = {
    sha256,
    people: units.length,
    strata: strata.size,
    absent: absent.absentAgencies,
    rested: rest?.asked ?? 0,
    refused: rest?.refused ?? 0,
  };
  await record(trx, { at: deps.now(), staffId, act: 'frame_frozen', campaignId, details });
}

type Unit = NewFrameUnit & { readonly multiplicity: number; readonly commitment: Buffer };
type ChosenDossier = Awaited<ReturnType<typeof chosenDossiers>>[number];

/** Units between two turns of other requests. */
const TURN = 500;

interface Committing {
  readonly campaignId: string;
  readonly people: readonly ChosenDossier[];
  readonly progress: FreezeBoard;
}

/** Sampling units by pseudonym, each committed to what is behind it. */
async function committedUnits(
  trx: Db,
  deps: Deps,
  { campaignId, people, progress }: Committing,
): Promise<Unit[]> {
  const total = people.length;
  progress.note(campaignId, { step: 'linking', people: 0, total });
  const identityKey = await deps.secrets.identityKey(campaignId);
  const across = await acrossAgencies(trx, identityKey, campaignId);
  await keepFound(trx, campaignId, across, deps.now());
  const multiplicity = multiplicities(across);
  const commitmentOf = commitmentsUnder(identityKey);
  const units: Unit[] = [];
  for (const { agencyCode, fieldCode, nameShown, ...dossier } of people) {
    const unitId = pseudonymOf(deps.secrets, campaignId, dossier.code!);
    const stratum = `${agencyCode}.${fieldCode}`;
    const sealed = dossier.sealed!;
    units.push({
      campaignId,
      unitId,
      stratum,
      personId: dossier.personId,
      procedureName: nameShown,
      returnedOn: dossier.returnedOn,
      multiplicity: multiplicity.get(dossier.personId!) ?? 1,
      commitment: commitmentOf({ ...dossier, unitId, stratum, agencyCode, sealed }),
    });
    if (units.length % TURN > 0) continue;
    progress.note(campaignId, { step: 'committing', people: units.length, total });
    await yieldToOthers();
  }
  return units;
}

async function storeUnits(trx: Db, units: readonly Unit[], progress: FreezeBoard): Promise<void> {
  let people = 0;
  for (const some of chunksOf(units, 2 * TURN)) {
    const { campaignId } = some[0]!;
    progress.note(campaignId, { step: 'storing', people, total: units.length });
    await insertRows(trx, 'frame_unit', some);
    people += some.length;
    await yieldToOthers();
  }
}

/** A list that waits for a decision would be left out without a word. */
async function refuseWhileHeld(trx: Db, campaignId: string): Promise<void> {
  const held = await trx
    .selectFrom('listFile')
    .select('fileName')
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'held')
    .executeTakeFirst();
  if (held) throw problem('list_held', { name: held.fileName });
}

/** A commune without a list is left out knowingly, for a reason that is published, or not at all. */
function absentAgencies(standings: readonly AgencyStanding[], { absentReason }: Freezing) {
  const absent = standings.filter(({ kind, rows }) => kind !== 'department' && rows === 0);
  if (absent.length === 0) return { absentAgencies: 0, absentReason: null };
  if (!absentReason) {
    throw problem('agencies_absent', { count: absent.length, names: firstNames(absent) });
  }
  return { absentAgencies: absent.length, absentReason };
}

/** A list that nobody has accepted is drawn from knowingly, for a reason that is published, or not at all. */
function unacceptedAgencies(
  standings: readonly AgencyStanding[],
  { unacceptedReason }: Freezing,
): z.output<typeof Unaccepted> {
  const agencies = unacceptedOf(standings);
  if (agencies.length === 0) return { agencies: 0, reason: null };
  if (!unacceptedReason)
    throw problem('agencies_not_accepted', { count: agencies.length, names: firstNames(agencies) });
  return { agencies: agencies.length, reason: unacceptedReason };
}

const firstNames = (agencies: readonly AgencyStanding[]): string[] =>
  agencies.slice(0, 3).map(({ agencyName }) => agencyName);

const remarksOf = (standings: readonly AgencyStanding[]): ListRemark[] =>
  standings.flatMap(({ agencyCode, agencyName, remark }) =>
    remark ? [{ agencyCode, agencyName, remark }] : [],
  );

const chosenDossiers = (trx: Db, campaignId: string) =>
  trx
    .selectFrom('dossier')
    .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
    .innerJoin('person', 'person.id', 'dossier.personId')
    .innerJoin('field', (join) =>
      join
        .onRef('field.campaignId', '=', 'dossier.campaignId')
        .onRef('field.code', '=', 'dossier.fieldCode'),
    )
    .select(({ fn }) => [
      'dossier.code',
      'person.agencyCode',
      'dossier.fieldCode',
      'dossier.personId',
      'dossier.procedureCode',
      'dossier.procedureName',
      'dossier.returnedOn',
      'person.sealed',
      // The form names the procedure; a list without names has at least a code or a field.
      fn.coalesce('dossier.procedureName', 'dossier.procedureCode', 'field.name').as('nameShown'),
    ])
    .where('dossier.campaignId', '=', campaignId)
    .where('listFile.state', '=', 'imported')
    .where('dossier.outcome', '=', 'accepted')
    .execute();

/** Of each stratum the sum of 1/multiplicity: persons, where one of several units is a part of a person. */
function distinctPersons(units: readonly { stratum: string; multiplicity: number }[]) {
  const sums = new Map<string, number>();
  for (const { stratum, multiplicity } of units)
    sums.set(stratum, (sums.get(stratum) ?? 0) + 1 / multiplicity);
  return sums;
}

async function insertStrata(
  trx: Db,
  campaignId: string,
  strata: ReadonlyMap<string, number>,
  distinct: ReadonlyMap<string, number>,
) {
  const rows = [...strata].map(([code, population]) => {
    const dot = code.lastIndexOf('.');
    const [agencyCode, fieldCode] = [code.slice(0, dot), code.slice(dot + 1)];
    // Sums of thirds may end a hair above the whole.
    const distinctPersons = Math.min(population, distinct.get(code) ?? population);
    return { campaignId, code, agencyCode, fieldCode, population, distinctPersons };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await trx
      .insertInto('stratum')
      .values(rows.slice(from, from + 1000))
      .execute();
}
