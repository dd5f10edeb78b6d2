import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import type { Secrets } from '../secrets.ts';

const DAYS = 180;

const signed = (secrets: Secrets, ...parts: string[]) =>
  secrets.keyed('sign-in', JSON.stringify(['browser', ...parts])).toString('hex');
/** One cookie an account: several people sign in at one desk. */
const cookieOf = (secrets: Secrets, username: string) =>
  `known-${signed(secrets, 'cookie', username).slice(0, 16)}`;

/** Leaves with a browser the mark that this account was signed in there; it opens nothing by itself. */
export function rememberBrowser(
  { secrets, config }: Deps,
  reply: FastifyReply,
  username: string,
): void {
  const deviceId = randomBytes(16).toString('hex');
  reply.setCookie(
    cookieOf(secrets, username),
    `${deviceId}.${signed(secrets, 'mark', username, deviceId)}`,
    {
      path: '/api/session',
      httpOnly: true,
      sameSite: 'strict',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: DAYS * 86_400,
    },
  );
}

export function knownBrowser(
  secrets: Secrets,
  request: FastifyRequest,
  username: string,
): string | undefined {
  const [deviceId = '', mark = ''] = (request.cookies[cookieOf(secrets, username)] ?? '').split(
    '.',
  );
  const given = Buffer.from(mark);
  const right = Buffer.from(signed(secrets, 'mark', username, deviceId));
  return given.length === right.length && timingSafeEqual(given, right) ? deviceId : undefined;
}
