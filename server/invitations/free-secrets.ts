import { randomUUID } from 'node:crypto';
import type { Db } from '../db/database.ts';
import { slipCodeHash } from '../db/slip-code-hash.ts';
import type { Deps } from '../deps.ts';
import { slipCodeOf, tokenHash, tokenOf } from './secret-code.ts';

export interface InvitationSecrets {
  readonly id: string;
  readonly tokenHash: string;
  readonly codeHash: string;
}

/**
 * Ids of new invitations whose link and slip code nobody else has. Both secrets follow from the id
 * alone, so that they can be printed later; where a code of 36 bits is taken, another id is tried.
 */
export async function freeSecrets(
  db: Db,
  secrets: Deps['secrets'],
  count: number,
): Promise<InvitationSecrets[]> {
  const free = new Map<string, InvitationSecrets>();
  while (free.size < count) {
    const candidates = Array.from({ length: count - free.size }, () => candidate(secrets));
    const taken = await codesTaken(db, candidates);
    for (const candidate of candidates)
      if (!taken.has(candidate.codeHash)) free.set(candidate.codeHash, candidate);
  }
  return [...free.values()];
}

function candidate(secrets: Deps['secrets']): InvitationSecrets {
  const id = randomUUID();
  return {
    id,
    tokenHash: tokenHash(tokenOf(secrets, id)),
    codeHash: slipCodeHash(secrets, slipCodeOf(secrets, id)),
  };
}

/** Tokens of 80 bits are left to their unique constraint: two alike are never met. */
async function codesTaken(db: Db, candidates: readonly InvitationSecrets[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('invitation')
    .select('codeHash')
    .where(
      'codeHash',
      'in',
      candidates.map((candidate) => candidate.codeHash),
    )
    .execute();
  return new Set(rows.map((row) => row.codeHash));
}
