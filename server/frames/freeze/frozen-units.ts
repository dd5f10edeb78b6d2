import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import type { NewFrameUnit } from '../../db/tables/samples.ts';
import type { Deps } from '../../deps.ts';
import { acrossAgencies, multiplicities } from '../persons/across-agencies.ts';
import { keepFound } from '../persons/look-across.ts';
import { pseudonymOf } from '../pseudonym.ts';
import { insertRows } from '../store/insert-rows.ts';
import { commitmentsUnder } from './commitment.ts';
import type { FreezeBoard } from './freeze-progress.ts';
import { yieldToOthers } from './freeze-progress.ts';

export type Unit = NewFrameUnit & { readonly multiplicity: number; readonly commitment: Buffer };
type ChosenDossier = Awaited<ReturnType<typeof chosenDossiers>>[number];

/** Units between two turns of other requests. */
const TURN = 500;

interface Committing {
  readonly campaignId: string;
  readonly people: readonly ChosenDossier[];
  readonly progress: FreezeBoard;
}

/** Sampling units by pseudonym, each committed to what is behind it. */
export async function committedUnits(
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

export async function storeUnits(
  trx: Db,
  units: readonly Unit[],
  progress: FreezeBoard,
): Promise<void> {
  let people = 0;
  for (const some of chunksOf(units, 2 * TURN)) {
    const { campaignId } = some[0]!;
    progress.note(campaignId, { step: 'storing', people, total: units.length });
    await insertRows(trx, 'frame_unit', some);
    people += some.length;
    await yieldToOthers();
  }
}

export const chosenDossiers = (trx: Db, campaignId: string) =>
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
