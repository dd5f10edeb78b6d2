import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { makePasswordLink } from './password-link.ts';

export const ADMINISTRATOR = 'quantri';

/** While nobody of Home Affairs has a password, each start makes a new one-time link, and the old one is void. */
export async function firstAdministrator(deps: Deps): Promise<string | undefined> {
  const { db, now } = deps;
  const withPassword = await db
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'home_affairs')
    .where('passwordHash', 'is not', null)
    .executeTakeFirst();
  if (withPassword) return undefined;
  await db
    .insertInto('staff')
    .values({
      id: randomUUID(),
      username: ADMINISTRATOR,
      fullName: 'Quản trị Sở Nội vụ',
      role: 'home_affairs',
      agencyCode: null,
      passwordHash: null,
      createdAt: now(),
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('staff')
    .select('id')
    .where('username', '=', ADMINISTRATOR)
    .executeTakeFirstOrThrow();
  return (await makePasswordLink(deps, id, null)).link;
}
