import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { SourceKind } from '#contract/second-sources.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';

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

/** Keeps the codes of a second source; a newer table of the same kind takes its place. */
export async function importSource(deps: Deps, upload: SourceUpload): Promise<void> {
  const { campaignId, kind, fileName, staffId, content } = upload;
  const campaign = await openCampaignOf(deps.db, campaignId, null);
  if (!(content instanceof Readable)) throw problem('file_empty');
  const { returnedFrom: from, returnedTo: to, provinceCode } = campaign;
  const agencies = await provinceAgencies(deps.db, provinceCode);
  const window = { from, to, today: dayOf(deps.now()) };
  const fileId = randomUUID();
  await saveUpload(deps.config, fileId, content);
  try {
    await deps.db.transaction().execute(async (trx) => {
      const uploadedAt = deps.now();
      await trx
        .deleteFrom('secondSource')
        .where('campaignId', '=', campaignId)
        .where('kind', '=', kind)
        .execute();
      const source = { campaignId, kind, fileName, uploadedAt, uploadedBy: staffId };
      await trx
        .insertInto('secondSource')
        .values({ ...source, dossiers: 0, leftRows: 0 })
        .execute();
      const counts = { dossiers: 0, leftRows: 0 };
      const path = uploadPath(deps.config, fileId);
      for await (const rows of readSource(path, { agencies, window }))
        await storeSome(trx, upload, rows, counts);
      if (counts.dossiers === 0) throw problem('source_unreadable');
      await trx
        .updateTable('secondSource')
        .set(counts)
        .where('campaignId', '=', campaignId)
        .where('kind', '=', kind)
        .execute();
      const details = { kind, ...counts };
      await record(trx, { at: uploadedAt, staffId, act: 'source_imported', campaignId, details });
    });
  } finally {
    await removeUpload(deps.config, fileId);
  }
}

async function storeSome(
  trx: Db,
  { campaignId, kind }: SourceUpload,
  rows: readonly (SourceDossier | null)[],
  counts: { dossiers: number; leftRows: number },
): Promise<void> {
  for (let first = 0; first < rows.length; first += STORED_AT_ONCE) {
    const some = rows.slice(first, first + STORED_AT_ONCE);
    const dossiers = some.filter((row) => row !== null);
    const { numAffectedRows } = await sql`
      insert into second_source_dossier (campaign_id, kind, code, agency_code, returned_on, is_late)
      select ${campaignId}::uuid, ${kind}, row.code, row."agencyCode", row."returnedOn", row."isLate"
      from jsonb_to_recordset(${JSON.stringify(dossiers)}::jsonb)
        as row (code text, "agencyCode" text, "returnedOn" date, "isLate" boolean)
      on conflict do nothing
    `.execute(trx);
    const stored = Number(numAffectedRows ?? 0);
    counts.dossiers += stored;
    counts.leftRows += some.length - stored;
  }
}
