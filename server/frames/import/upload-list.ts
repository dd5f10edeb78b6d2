import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ListPreview } from '#contract/list-preview.ts';
import { record } from '../../db/activity.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import { rememberedColumns } from '../store/confirmed-columns.ts';
import { saveUpload } from '../store/uploaded-file.ts';
import type { ListTops } from './list-tops.ts';
import { previewFile } from './preview-file.ts';

export interface Upload {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileName: string;
  readonly staffId: string;
  readonly content: unknown;
}

/** Takes a file in and tells how its columns are understood. A refused file leaves nothing behind. */
export async function uploadList(deps: Deps, tops: ListTops, upload: Upload): Promise<ListPreview> {
  const { campaignId, scope, fileName } = upload;
  const { provinceCode } = await openCampaignOf(deps.db, campaignId, scope);
  if (!(upload.content instanceof Readable)) throw problem('file_empty');
  const fileId = randomUUID();
  const saved = await saveUpload(deps.config, fileId, upload.content);
  try {
    const remembered = await rememberedColumns(deps.db, { provinceCode, scope });
    const wanted = { isProvince: scope === null, headingRow: undefined, remembered };
    const preview = await previewFile(tops, fileId, wanted);
    for (const old of await enter(deps, upload, fileId, saved)) await tops.remove(old);
    return { fileId, fileName, ...preview };
  } catch (error) {
    await tops.remove(fileId);
    throw error;
  }
}

/** Enters the file in the list; files of the scope that were never read are replaced by it. */
async function enter(
  { db, now }: Deps,
  { campaignId, scope, fileName, staffId }: Upload,
  fileId: string,
  saved: { sha256: string; byteCount: number },
): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    // A file may have been on its way for minutes.
    await holdOpenFrame(trx, campaignId);
    const unread = await trx
      .updateTable('listFile')
      .set({ state: 'replaced' })
      .where('campaignId', '=', campaignId)
      .where('agencyCode', 'is not distinct from', scope)
      .where('state', 'in', ['uploaded', 'failed', 'cancelled', 'held'])
      .returning('id')
      .execute();
    await trx
      .insertInto('listFile')
      .values({
        ...saved,
        id: fileId,
        campaignId,
        agencyCode: scope,
        fileName,
        state: 'uploaded',
        problem: null,
        columns: null,
        decision: null,
        leftLines: null,
        uploadedBy: staffId,
        uploadedAt: now(),
        begunBy: null,
        begunAt: null,
        importedAt: null,
      })
      .execute();
    const details = { agency: scope ?? 'province', bytes: saved.byteCount };
    await record(trx, { at: now(), staffId, act: 'list_uploaded', campaignId, details });
    return unread.map(({ id }) => id);
  });
}
