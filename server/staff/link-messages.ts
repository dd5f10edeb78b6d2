import type { LinkMessage } from '#contract/staff-links.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import type { LinkSender, OutgoingLink } from './link-sender.ts';
import { makePasswordLink } from './password-link.ts';

/** A new link for each account with an address, sent once the links are stored. */
export async function sendLinks(
  deps: Deps,
  sender: LinkSender,
  by: string,
  staffIds: readonly string[],
): Promise<{ messages: number; withoutAddress: string[] }> {
  const { db, config, now } = deps;
  if (!config.gateway && !config.mail) throw problem('gateway_not_set');
  const accounts = await db
    .selectFrom('staff')
    .select(['id', 'username', 'telephone', 'email'])
    .where('id', 'in', [...new Set(staffIds)])
    .where('id', '<>', by)
    .where('isDisabled', '=', false)
    .orderBy('username')
    .execute();
  const withoutAddress: string[] = [];
  const outgoing = await db.transaction().execute(async (trx) => {
    const links: OutgoingLink[] = [];
    for (const { id, username, telephone, email } of accounts) {
      const address = addressOf(config, { telephone, email });
      if (!address) {
        withoutAddress.push(username);
        continue;
      }
      const { link, linkId, expiresAt } = await makePasswordLink({ ...deps, db: trx }, id, by);
      links.push({ ...address, linkId, link, username, expiresAt });
      const message = { linkId, way: address.way, state: 'waiting' as const, changedAt: now() };
      await trx.insertInto('linkMessage').values(message).execute();
    }
    const details = { count: links.length };
    if (links.length > 0)
      await record(trx, { at: now(), staffId: by, act: 'account_links_sent', details });
    return links;
  });
  sender.send(outgoing);
  return { messages: outgoing.length, withoutAddress };
}

/** E-mail where there is an address and a mail server: it holds the whole text. */
function addressOf(
  { gateway, mail }: Deps['config'],
  { telephone, email }: { telephone: string | null; email: string | null },
): Pick<OutgoingLink, 'way' | 'to'> | undefined {
  if (mail && email) return { way: 'email', to: email };
  const phone = telephone?.replaceAll(/[ .]/g, '');
  return gateway && phone ? { way: 'message', to: phone } : undefined;
}

const LOST_AFTER = 3_600_000;

export async function linkMessages({ db, now }: Deps): Promise<LinkMessage[]> {
  const rows = await db
    .selectFrom('linkMessage')
    .innerJoin('accountLink', 'accountLink.id', 'linkMessage.linkId')
    .innerJoin('staff', 'staff.id', 'accountLink.staffId')
    .select(['staffId', 'username', 'fullName', 'way', 'state', 'changedAt'])
    .orderBy('changedAt', 'desc')
    .orderBy('username')
    .limit(500)
    .execute();
  return rows.map(({ state, changedAt, ...row }) => {
    const isLost = state === 'waiting' && now().getTime() - changedAt.getTime() > LOST_AFTER;
    return { ...row, state: isLost ? 'unclear' : state, changedAt: changedAt.toISOString() };
  });
}
