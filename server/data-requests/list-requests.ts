import { dayOf } from '#contract/calendar.ts';
import type { DataRequest } from '#contract/data-requests.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

/** Open ones first, by the day that is owed next; closed ones after them, the newest first. */
export async function dataRequestsOf({ db, now }: Deps, campaignId: string) {
  const today = dayOf(now());
  const rows = await requestRows(db, campaignId).execute();
  const requests = rows
    .map(
      ({ personId, receivedAt, repliedAt, closedAt, ...row }): DataRequest => ({
        ...row,
        isHeld: personId !== null,
        receivedAt: receivedAt.toISOString(),
        repliedAt: repliedAt?.toISOString() ?? null,
        closedAt: closedAt?.toISOString() ?? null,
        isLate: isLate({ ...row, repliedAt, closedAt }, today),
      }),
    )
    .toSorted((a, b) => urgency(a).localeCompare(urgency(b)));
  const agencies = await db
    .selectFrom('agency')
    .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
    .select(['agency.code', 'agency.name'])
    .where('campaign.id', '=', campaignId)
    .orderBy('agency.name')
    .execute();
  return { requests, agencies };
}

const requestRows = (db: Db, campaignId: string) =>
  db
    .selectFrom('dataRequest')
    .innerJoin('agency', 'agency.code', 'dataRequest.agencyCode')
    .innerJoin('staff as registrar', 'registrar.id', 'dataRequest.registeredBy')
    .leftJoin('staff as closer', 'closer.id', 'dataRequest.closedBy')
    .selectAll('dataRequest')
    .select([
      'agency.name as agencyName',
      'registrar.fullName as registeredBy',
      'closer.fullName as closedBy',
    ])
    .where('dataRequest.campaignId', '=', campaignId)
    .orderBy('receivedAt', 'desc');

interface Owed {
  readonly replyDueOn: string;
  readonly actDueOn: string;
  readonly repliedAt: Date | null;
  readonly closedAt: Date | null;
}

/** Against the day each part came, or today while it is owed. */
const isLate = ({ replyDueOn, actDueOn, repliedAt, closedAt }: Owed, today: string) =>
  (repliedAt ? dayOf(repliedAt) : today) > replyDueOn ||
  (closedAt ? dayOf(closedAt) : today) > actDueOn;

function urgency({ closedAt, repliedAt, replyDueOn, actDueOn }: DataRequest): string {
  if (closedAt) return '2';
  return `1${repliedAt ? actDueOn : replyDueOn}`;
}

export async function dataRequest(db: Db, campaignId: string, code: string) {
  const found = await db
    .selectFrom('dataRequest')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!found) throw problem('not_found');
  return found;
}
