import { sql } from 'kysely';
import type { AuthorLink, Remark } from '#contract/remarks.ts';
import type { AccountLink } from '#contract/scalars.ts';
import { linkBehindAct, linkSoonAfterAct, shownLink } from '../db/account-links.ts';
import type { Db } from '../db/database.ts';

export const remarksOf = async (db: Db, campaignId: string): Promise<Remark[]> =>
  (await remarks(db).where('campaignId', '=', campaignId).orderBy('remark.id').execute()).map(
    shownRemark,
  );

export const remarkAt = async (db: Db, id: number): Promise<Remark> =>
  shownRemark(await remarks(db).where('remark.id', '=', id).executeTakeFirstOrThrow());

const AUTHOR = sql.ref('remark.writtenBy');
const INSTANT = sql.ref('remark.writtenAt');

const remarks = (db: Db) =>
  db
    .selectFrom('remark')
    .innerJoin('staff', 'staff.id', 'remark.writtenBy')
    .select(['stage', 'text', 'writtenAt', 'staff.fullName as writtenBy'])
    .select([
      linkBehindAct(AUTHOR, INSTANT).$castTo<AccountLink | null>().as('link'),
      linkSoonAfterAct(AUTHOR, INSTANT).$castTo<AccountLink | null>().as('takenOver'),
    ]);

type RemarkRow = Awaited<ReturnType<ReturnType<typeof remarks>['executeTakeFirstOrThrow']>>;

const shownRemark = ({ writtenAt, link, takenOver, ...remark }: RemarkRow): Remark => ({
  ...remark,
  writtenAt: writtenAt.toISOString(),
  link: authorLink(link),
  takenOver: authorLink(takenOver),
});

function authorLink(link: AccountLink | null): AuthorLink | null {
  const shown = shownLink(link);
  if (!shown) return null;
  const { isRenewal, madeBy, usedAt, knownTo } = shown;
  return { isRenewal, madeBy, usedAt, knownTo: knownTo.map(({ name }) => name) };
}
