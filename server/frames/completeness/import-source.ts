import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { SourceKind } from '#contract/second-sources.ts';
import { record } from '../../db/activity.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { openCampaignOf } from '../scope.ts';
import { removeUpload, saveUpload, uploadPath } from '../store/uploaded-file.ts';
import { provinceAgencies } from './province-agencies.ts';
import type { SourceDossier } from './read-source.ts';
import { readSource } from './read-source.ts';

export interface SourceUpload {
  readonly campaignId: string;
  readonly kind: SourceKind;
  readonly fileName: string;
  readonly staffId: string;
  readonly content: unknown;
}

const STORED_AT_ONCE = 2000;
/** What a killed upload has left is removed by one that comes so much later. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

interface Staged {
  readonly uploadId: string;
  readonly counts: { readonly dossiers: number; readonly leftRows: number };
}

/**
 * Keeps the codes of a second source; a newer table of the same kind takes its place. The file is read into a staging
 * table in short steps, so that no transaction is open while a province's list is being read.
 */
export async function importSource(deps: Deps, upload: SourceUpload): Promise<void> {
  const { db, config } = deps;
  const { campaignId, content } = upload;
  const campaign = await openCampaignOf(db, campaignId, null);
  if (!(content instanceof Readable)) throw problem('file_empty');
  const { returnedFrom: from, returnedTo: to, provinceCode } = campaign;
  const agencies = await provinceAgencies(db, provinceCode);
  const window = { from, to, today: dayOf(deps.now()) };
  const uploadId = randomUUID();
  await saveUpload(config, uploadId, content);
  try {
    const counts = { dossiers: 0, leftRows: 0 };
    for await (const rows of readSource(uploadPath(config, uploadId), { agencies, window }))
      await stageSome(deps, { uploadId, campaignId }, rows, counts);
    if (counts.dossiers === 0) throw problem('source_unreadable');
    await replaceSource(deps, upload, { uploadId, counts });
  } finally {
    await removeStaged(deps, uploadId);
    await removeUpload(config, uploadId);
  }
}

/** The frame may have been frozen while the file was read. Of two tables at once the later takes the other's place. */
async function replaceSource(deps: Deps, upload: SourceUpload, staged: Staged): Promise<void> {
  const { campaignId, kind, fileName, staffId } = upload;
  await deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const uploadedAt = deps.now();
    await trx
      .deleteFrom('secondSource')
      .where('campaignId', '=', campaignId)
      .where('kind', '=', kind)
      .execute();
    const source = { campaignId, kind, fileName, uploadedAt, uploadedBy: staffId };
    await trx
      .insertInto('secondSource')
      .values({ ...source, ...staged.counts })
      .execute();
    await sql`
      insert into second_source_dossier (campaign_id, kind, code, agency_code, returned_on, is_late)
      select campaign_id, ${kind}, code, agency_code, returned_on, is_late
      from staged_source_dossier where upload_id = ${staged.uploadId}
    `.execute(trx);
    const details = { kind, ...staged.counts };
    await record(trx, { at: uploadedAt, staffId, act: 'source_imported', campaignId, details });
  });
}

async function stageSome(
  { db, now }: Deps,
  { uploadId, campaignId }: { readonly uploadId: string; readonly campaignId: string },
  rows: readonly (SourceDossier | null)[],
  counts: { dossiers: number; leftRows: number },
): Promise<void> {
  for (let first = 0; first < rows.length; first += STORED_AT_ONCE) {
    const some = rows.slice(first, first + STORED_AT_ONCE);
    const dossiers = some.filter((row) => row !== null);
    const { numAffectedRows } = await sql`
      insert into staged_source_dossier
        (upload_id, campaign_id, code, agency_code, returned_on, is_late, staged_at)
      select ${uploadId}::uuid, ${campaignId}::uuid, row.code, row."agencyCode", row."returnedOn", row."isLate",
        ${now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(dossiers)}::jsonb)
        as row (code text, "agencyCode" text, "returnedOn" date, "isLate" boolean)
      on conflict do nothing
    `.execute(db);
    const stored = Number(numAffectedRows ?? 0);
    counts.dossiers += stored;
    counts.leftRows += some.length - stored;
  }
}

async function removeStaged({ db, now }: Deps, uploadId: string): Promise<void> {
  const abandoned = new Date(now().getTime() - ABANDONED_MS);
  await db
    .deleteFrom('stagedSourceDossier')
    .where((where) =>
      where.or([where('uploadId', '=', uploadId), where('stagedAt', '<', abandoned)]),
    )
    .execute();
}
