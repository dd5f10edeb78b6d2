import type { CorrectionResult } from '#contract/corrections.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { ChangedRow, Correcting } from './keep-correction.ts';
import { enterCorrection, keepBefore, keepCells } from './keep-correction.ts';
import type { CorrectableList } from './list-in-force.ts';
import { oneOf } from './one-of.ts';
import type { RowAgain } from './read-again.ts';
import { readAgain, standing } from './read-again.ts';
import { rememberCorrections } from './remember-corrections.ts';
import { settleAgencies } from './settle-agencies.ts';
import { storeOutcomes } from './store-outcomes.ts';

/** Enters one correction: new cells, what has become of the rows, and all that is needed to undo it. */
export async function applyCorrection(
  trx: Db,
  deps: Deps,
  correctable: CorrectableList,
  correcting: Correcting,
  changes: readonly ChangedRow[],
): Promise<CorrectionResult> {
  const { list } = correctable;
  if (changes.length === 0) return nothingChanged;
  const again = await readAgain(
    trx,
    correctable,
    changes.map(({ before, cells }) => ({ rowNumber: before.rowNumber, cells })),
  );
  const stand = standing(again);
  const correctionId = await enterCorrection(trx, deps, correctable, correcting, stand);
  await keepBefore(trx, correctionId, changes);
  await keepCells(trx, deps, correctable, again, { before: changes, staffId: correcting.staffId });
  const applications = again.map(({ application }) => application);
  const linked = await storeOutcomes(trx, correctable, applications);
  const agenciesOf = (rows: readonly { readonly agencyCode: string | null }[]) =>
    rows.map(({ agencyCode }) => agencyCode);
  await settleAgencies(trx, deps, list, {
    all: [...agenciesOf(changes.map(({ before }) => before)), ...agenciesOf(applications)],
    linked,
  });
  await rememberCorrections(
    trx,
    deps,
    correctable,
    again,
    changes.map(({ before }) => before),
  );
  await record(trx, {
    at: deps.now(),
    staffId: correcting.staffId,
    act: 'rows_corrected',
    campaignId: list.campaignId,
    details: { agency: list.scope ?? 'province', kind: correcting.kind, ...stand },
  });
  return {
    ...nothingChanged,
    correctionId,
    rows: stand.rows,
    ...(await outcomes(trx, list, again)),
  };
}

export const nothingChanged: CorrectionResult = {
  correctionId: null,
  rows: 0,
  accepted: 0,
  merged: 0,
  excluded: 0,
  inError: 0,
  unchanged: 0,
  unknown: 0,
};

/** What became of the changed rows, after their agencies have been linked again. */
async function outcomes(trx: Db, { fileId }: CorrectableList['list'], rows: readonly RowAgain[]) {
  const found = await trx
    .selectFrom('dossier')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('rows')])
    .where('fileId', '=', fileId)
    .where(
      oneOf(
        'rowNumber',
        rows.map(({ rowNumber }) => rowNumber),
        'integer',
      ),
    )
    .groupBy('outcome')
    .execute();
  const count = (outcome: string) => found.find((group) => group.outcome === outcome)?.rows ?? 0;
  return {
    accepted: count('accepted'),
    merged: count('merged'),
    excluded: count('excluded'),
    inError: count('in_error'),
  };
}
