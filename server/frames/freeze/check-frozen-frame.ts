import type { FrameCheck } from '#contract/frozen-frame.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { pseudonymOf } from '../pseudonym.ts';
import type { CommittedUnit } from './commitment.ts';
import { commitmentsRoot, commitmentsUnder } from './commitment.ts';

const PAGE = 2000;

/** Looks behind every pseudonym of a frozen frame: is it still the person and the dossier of the freeze? */
export async function checkFrozenFrame(
  deps: Deps,
  campaignId: string,
  staffId: string,
): Promise<FrameCheck> {
  const frame = await deps.db
    .selectFrom('frame')
    .select('commitmentsRoot')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!frame) throw problem('frame_not_frozen');
  const committed: CommittedUnit[] = [];
  const counts = { units: 0, intact: 0, erased: 0, changed: 0 };
  const standingOf = await comparison(deps, campaignId);
  for await (const unit of unitsOf(deps.db, campaignId)) {
    counts.units += 1;
    counts[standingOf(unit)] += 1;
    if (unit.commitment) committed.push({ unitId: unit.unitId, commitment: unit.commitment });
  }
  const isRootSame =
    frame.commitmentsRoot === null ? null : rootOf(committed) === frame.commitmentsRoot;
  const details = { ...counts, isRootSame };
  await record(deps.db, { at: deps.now(), staffId, act: 'frame_checked', campaignId, details });
  return { ...counts, isRootSame };
}

const rootOf = (committed: readonly CommittedUnit[]): string | null =>
  committed.length > 0 ? commitmentsRoot(committed) : null;

type UnitRow = Awaited<ReturnType<typeof pageOf>>[number];

/** The key is gone with the personal data: then everything is erased, and nothing is left to compare. */
async function comparison({ db, secrets }: Deps, campaignId: string) {
  const erasure = await db
    .selectFrom('campaignErasure')
    .select('campaignId')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (erasure) return (): 'erased' => 'erased';
  const commitmentOf = commitmentsUnder(await secrets.identityKey(campaignId));
  return (unit: UnitRow): 'intact' | 'erased' | 'changed' => {
    const { sealed, code, agencyCode, commitment } = unit;
    if (!sealed && !code && unit.personId) return 'erased';
    if (!sealed || !code || !agencyCode || !commitment) return 'changed';
    const isSame =
      pseudonymOf(secrets, campaignId, code) === unit.unitId &&
      commitmentOf({ ...unit, sealed, agencyCode }).equals(commitment);
    return isSame ? 'intact' : 'changed';
  };
}

async function* unitsOf(db: Db, campaignId: string): AsyncGenerator<UnitRow> {
  for (let last = ''; ; ) {
    const page = await pageOf(db, campaignId, last);
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.unitId;
  }
}

const pageOf = (db: Db, campaignId: string, after: string) =>
  db
    .selectFrom('frameUnit')
    .leftJoin('person', 'person.id', 'frameUnit.personId')
    .leftJoin('dossier', (join) =>
      join
        .onRef('dossier.personId', '=', 'frameUnit.personId')
        .on('dossier.outcome', '=', 'accepted'),
    )
    .select([
      'frameUnit.unitId',
      'frameUnit.stratum',
      'frameUnit.personId',
      'frameUnit.commitment',
      'person.agencyCode',
      'person.sealed',
      'dossier.code',
      'dossier.procedureCode',
      'dossier.procedureName',
      'dossier.returnedOn',
    ])
    .where('frameUnit.campaignId', '=', campaignId)
    .where('frameUnit.unitId', '>', after)
    .orderBy('frameUnit.unitId')
    .limit(PAGE)
    .execute();
