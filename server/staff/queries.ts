import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

const account = (db: Db) =>
  db
    .selectFrom('staff')
    .leftJoin('unit', 'unit.code', 'staff.unitCode')
    .select(['staff.id', 'username', 'fullName', 'role', 'unitCode', 'unit.name as unitName']);

export const findAccount = (db: Db, staffId: string) =>
  account(db).where('staff.id', '=', staffId).executeTakeFirst();

export const accounts = (db: Db) =>
  account(db)
    .select([sql<boolean>`password_hash is not null`.as('hasPassword'), 'isDisabled'])
    .orderBy('username')
    .execute();

export const findForSignIn = (db: Db, username: string) =>
  db
    .selectFrom('staff')
    .select(['id', 'passwordHash', 'isDisabled'])
    .where('username', '=', username)
    .executeTakeFirst();

export const latestActs = (db: Db) =>
  db
    .selectFrom('activity')
    .leftJoin('staff', 'staff.id', 'activity.staffId')
    .select(['activity.at', 'act', 'staff.fullName as by', 'campaignId', 'details'])
    .orderBy('activity.id', 'desc')
    .limit(500)
    .execute();
