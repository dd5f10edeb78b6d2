import { createHash } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { namesOrDamage } from '../queries.ts';

const PAGE = 5000;

export const NO_EMAILS: ReadonlySet<string> = new Set();

export const emailHash = (email: string): string =>
  createHash('sha256').update(email).digest('base64url').slice(0, 12);

/** By database, then campaign: a frozen frame does not change, so its people are read once. */
const known = new WeakMap<Db, Map<string, Promise<ReadonlySet<string>>>>();

/**
 * Hashes of addresses that several people of the frame have: an intermediary's or an official's, who would get
 * other people's links.
 */
export function sharedEmails(deps: Deps, campaignId: string): Promise<ReadonlySet<string>> {
  const campaigns = known.get(deps.db) ?? new Map<string, Promise<ReadonlySet<string>>>();
  known.set(deps.db, campaigns);
  const emails = campaigns.get(campaignId) ?? readShared(deps, campaignId);
  campaigns.set(campaignId, emails);
  emails.catch(() => campaigns.delete(campaignId));
  return emails;
}

async function readShared(deps: Deps, campaignId: string): Promise<ReadonlySet<string>> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for await (const email of emailsOfFrame(deps, campaignId)) {
    const hash = emailHash(email);
    if (seen.has(hash)) shared.add(hash);
    seen.add(hash);
  }
  return shared;
}

async function* emailsOfFrame({ db, secrets }: Deps, campaignId: string): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('frameUnit')
      .innerJoin('person', 'person.id', 'frameUnit.personId')
      .select(['unitId', 'sealed'])
      .where('frameUnit.campaignId', '=', campaignId)
      .where('unitId', '>', after)
      .orderBy('unitId')
      .limit(PAGE)
      .execute();
    for (const person of await namesOrDamage(secrets, campaignId, rows))
      if (person && person !== 'damaged' && person.email) yield person.email;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.unitId;
  }
}
