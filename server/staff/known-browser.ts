import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import type { Secrets } from '../secrets.ts';
import { findForSignIn } from './queries.ts';

const DAYS = 180;

const signed = (secrets: Secrets, ...parts: string[]) =>
  secrets.keyed('sign-in', JSON.stringify(['browser', ...parts])).toString('hex');
/** One cookie an account: several people sign in at one desk. */
const cookieOf = (secrets: Secrets, username: string) =>
  `known-${signed(secrets, 'cookie', username).slice(0, 16)}`;

const markOf = (
  secrets: Secrets,
  username: string,
  passwordHash: string | null | undefined,
  deviceId: string,
) => signed(secrets, 'mark', username, passwordHash ?? '', deviceId);

/**
 * Leaves with a browser the mark that this account was signed in there; it opens nothing by itself. A person
 * who knows the password can collect any number of marks, and each is worth five tries and a pause. So
 * they are bound to that very password: with the next one they are worth nothing.
 */
export async function rememberBrowser(
  { db, secrets, config }: Deps,
  reply: FastifyReply,
  username: string,
): Promise<void> {
  const account = await findForSignIn(db, username);
  const deviceId = randomBytes(16).toString('hex');
  reply.setCookie(
    cookieOf(secrets, username),
    `${deviceId}.${markOf(secrets, username, account?.passwordHash, deviceId)}`,
    {
      path: '/api/session',
      httpOnly: true,
      sameSite: 'strict',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: DAYS * 86_400,
    },
  );
}

export async function knownBrowser(
  { db, secrets }: Deps,
  request: FastifyRequest,
  username: string,
): Promise<string | undefined> {
  const cookie = request.cookies[cookieOf(secrets, username)];
  if (!cookie) return undefined;
  const [deviceId = '', mark = ''] = cookie.split('.');
  const account = await findForSignIn(db, username);
  const given = Buffer.from(mark);
  const right = Buffer.from(markOf(secrets, username, account?.passwordHash, deviceId));
  return given.length === right.length && timingSafeEqual(given, right) ? deviceId : undefined;
}
