// Truth: README “What we do not trade away” 5: each refusal says what to do now. Faults are those of the system itself.
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createConnection, createServer } from 'node:net';
import pg from 'pg';
import { expect, test } from 'vitest';
import { failureText } from '../../../server/failure-text.ts';

const listenFault = async (port: number, host: string) => {
  const [error] = await once(createServer().listen(port, host), 'error').catch((fault) => [fault]);
  return error;
};
const ownPath = import.meta.filename;

/** As behind a firewall that lets nothing through: the client of PostgreSQL gives up by itself. */
async function silentPostgres(): Promise<Error> {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const pool = new pg.Pool({ host: '127.0.0.1', port, connectionTimeoutMillis: 50 });
  const fault = await pool.connect().catch((error) => error);
  silent.close();
  return fault;
}

test.each([
  [
    'an address of another machine',
    () => listenFault(0, '192.0.2.7'),
    /HOST .* is no address of this/,
  ],
  [
    'a file that is not there',
    () => readFile('/nowhere/key').catch((fault) => fault),
    /check the path/,
  ],
  [
    'a folder for a file',
    () => readFile(import.meta.dirname).catch((fault) => fault),
    /a file is needed/,
  ],
  [
    'a file that is there',
    () => open(ownPath, 'wx').catch((fault) => fault),
    /choose another name/,
  ],
  [
    'a port where nobody listens',
    () => once(createConnection(1, '127.0.0.1'), 'connect').catch((fault) => fault),
    /PostgreSQL cannot be reached/,
  ],
  ['a port where who listens says nothing', silentPostgres, /PostgreSQL cannot be reached/],
])('%s', async (_, fault, sentence) => {
  const text = failureText(await fault());
  expect(text).toMatch(sentence);
  expect(text).toMatch(/^[^\n]+ \/ [^\n]+ \([^\n]+\)$/);
});

test('the embedded database gives numbers of WASI: a full disk is called so', () => {
  expect(failureText({ name: 'ErrnoError', errno: 51 })).toMatch(
    /The disk is full: free some space/,
  );
});

test('what nobody has foreseen comes with its place in the code', () => {
  expect(failureText(new Error('unforeseen'))).toMatch(/unforeseen\n +at /);
});
