// Truth: as in hostile-requests.test.ts, for what everybody may ask, the citizen's pages and the database beneath.
import fc from 'fast-check';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Tables } from '../../server/db/schema.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { isDataException } from '../../server/problem.ts';
import { addressPart } from '../hostile.ts';
import type { Office } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import { askHostilely, hostileScenario, isEnding, NAME } from '../scenario-hostile.ts';

let office: Office;
let scenario: Awaited<ReturnType<typeof hostileScenario>>;
beforeAll(async () => {
  office = await openOffice();
  scenario = await hostileScenario(office);
});
afterAll(() => office.close());

const forAnybody = ENDPOINTS.filter(({ endpoint }) => endpoint.access === 'public');

// What everybody reads is read at most twenty times a second: what asks for it waits beside what asks for other things.
test.concurrent.each(forAnybody.filter((asked) => !isEnding(asked)))(NAME, ({ endpoint }) =>
  askHostilely(scenario, endpoint),
);
test.each(forAnybody.filter(isEnding))(NAME, ({ endpoint }) => askHostilely(scenario, endpoint));

const PLAIN_STEPS = [
  '',
  '/don-gian',
  '/trang-1',
  '/xem-lai',
  '/bien-nhan',
  '/tu-choi',
  '/xoa-thong-tin',
];

test('no address and no form of the citizen’s pages is a fault of ours', async () => {
  const field = fc.tuple(
    fc.constantFrom('9.24', 'then', 'told', 'code', '9.24:shown'),
    addressPart,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PLAIN_STEPS),
      fc.oneof(fc.constant(scenario.token), addressPart),
      fc.oneof(addressPart, fc.constantFrom('constructor', '__proto__', 'en&lang=vi', 'toString')),
      fc.array(field, { maxLength: 4 }),
      fc.constantFrom('GET' as const, 'POST' as const),
      async (step, link, language, fields, method) => {
        const reply = await office.app.inject({
          method,
          url: `/${link}${step}?lang=${language}`,
          headers: {
            accept: 'text/html',
            ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
          },
          ...(method === 'POST' && {
            payload: fields.map(([name, value]) => `${name}=${value}`).join('&'),
          }),
        });
        expect(reply.statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
});

test('what the database cannot take as a value, should a schema pass it, is answered as the sender’s fault', async () => {
  const { db } = office.deps;
  for (const broken of [
    sql`select ${'\0'}::text`,
    sql`select ${'2026-02-31'}::date`,
    sql`select ${'2147483648'}::integer`,
    sql`select ${'x'}::uuid`,
  ]) {
    const error = await broken.execute(db).catch((refused: unknown) => refused);
    expect(isDataException(error)).toBe(true);
  }
  const ours = await sql`select 1 / ${0}::integer`.execute(db).catch((refused: unknown) => refused);
  expect(isDataException(ours)).toBe(false);
});

test('who finds no connection of the database free in time is told to come again, not that something is broken', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
    office.deps.db,
  );
  const connectionString = `${inject('postgresUrl')}/${rows[0]!.name}`;
  const pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 300 });
  const dialect = new PostgresDialect({ pool });
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
  const crowded = await officeOn(db, office.deps.config.dataDir);
  await crowded.app.ready();
  const held = await pool.connect();
  const reply = await crowded.nobody.send('GET', '/api/published');
  held.release();
  await crowded.close();
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'database_busy']);
  expect(reply.headers['retry-after']).toBe('10');
});
