import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk } from '#contract/endpoint.ts';
import { WHOLE_PROVINCE } from '#contract/scalars.ts';
import type { SignedIn } from '#contract/staff.ts';
import { preparedStatement } from '../db/prepared-statement.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

/** On https a host beside ours, under the same domain, can neither set nor hide it (RFC 6265bis, `__Host-`). */
export const sessionCookie = ({ publicUrl }: Deps['config']): string =>
  publicUrl.startsWith('https:') ? '__Host-session' : 'session';
export const IDLE_MINUTES = 30;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The signed-in person behind a request, if any. A session without action for half an hour has ended. */
export async function callerOf(
  { db, config, now }: Deps,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const token = request.cookies[sessionCookie(config)];
  if (!token) return undefined;
  const tokenHash = hashOf(token);
  const staff = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staffId')
    .leftJoin('agency', 'agency.code', 'staff.agencyCode')
    .select([
      'staff.id',
      'username',
      'fullName',
      'role',
      'isLead',
      'agencyCode',
      'agency.name as agencyName',
      'lastSeenAt',
      'isFactorDue',
    ])
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now())
    .where('lastSeenAt', '>', new Date(now().getTime() - IDLE_MINUTES * 60_000))
    .where('isDisabled', '=', false)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!staff) return undefined;
  if (now().getTime() - staff.lastSeenAt.getTime() > 60_000) {
    await db
      .updateTable('session')
      .set({ lastSeenAt: now() })
      .where('tokenHash', '=', tokenHash)
      .execute();
  }
  return staff;
}

/**
 * The one place where access is decided: role first, then the agency. Who is of one agency reaches a path with
 * `:agencyCode` only for their own agency; replies about many agencies are narrowed by `scope`.
 */
export function admit(endpoint: Endpoint, caller: SignedIn | undefined, params: unknown): void {
  if (endpoint.access === 'public') return;
  if (!caller) throw problem('not_signed_in');
  if (!mayAsk(endpoint, caller)) throw problem('access_denied');
  if (caller.isFactorDue && !endpoint.isBeforeFactor) throw problem('second_factor_due');
  const { agencyCode } = params as { agencyCode?: string };
  if (agencyCode === undefined) return;
  refuseOwnAgency(caller, agencyCode);
  if (!isOfOneAgency(caller.role)) return;
  // Whatever the agency is called: nobody of an agency has the whole province's place.
  if (agencyCode === WHOLE_PROVINCE || agencyCode !== caller.agencyCode) {
    throw problem('access_denied', { agency: caller.agencyName ?? '' });
  }
}

/** Staff answer for nobody: not even a link is opened for them where they are signed in. */
export async function refuseStaff(deps: Deps, request: FastifyRequest): Promise<void> {
  if (await callerOf(deps, request)) throw problem('staff_session_present');
}

/** A clerk or an interviewer of a measured agency carries no answer about it. */
export function refuseOwnAgency(
  caller: Pick<SignedIn, 'role' | 'agencyCode' | 'agencyName'>,
  agencyCode: string,
): void {
  const { role } = caller;
  if ((role === 'entry' || role === 'interviewer') && caller.agencyCode === agencyCode)
    throw problem('own_agency', { agency: caller.agencyName ?? '' });
}

/**
 * What only staff may read is part of no page of another site: some readings are written down for good. A host beside ours,
 * under the same domain, asks with the cookie.
 */
export function refuseForeignReading({ access }: Endpoint, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const isForeign = site === 'same-site' || site === 'cross-site';
  if (access !== 'public' && isForeign) throw problem('foreign_origin');
}

/**
 * A page of another site must not act in the name of who is signed in here. Browsers tell where a request
 * comes from in `Sec-Fetch-Site`, on plain http and where they are old in `Origin` alone; programs tell neither.
 */
export function refuseForeignOrigin(app: FastifyInstance, { config }: Deps): void {
  const own = new URL(config.publicUrl).origin;
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { 'sec-fetch-site': site, origin } = request.headers;
    if (site ? site === 'same-origin' || site === 'none' : isOwn(origin)) return;
    throw problem('foreign_origin');

    function isOwn(from: string | undefined): boolean {
      if (from === undefined || from === own) return true;
      // Forms of a page that names itself to nobody. The citizen's pages go by the link; the cookie that
      // opens a draft is sent with no form of another site.
      // By the route: the address may be written with `%61` for `a`.
      if (from === 'null') return !(request.routeOptions.url ?? request.url).startsWith('/api/');
      return URL.canParse(from) && new URL(from).host === request.host;
    }
  });
}
