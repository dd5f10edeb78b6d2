import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { agenciesToCompare, compareAgency } from '../completeness/compare-agency.ts';
import { tallyAgency } from '../completeness/tally-agency.ts';
import { analyseRows } from '../store/analyse-rows.ts';
import type { Decision } from './import-messages.ts';
import { mapConcurrent } from './map-concurrent.ts';
import { listsToReplace, listsWithPartsOf } from './replace-lists.ts';
import { keptAgencies } from './replacement-decisions.ts';
import type { StayingLists, SupersededRow } from './supersede-rows.ts';
import { listsThatStay, supersededRows } from './supersede-rows.ts';
import type { Run } from './understand-list.ts';
import { connectionsFor, yieldToRequests } from './yield-to-requests.ts';

/** A list against those in force beside it; when they change before it is in force, it is compared again. */
export interface Comparison extends StayingLists {
  readonly replaced: readonly string[];
  readonly superseded: readonly SupersededRow[];
  /** Every agency for which the list, or one that it replaces, speaks. */
  readonly agencies: readonly string[];
}

/** Does the work for each agency, so many at the same time, and notes the progress. */
type AgencySteps = <T>(agencies: Iterable<T>, work: (agency: T) => Promise<void>) => Promise<void>;

/** Counts a stored list, agency by agency and in nobody's sight; gives the steps with which to compare. */
export async function tallyRows(deps: Deps, run: Run, decision: Decision): Promise<AgencySteps> {
  const { file } = run.importing;
  const steps = agencySteps(deps, run, decision);
  await analyseRows(deps.db);
  await steps(new Set([...decision.agencies, null]), (agencyCode) =>
    tallyAgency(deps.db, file.id, agencyCode),
  );
  return steps;
}

export async function compareLists(
  db: Db,
  { importing: { file } }: Run,
  decision: Decision,
  steps: AgencySteps,
): Promise<Comparison> {
  const newer = { campaignId: file.campaignId, scope: file.agencyCode, fileId: file.id };
  const keeps = await keptAgencies(db, newer.fileId);
  const kept = [...keeps];
  const spokenFor = decision.agencies.flatMap((code) => (code && !keeps.has(code) ? code : []));
  const earlier = await listsToReplace(db, newer.campaignId, newer.scope, spokenFor);
  const trimmed = await listsWithPartsOf(db, earlier, kept);
  const replaced = earlier.filter((id) => !trimmed.includes(id));
  const stay = await listsThatStay(db, newer, replaced);
  const staying = { stay, trimmed, kept };
  const superseded: SupersededRow[] = [];
  for (const agencyCode of decision.agencies)
    superseded.push(...(await supersededRows(db, newer, agencyCode, staying)));
  const agencies = (await agenciesToCompare(db, newer.fileId, earlier)).filter(
    (agencyCode) => !keeps.has(agencyCode),
  );
  await steps(agencies, (agencyCode) => compareAgency(db, { ...newer, agencyCode }));
  return { replaced, ...staying, superseded, agencies };
}

function agencySteps(deps: Deps, run: Run, { rows, agencies }: Decision): AgencySteps {
  const { file } = run.importing;
  const pause = yieldToRequests(deps);
  let count = 0;
  const step = async () => {
    run.signal.throwIfAborted();
    const percent = Math.min(99, Math.floor((50 * ++count) / agencies.length));
    run.progress.note(file.id, { step: 'comparing', rows, percent });
    await pause();
  };
  return (some, work) =>
    mapConcurrent(some, connectionsFor(deps), (agency) => work(agency).then(step));
}
