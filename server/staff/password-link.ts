import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '#contract/endpoint.ts';
import { postName } from '#contract/endpoint.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { findAccount, lockAccount } from './queries.ts';

const DAYS = 7;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The token comes after `#`: browsers never send that part, so no server or proxy can log it. Who made
 * it is kept, and told to the account's office: the maker of a link could act with it. `madeBy` is null
 * for the owner of the server.
 */
export async function makePasswordLink(
  { db, config, now }: Pick<Deps, 'db' | 'config' | 'now'>,
  staffId: string,
  madeBy: string | null,
) {
  // Whether it renews is decided by the password as it is then: a first one may be chosen at this moment.
  await lockAccount(db, staffId);
  const account = await findAccount(db, staffId);
  if (!account) throw problem('not_found');
  const token = Array.from(randomBytes(32), (byte) => ALPHABET[byte & 31]).join('');
  const id = randomUUID();
  const madeAt = now();
  const isRenewal = account.hasPassword;
  await db
    .insertInto('accountLink')
    .values({ id, staffId, isRenewal, madeAt, madeBy, usedAt: null })
    .execute();
  const link = {
    tokenHash: hashOf(token),
    staffId,
    linkId: id,
    createdAt: madeAt,
    expiresAt: new Date(madeAt.getTime() + DAYS * 86_400_000),
    usedAt: null,
  };
  await db
    .insertInto('passwordLink')
    .values(link)
    .onConflict((conflict) => conflict.column('staffId').doUpdateSet(link))
    .execute();
  const details = { ...detailsOf(account), isRenewal };
  await record(db, { at: madeAt, staffId: madeBy, act: 'password_link_made', details });
  return {
    staffId,
    linkId: id,
    link: `${config.publicUrl}/quan-tri/mat-khau#${token}`,
    expiresAt: link.expiresAt.toISOString(),
  };
}

/** Whom an act on an account is about. */
export const detailsOf = (account: {
  readonly username: string;
  readonly fullName: string;
  readonly role: Role;
  readonly isLead: boolean;
  readonly agencyCode: string | null;
}) => ({
  account: account.username,
  name: account.fullName,
  role: postName(account),
  agency: account.agencyCode,
});
