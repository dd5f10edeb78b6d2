import type { FrozenFrame } from '#contract/frozen-frame.ts';
import { canonicalFrame, frameHash, strataCounts } from '#sampling/frame/canonical.ts';
import { merkleRoot } from '#sampling/frame/merkle.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { refuseWhileImporting } from '../../db/refuse-while-importing.ts';
import { withSecondPerson } from '../../db/second-person.ts';
import { advance } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { agencyStandings } from '../acceptance/agency-states.ts';
import { exclusionCounts, faultCounts, rowCounts } from '../completeness/row-counts.ts';
import { linkageFacts } from '../persons/linkage-facts.ts';
import { openCampaignOf } from '../scope.ts';
import { commitmentsRoot } from './commitment.ts';
import type { FreezeBoard } from './freeze-progress.ts';
import { frozenFrame } from './frozen-frame.ts';
import { distinctPersons, insertStrata } from './frozen-strata.ts';
import { chosenDossiers, committedUnits, storeUnits } from './frozen-units.ts';
import type { LeftOutReasons } from './left-out-agencies.ts';
import { absentAgencies, remarksOf, unacceptedAgencies } from './left-out-agencies.ts';
import { leaveOutTraced } from './rest-rule.ts';

export interface Freezing extends LeftOutReasons {
  readonly campaignId: string;
  readonly staffId: string;
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
    await withSecondPerson(deps, askingOf(freezing), (confirm) =>
      deps.db.transaction().execute((trx) => freeze(trx, deps, freezing, { progress, confirm })),
    );
  } finally {
    progress.forget(campaignId);
  }
  return frozenFrame(deps.db, campaignId);
}

const askingOf = ({ campaignId, staffId, absentReason, unacceptedReason }: Freezing) => ({
  campaignId,
  act: 'freeze' as const,
  request: { absentReason: absentReason ?? '', unacceptedReason: unacceptedReason ?? '' },
  staffId,
});

async function freeze(
  trx: Db,
  deps: Deps,
  freezing: Freezing,
  { progress, confirm }: { progress: FreezeBoard; confirm: (trx: Db) => Promise<unknown> },
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
  await confirm(trx);
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
