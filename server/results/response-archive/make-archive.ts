import { reidentify } from '#sampling/disclosure/reidentify.ts';
import { record } from '../../db/activity.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { publishedText } from '../published-text.ts';
import type { StoredResponses } from './stored-responses.ts';
import { storedResponses } from './stored-responses.ts';

/** Responses of a published round for Home Affairs, made anew each time, each time with a line of its own in the journal. */
export async function makeResponseArchive(
  { db, now }: Deps,
  by: string,
  campaignId: string,
  purpose: string,
) {
  const campaign = await campaignAt(db, campaignId);
  if (campaign.stage !== 'published') throw problem('not_published');
  const stored = await storedResponses(db, campaign);
  refuseIncomplete(stored);
  refuseIdentifying(stored);
  const { year, bytes } = await publishedText(db, campaignId, { responses: stored });
  const act = 'response_archive_made';
  const details = { purpose, responses: stored.responses.length };
  await db
    .transaction()
    .execute((trx) => record(trx, { at: now(), staffId: by, act, campaignId, details }));
  return { fileName: `phieu-da-dem-${year}.zip`, content: Buffer.from(bytes) };
}

/** Figures of a part of the responses would be false; so is an archive that does not say that they are gone. */
function refuseIncomplete({ responses, responseStrata }: StoredResponses): void {
  const counted = responseStrata.reduce((sum, { respondents }) => sum + respondents, 0);
  if (responses.length === 0 || responses.length !== counted)
    throw problem('responses_not_kept', { responses: responses.length });
}

/** The audit of what the count stored, once more on the very table that leaves. */
function refuseIdentifying({ responses, threshold }: StoredResponses): void {
  const rows = responses.map(({ stratum }) => ({ stratum }));
  if (reidentify(rows, rows, threshold).length > 0)
    throw problem('responses_too_few', { k: threshold });
}
