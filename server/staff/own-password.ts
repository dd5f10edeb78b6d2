import type { FastifyRequest } from 'fastify';
import type { Staff } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { knownBrowser } from './known-browser.ts';
import { checkPassword } from './sign-in.ts';

/** A session that somebody left open is not enough to change how its owner signs in. */
export async function checkOwnPassword(
  deps: Deps,
  request: FastifyRequest,
  { username }: Staff,
  password: string,
): Promise<void> {
  const deviceId = await knownBrowser(deps, request, username);
  await checkPassword(deps, { username, address: request.ip, deviceId }, password);
}
