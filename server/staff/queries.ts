import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { preparedStatement } from '../db/prepared-statement.ts';

const account = (db: Db) =>
  db
    .selectFrom('staff')
    .leftJoin('agency', 'agency.code', 'staff.agencyCode')
    .select(['staff.id', 'username', 'fullName', 'role', 'isLead', 'agencyCode'])
    .select('agency.name as agencyName')
    .select(sql<boolean>`password_hash is not null`.as('hasPassword'))
    .select(['isDisabled', 'telephone', 'email', 'handedOverAt'])
    .select(
      sql<boolean>`exists (select from second_factor where staff_id = staff.id
        and confirmed_at is not null)
        or exists (select from passkey where staff_id = staff.id)`.as('hasSecondFactor'),
    );

export const findAccount = (db: Db, staffId: string) =>
  account(db).where('staff.id', '=', staffId).modifyEnd(preparedStatement).executeTakeFirst();

export const accounts = (db: Db) => account(db).orderBy('username').execute();

/** Until this transaction ends nothing else decides how the account is signed in to: before all other rows of it. */
export const lockAccount = (trx: Db, staffId: string) =>
  trx
    .selectFrom('staff')
    .select(['passwordHash', 'isDisabled'])
    .where('id', '=', staffId)
    .forNoKeyUpdate()
    .modifyEnd(preparedStatement)
    .executeTakeFirst();

export const findForSignIn = (db: Db, username: string) =>
  db
    .selectFrom('staff')
    .select(['id', 'passwordHash', 'isDisabled'])
    .where('username', '=', username)
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
