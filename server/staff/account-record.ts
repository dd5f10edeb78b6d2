import { sql } from 'kysely';
import type { AccountRecord, OpenTask } from '#contract/account-records.ts';
import type { Post } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk } from '#contract/endpoint.ts';
import type { Staff } from '#contract/staff.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { ENDPOINTS } from '../http/openapi.ts';
import { problem } from '../problem.ts';
import { journalPage } from './journal.ts';
import { linkNotices } from './link-notices.ts';
import { findAccount } from './queries.ts';

export async function accountRecord(deps: Deps, staffId: string): Promise<AccountRecord> {
  const { db } = deps;
  const account = await findAccount(db, staffId);
  if (!account) throw problem('not_found');
  const holders = await holdersOf(db, staffId);
  const ids = holders.map(({ id }) => id);
  const [own, ...before] = holders;
  const { acts } = await journalPage(db, { kind: 'all', staffIds: ids, before: null });
  return {
    account: {
      ...account,
      madeAt: (own?.from ?? deps.now()).toISOString(),
      lastUsedAt: own?.lastUsedAt?.toISOString() ?? null,
      passkeys: own?.passkeys ?? 0,
    },
    holders: before.map(({ username, fullName, from, until }) => ({
      username,
      fullName,
      from: from.toISOString(),
      until: (until ?? from).toISOString(),
    })),
    rights: rightsOf(account),
    rounds: await openRounds(db),
    tasks: await openTasks(deps, account),
    counts: await countsOf(db, ids),
    acts,
  };
}

interface Holder {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly lastUsedAt: Date | null;
  readonly passkeys: number;
}

/** The account's person, then those who had it before. */
async function holdersOf(db: Db, staffId: string): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    with recursive holder as (
      select id, 0 as steps from staff where id = ${staffId}
      union all
      select staff.id, steps + 1 from staff join holder on staff.handed_over_to = holder.id)
    select staff.id, username, full_name, created_at as "from", handed_over_at as until, last_used_at,
      (select count(*)::integer from passkey where passkey.staff_id = staff.id) as passkeys
    from holder join staff on staff.id = holder.id order by steps`.execute(db);
  return rows;
}

function rightsOf(post: Post): AccountRecord['rights'] {
  const isOwnAgencyOnly = isOfOneAgency(post.role);
  return ENDPOINTS.filter(({ endpoint }) => endpoint.access !== 'public' && mayAsk(endpoint, post))
    .map(({ endpoint: { method, path, summary } }) => ({ method, path, summary, isOwnAgencyOnly }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

const openRounds = (db: Db) =>
  db
    .selectFrom('campaign')
    .select(['id', 'name'])
    .where('stage', '<>', 'published')
    .orderBy('createdAt', 'desc')
    .execute();

async function countsOf(db: Db, ids: readonly string[]): Promise<AccountRecord['counts']> {
  const { rows } = await sql<{ act: string; times: number; firstAt: Date; lastAt: Date }>`
    select act, sum(times)::integer as times, min(at) as first_at, max(coalesce(last_at, at)) as last_at
    from activity where staff_id in (${sql.join(ids)}) group by act order by last_at desc, act`.execute(
    db,
  );
  return rows.map(({ firstAt, lastAt, ...row }) => ({
    ...row,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}

/** What waits for this account now, by the tables of the rooms. */
async function openTasks(deps: Deps, account: Staff): Promise<AccountRecord['tasks']> {
  const { id, role, isLead, agencyCode } = account;
  const isApprover = role === 'home_affairs' && isLead;
  const handsIn = role === 'agency' ? agencyCode : null;
  const leads = isOfOneAgency(role) ? agencyCode : null;
  const { rows } = await sql<{ task: OpenTask; count: number }>`
    select 'approvals_asked' as task, count(*)::integer as count
      from approval where asked_by = ${id} and decided_by is null
    union all select 'approvals_to_decide', count(*)::integer
      from approval where ${isApprover} and asked_by <> ${id} and decided_by is null
    union all select 'lists_to_hand_in', count(*)::integer
      from campaign where stage = 'frame_open' and ${handsIn}::text is not null
        and not exists (select from acceptance_signature as signature where signature.campaign_id = campaign.id
          and signature.agency_code = ${handsIn} and signature.in_force)
    union all select 'visits', count(*)::integer
      from visit_assignment join invitation on invitation.id = visit_assignment.invitation_id
      where visit_assignment.staff_id = ${id} and is_current and not is_closed
        and invitation.state in ('issued', 'opened')
    union all select 'devices', count(*)::integer
      from field_device where staff_id = ${id} and revoked_on is null
    union all select 'duties', count(*)::integer
      from action_lead where agency_code = ${leads} and state not in ('done', 'accepted')`.execute(
    deps.db,
  );
  const notices = await linkNotices(deps, account);
  return [...rows, { task: 'link_notices' as const, count: notices.length }].filter(
    ({ count }) => count > 0,
  );
}
