import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';

const DAYS = 7;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The token stands behind `#`: browsers never send that part, so no server or proxy can log it. */
export async function makePasswordLink({ db, config, now }: Deps, staffId: string) {
  const token = Array.from(randomBytes(32), (byte) => ALPHABET[byte & 31]).join('');
  const link = {
    tokenHash: hashOf(token),
    staffId,
    createdAt: now(),
    expiresAt: new Date(now().getTime() + DAYS * 86_400_000),
    usedAt: null,
  };
  await db
    .insertInto('passwordLink')
    .values(link)
    .onConflict((conflict) => conflict.column('staffId').doUpdateSet(link))
    .execute();
  return {
    staffId,
    link: `${config.publicUrl}/quan-tri/mat-khau#${token}`,
    expiresAt: link.expiresAt.toISOString(),
  };
}
