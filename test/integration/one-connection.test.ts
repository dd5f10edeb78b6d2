// Truth: PostgreSQL's protocol, where a transaction holds its connection, and the embedded database, which has one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../server/db/database.ts';
import { freshDatabase } from '../database.ts';
import { secondConnections } from '../one-connection.ts';

let db: Db;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.destroy());

const codes = (asked: Db) => asked.selectFrom('agency').select('code').execute();

test('who asks the pool within a transaction is found, with the place', async () => {
  await db.transaction().execute(async (trx) => {
    await codes(trx);
    await codes(db);
    await db.transaction().execute(codes);
  });
  const found = secondConnections.splice(0);
  expect(found).toHaveLength(2);
  for (const stack of found) expect(stack).toContain('one-connection.test.ts');
});

test('who asks the transaction itself, beside it or after it, is not', async () => {
  await Promise.all([codes(db), db.transaction().execute(codes), codes(db)]);
  const after = await db.transaction().execute(async (trx) => {
    await codes(trx);
    return () => codes(db);
  });
  await after();
  expect(secondConnections).toEqual([]);
});
