import { randomUUID } from 'node:crypto';
import type { ActionReport } from '#contract/action-plan.ts';
import { dayOf } from '#contract/calendar.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { leadOf } from './queries.ts';

interface Place {
  readonly campaignId: string;
  readonly itemId: string;
  readonly agencyCode: string;
}
interface NewReport {
  readonly kind: ActionReport['kind'];
  readonly text: string;
  readonly evidence?: { readonly fileName: string; readonly base64: string } | null;
}
const LARGEST = 5 * 1024 * 1024;

/** An agency's word on a duty that it leads. What Home Affairs has accepted is closed. */
export async function reportAction(
  deps: Deps,
  by: { readonly id: string; readonly fullName: string },
  place: Place,
  report: NewReport,
): Promise<ActionReport> {
  return keep(deps, by, place, report, ['open', 'doing', 'done', 'returned']);
}

/** Home Affairs accepts what was called done, or returns it. */
export const decideAction = (
  deps: Deps,
  by: { readonly id: string; readonly fullName: string },
  place: Place,
  decision: NewReport,
): Promise<ActionReport> => keep(deps, by, place, decision, ['done', 'accepted']);

async function keep(
  { db, now }: Deps,
  by: { readonly id: string; readonly fullName: string },
  place: Place,
  { kind, text, evidence = null }: NewReport,
  from: readonly string[],
): Promise<ActionReport> {
  const { campaignId, itemId, agencyCode } = place;
  const file = evidence ? Buffer.from(evidence.base64, 'base64') : null;
  if (file && file.length > LARGEST) throw problem('request_too_large', { limit: LARGEST });
  const fileName = evidence?.fileName ?? null;
  const report = { id: randomUUID(), kind, text, fileName, reportedAt: now() };
  const { id, reportedAt } = await db.transaction().execute(async (trx) => {
    await moveLead(trx, place, kind, from, report.reportedAt);
    const earlier = await sameToday(trx, place, { ...report, file, reportedBy: by.id });
    if (earlier) return earlier;
    await trx
      .insertInto('actionReport')
      .values({ ...report, file, itemId, agencyCode, reportedBy: by.id })
      .execute();
    await record(trx, {
      at: report.reportedAt,
      staffId: by.id,
      act: `action_${kind}`,
      campaignId,
      details: { agency: agencyCode, hasFile: file !== null },
    });
    return report;
  });
  return { ...report, id, reportedAt: reportedAt.toISOString(), reportedBy: by.fullName };
}

interface KeptReport {
  readonly kind: ActionReport['kind'];
  readonly text: string;
  readonly fileName: string | null;
  readonly file: Buffer | null;
  readonly reportedAt: Date;
  readonly reportedBy: string;
}

/** Nobody removes a report: the same word of the same person, right after it on the same day, is a repeat. */
async function sameToday(trx: Db, { itemId, agencyCode }: Place, report: KeptReport) {
  const { kind, text, fileName, file, reportedBy } = report;
  const newest = await trx
    .selectFrom('actionReport')
    .select(['id', 'kind', 'text', 'fileName', 'file', 'reportedAt', 'reportedBy'])
    .where('itemId', '=', itemId)
    .where('agencyCode', '=', agencyCode)
    .orderBy('reportedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest || dayOf(newest.reportedAt) !== dayOf(report.reportedAt)) return undefined;
  const isSame =
    newest.kind === kind &&
    newest.text === text &&
    newest.fileName === fileName &&
    newest.reportedBy === reportedBy &&
    Buffer.compare(newest.file ?? Buffer.alloc(0), file ?? Buffer.alloc(0)) === 0;
  return isSame ? newest : undefined;
}

/** The row decides between two who act at once. */
async function moveLead(
  trx: Db,
  place: Place,
  kind: ActionReport['kind'],
  from: readonly string[],
  changedAt: Date,
): Promise<void> {
  const lead = await leadOf(trx, place);
  if (!lead) throw problem('not_found');
  const moved = await trx
    .updateTable('actionLead')
    .set({ state: kind, changedAt })
    .where('itemId', '=', place.itemId)
    .where('agencyCode', '=', place.agencyCode)
    .where('state', 'in', from as ('open' | 'done')[])
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) throw problem('action_not_so_far', { state: lead.state });
}
