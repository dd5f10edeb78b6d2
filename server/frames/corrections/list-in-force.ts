import type { ColumnRole } from '#contract/list-preview.ts';
import type { Db } from '../../db/database.ts';
import { refuseErased } from '../../db/erased.ts';
import type { CampaignRow } from '../../db/tables/campaigns.ts';
import type { Deps } from '../../deps.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { campaignOf, openCampaignOf } from '../scope.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import { readingRules } from '../store/reading-rules.ts';

export interface Place {
  readonly campaignId: string;
  readonly scope: Scope;
}

export interface ListInForce extends Place {
  readonly fileId: string;
  readonly fileName: string;
  readonly confirmed: ConfirmedColumns;
}

/**
 * The list in which a scope's rows are corrected: the one that has rows in error, an agency's own before its part
 * of the province's.
 */
export async function listInForce(db: Db, { campaignId, scope }: Place) {
  const file = await db
    .selectFrom('listFile')
    .select((select) => [
      'id',
      'fileName',
      'columns',
      select
        .exists(
          select
            .selectFrom('correctableRow')
            .select('rowNumber')
            .whereRef('correctableRow.fileId', '=', 'listFile.id')
            .where('correctableRow.reason', 'is not', null)
            .$if(scope !== null, (query) => query.where('correctableRow.agencyCode', '=', scope)),
        )
        .as('hasProblems'),
    ])
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'imported')
    .where((where) =>
      where.or([
        where('agencyCode', 'is', null),
        ...(scope === null ? [] : [where('agencyCode', '=', scope)]),
      ]),
    )
    .orderBy('hasProblems', 'desc')
    .orderBy('agencyCode', (order) => order.asc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  if (!file) return undefined;
  const confirmed = file.columns as ConfirmedColumns;
  const { fileName } = file;
  return { campaignId, scope, fileId: file.id, fileName, confirmed } satisfies ListInForce;
}

/** A list whose rows can be shown or corrected now, with all that is needed to read a row again. */
export interface CorrectableList {
  readonly list: ListInForce;
  readonly campaign: CampaignRow;
  readonly key: Buffer;
  readonly rules: ReadingRules;
}

/** `fileId`: the list that the caller has before their eyes; a newer one may have taken its place. */
export async function correctableList(
  deps: Deps,
  place: Place,
  fileId?: string,
): Promise<CorrectableList> {
  await openCampaignOf(deps.db, place.campaignId, place.scope);
  const correctable = await readableList(deps, place);
  if (fileId !== undefined && correctable.list.fileId !== fileId) throw problem('list_replaced');
  return correctable;
}

/** The same to look at only, whatever the campaign's stage. */
export async function readableList(deps: Deps, place: Place): Promise<CorrectableList> {
  const campaign = await campaignOf(deps.db, place.campaignId, place.scope);
  await refuseErased(deps.db, place.campaignId);
  const list = await listInForce(deps.db, place);
  if (!list) throw problem('nothing_to_correct');
  const key = await deps.secrets.identityKey(campaign.id);
  // Staff of an agency correct rows of their agency only: a cell that names another agency is a fault there.
  const reading = { campaign, scope: place.scope, mayRegister: false, confirmed: list.confirmed };
  return { list, campaign, key, rules: await readingRules(deps, reading) };
}

export const rolesByColumn = ({ columns }: ConfirmedColumns): ReadonlyMap<number, ColumnRole> =>
  new Map(columns.map(({ index, role }) => [index, role]));
