// Truth: README “DATABASE_URL”: PostgreSQL 15 or later; its manual §24.3: SQL_ASCII takes letters for bytes.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { TEMPLATE } from '../database.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

const NAME = `unsuitable_${Date.now()}`;

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-unsuitable-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
  await ask(`drop database if exists ${NAME}`);
});

async function ask(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

const optionsOn = (databaseUrl: string) => ({
  cwd: join(import.meta.dirname, '../..'),
  env: { ...PROGRAM_ENVIRONMENT, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: '0' },
});

/** What a server that cannot start says, and with what it ends. */
const startOn = (databaseUrl: string) =>
  new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(process.execPath, programOf('start'), optionsOn(databaseUrl), (error, _, stderr) =>
      resolve({ code: error?.code, output: stderr }),
    );
  });

/** The same PostgreSQL by a wire on which it gives another version of itself. */
async function wireThatSays(version: string): Promise<{ url: string; close(): void }> {
  const own = (await ask('show server_version_num')).rows[0].server_version_num;
  const { host, port, user } = new pg.Client(inject('postgresUrl'));
  const wire = createServer((program) => {
    const server = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const socket of [program, server]) socket.on('error', () => socket.destroy());
    program.pipe(server);
    server.on('data', (output) => {
      program.write(Buffer.from(output.toString('latin1').replaceAll(own, version), 'latin1'));
    });
    server.on('end', () => program.end());
  }).listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const address = wire.address() as AddressInfo;
  return {
    url: `postgres://${user}@127.0.0.1:${address.port}`,
    close: () => wire.close(),
  };
}

test('a PostgreSQL before 15 is refused by its number', async () => {
  await ask(`create database ${NAME}`);
  const wire = await wireThatSays('140022');
  const { code, output } = await startOn(`${wire.url}/${NAME}`);
  wire.close();
  await ask(`drop database ${NAME}`);
  expect(code).toBe(1);
  expect(output).toContain('This PostgreSQL is version 14.22: 15 or later is needed.');
  expect(output).not.toContain(' at ');
});

test('a new database of bytes in place of letters is refused, with the command that makes another', async () => {
  await ask(
    `create database ${NAME} template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'`,
  );
  const { code, output } = await startOn(`${inject('postgresUrl')}/${NAME}`);
  expect(code).toBe(1);
  expect(output).toContain('keeps its text as SQL_ASCII: UTF8 is needed.');
  expect(output).toContain('createdb --template=template0 --encoding=UTF8');
  expect(output).not.toContain(' at ');
});

test('a database of bytes that has tables already is served, and each start says so with the way out', async () => {
  await ask(`drop database if exists ${NAME}`);
  await ask(`create database ${NAME} template ${TEMPLATE}`);
  // As an earlier version took it: the letters of its tables are read as bytes from now on.
  await ask(`update pg_database set encoding = 0 where datname = '${NAME}'`);
  const databaseUrl = `${inject('postgresUrl')}/${NAME}`;
  const server = spawn(process.execPath, programOf('start'), optionsOn(databaseUrl));
  let output = '';
  for await (const part of server.stdout) {
    output += part;
    // The link of the first account is behind what a start says of its database.
    if (output.includes("Administrator's one-time link:")) server.kill('SIGTERM');
  }
  await ask(`drop database ${NAME}`);
  expect(output).toMatch(/SQL_ASCII.*npm run backup.*UTF8.*npm run restore/s);
});
