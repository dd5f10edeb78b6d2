import { join } from 'node:path';
import type { CampaignRow } from '../../db/tables/campaigns.ts';
import type { Deps } from '../../deps.ts';
import { separatedCodes } from '../persons/separated-codes.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import type { FileRow } from '../store/list-files.ts';
import { ruleFacts } from '../store/reading-rules.ts';
import { rowTypes } from '../store/row-types.ts';
import { uploadFolder } from '../store/uploaded-file.ts';
import type { ImportOrder } from './import-messages.ts';
import type { ProgressBoard } from './import-progress.ts';
import type { ListTops } from './list-tops.ts';
import { partsOf } from './sheet-parts.ts';
import { connectionsFor, isEmbedded } from './yield-to-requests.ts';

/** One import that has begun, with all that its steps ask for. */
export interface Importing {
  readonly file: FileRow;
  readonly campaign: CampaignRow;
  readonly confirmed: ConfirmedColumns;
  readonly staffId: string;
}

/** The same while it runs. */
export interface Run {
  readonly importing: Importing;
  readonly tops: ListTops;
  readonly progress: ProgressBoard;
  readonly signal: AbortSignal;
}

/**
 * Where the list begins and continues, by which rules its rows are read, and with which keys. A repetition of the
 * import is given the same: all of it was settled when the import began.
 */
export async function understandList(
  deps: Deps,
  { importing: { file, campaign, confirmed }, tops }: Run,
): Promise<ImportOrder> {
  const sheets = await tops.sheetsOf(file.id);
  // Only Home Affairs' own file covers the province.
  const mayRegister = file.agencyCode === null;
  const reading = { campaign, scope: file.agencyCode, mayRegister, confirmed };
  return {
    campaignId: campaign.id,
    fileId: file.id,
    parts: await partsOf(sheets, confirmed),
    confirmed,
    facts: await ruleFacts(deps, reading, file.begunAt ?? deps.now()),
    identityKey: await deps.secrets.identityKey(campaign.id),
    pseudonymKey: deps.secrets.keyFor('frame-pseudonym'),
    separated: await separatedCodes(deps.db, campaign.id),
    spoolPath: join(uploadFolder(deps.config), `${file.id}.rows`),
    rowTypes: await rowTypes(deps.db),
    database: databaseOf(deps),
    chunkRows: isEmbedded(deps) ? 500 : 2000,
  };
}

const databaseOf = (deps: Deps): ImportOrder['database'] => {
  const { databaseUrl: url, databaseSchema: schema } = deps.config;
  return url === undefined ? null : { url, schema, connections: connectionsFor(deps) };
};
