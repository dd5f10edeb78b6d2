// Truth: the faults that a real connection meets: a closed port, a socket or a name that is not there, one who never answers.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDatabaseAway } from '../../../server/database-away.ts';

const silent = createServer(() => undefined);
beforeAll(() => new Promise<void>((done) => silent.listen(0, '127.0.0.1', done)));
afterAll(() => silent.close());
const portOf = () => (silent.address() as { port: number }).port;

const faultOf = async (settings: pg.ClientConfig): Promise<unknown> => {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 300 });
  client.on('error', () => undefined);
  return client.connect().catch((error: unknown) => error);
};

test.each([
  ['nobody listens', () => ({ host: '127.0.0.1', port: 1 })],
  ['nobody listens at any address of a name', () => ({ host: 'localhost', port: 1 })],
  ['the socket is not there', () => ({ host: '/nowhere/at/all' })],
  ['its name is unknown', () => ({ host: 'database.invalid' })],
  ['it never answers', () => ({ host: '127.0.0.1', port: portOf() })],
])('where %s the database is away', async (_, settings) => {
  const fault = await faultOf(settings());
  expect(fault).toBeInstanceOf(Error);
  expect(isDatabaseAway(fault)).toBe(true);
});

test('a file that is not there, a broken rule and a fault of ours say nothing of the database', async () => {
  const noFile = await readFile('/nowhere/at/all').catch((error: unknown) => error);
  const noRule = Object.assign(new Error('duplicate key'), { code: '23505', severity: 'ERROR' });
  expect([noFile, noRule, new TypeError('undefined'), undefined].map(isDatabaseAway)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
