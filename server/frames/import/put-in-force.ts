import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { agenciesToCompare, compareAgency } from '../completeness/compare-agency.ts';
import { recountList } from '../completeness/recount-list.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import { relinkSeparatedSince } from '../persons/separated-codes.ts';
import { leaveStaffOut } from '../persons/staff-phones.ts';
import { analyseRows } from '../store/analyse-rows.ts';
import { rememberColumns } from '../store/confirmed-columns.ts';
import type { TakenRow } from './give-way.ts';
import { giveWay, listsThatStay, takenRows } from './give-way.ts';
import type { Decision } from './import-messages.ts';
import { connectionsFor, politePause } from './polite-pause.ts';
import type { Run } from './prepare-import.ts';
import { listsToReplace, replaceLists } from './replace-lists.ts';
import { sideBySide } from './side-by-side.ts';

/** What a list finds in force beside it; when it changes before the switch, it is looked at again. */
interface Around {
  readonly replaced: readonly string[];
  readonly stay: readonly string[];
  readonly taken: readonly TakenRow[];
  /** Every agency for which the list, or one that it replaces, speaks. */
  readonly agencies: readonly string[];
}

/** With the separations that were known when it was decided. */
export interface DecidedBy extends Decision {
  readonly separated: readonly string[];
}

/** Counts and compares a stored list, agency by agency and in nobody's sight; then it takes its place at once. */
export async function putInForce(deps: Deps, run: Run, decision: DecidedBy): Promise<void> {
  const { file } = run.importing;
  let steps = 0;
  const pause = politePause(deps);
  const step = async () => {
    run.signal.throwIfAborted();
    const percent = Math.min(99, Math.floor((50 * ++steps) / decision.agencies.length));
    run.progress.note(file.id, { step: 'comparing', rows: decision.rows, percent });
    await pause();
  };
  await analyseRows(deps.db);
  const eachAgency = <T>(agencies: Iterable<T>, work: (agency: T) => Promise<void>) =>
    sideBySide(agencies, connectionsFor(deps), (agency) => work(agency).then(step));
  await eachAgency(new Set([...decision.agencies, null]), (agencyCode) =>
    tallyAgency(deps.db, file.id, agencyCode),
  );
  for (;;) {
    const around = await lookAround(deps.db, run, decision, eachAgency);
    if (await takePlace(deps, run, around, decision.separated)) return;
  }
}

async function lookAround(
  db: Db,
  { importing }: Run,
  decision: Decision,
  eachAgency: <T>(agencies: Iterable<T>, work: (agency: T) => Promise<void>) => Promise<void>,
): Promise<Around> {
  const { newer, spokenFor } = ofList(importing, decision);
  const replaced = await listsToReplace(db, newer.campaignId, newer.scope, spokenFor);
  const stay = await listsThatStay(db, newer, replaced);
  const taken: TakenRow[] = [];
  for (const agencyCode of decision.agencies)
    taken.push(...(await takenRows(db, newer, agencyCode, stay)));
  const agencies = await agenciesToCompare(db, newer.fileId, replaced);
  await eachAgency(agencies, (agencyCode) => compareAgency(db, { ...newer, agencyCode }));
  return { replaced, stay, taken, agencies };
}

const ofList = ({ file }: Run['importing'], decision: Decision) => ({
  newer: { campaignId: file.campaignId, scope: file.agencyCode, fileId: file.id },
  spokenFor: decision.agencies.flatMap((agencyCode) => agencyCode ?? []),
});

/** One short transaction under the campaign's row. False: another list has come into force meanwhile. */
async function takePlace(
  deps: Deps,
  { importing }: Run,
  around: Around,
  separated: readonly string[],
): Promise<boolean> {
  const { file, confirmed, campaign, staffId } = importing;
  const { campaignId, agencyCode: scope, id: fileId } = file;
  const newer = { campaignId, scope, fileId };
  const at = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    await lockOpenFrame(trx, campaignId);
    const nowInForce = [...around.replaced, ...around.stay].sort();
    if ((await listsThatStay(trx, newer, [])).join() !== nowInForce.join()) return false;
    await enterInForce(trx, fileId, at);
    const replaced = await replaceLists(trx, newer, around.replaced);
    await giveWay(trx, deps, newer, around.taken);
    await leaveStaffOut(trx, deps, campaignId, around.agencies);
    await relinkSeparatedSince(trx, deps, newer, separated);
    await recountList(trx, fileId);
    for (const agencyCode of around.agencies) await voidSignature(trx, campaignId, agencyCode);
    await rememberColumns(trx, { ...campaign, scope }, confirmed, at);
    const details = { agency: scope ?? 'province', ...(await countsOf(trx, fileId)), replaced };
    await record(trx, { at, staffId, act: 'list_imported', campaignId, details });
    return true;
  });
}

async function lockOpenFrame(trx: Db, campaignId: string): Promise<void> {
  const { stage } = await trx
    .selectFrom('campaign')
    .select('stage')
    .where('id', '=', campaignId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (stage !== 'frame_open') throw problem('frame_frozen');
}

/** An import that has been cancelled meanwhile stays so. */
async function enterInForce(trx: Db, fileId: string, importedAt: Date): Promise<void> {
  await recountList(trx, fileId);
  const entered = await trx
    .updateTable('listFile')
    .set({ state: 'imported', problem: null, importedAt })
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .executeTakeFirst();
  if (entered.numUpdatedRows === 0n) throw problem('import_cancelled');
}

async function countsOf(trx: Db, fileId: string) {
  const file = await trx
    .selectFrom('listFile')
    .selectAll()
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return {
    rows: file.rowCount,
    accepted: file.acceptedCount,
    merged: file.mergedCount,
    excluded: file.excludedCount,
    inError: file.errorCount,
  };
}
