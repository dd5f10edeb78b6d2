// Truth: the contract's own list of endpoints and RFC 9110 §15.5: what a client sends wrong is answered as its fault,
// in the catalogue's form, never as ours (5xx).
import fc from 'fast-check';
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PROBLEMS } from '#contract/problems.ts';
import type { Tables } from '../../server/db/schema.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { isDataException } from '../../server/problem.ts';
import { addressPart, hostileRequests, writtenJson } from '../hostile.ts';
import type { Office } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';

const AGENCY = '01981';
const RUNS = 12;

let office: Office;
let cookies: string[] = [];
let known: Record<string, fc.Arbitrary<unknown>>;
let token = '';

beforeAll(async () => {
  office = await openOffice();
  const collecting = await invitedCampaign(office);
  const open = await openFrameFor(office);
  const { fileId } = await handIn(
    open.homeAffairs,
    { campaignId: open.campaignId, agencyCode: AGENCY },
    csvOf([dossier(), dossier(), dossier({ phone: '12' }), dossier({ returned: '31/02/2026' })]),
  );
  token = collecting.invitations[0]!.token;
  const { personId } = await office.deps.db
    .selectFrom('person')
    .select('id as personId')
    .where('campaignId', '=', open.campaignId)
    .executeTakeFirstOrThrow();
  known = {
    campaignId: fc.constantFrom(open.campaignId, collecting.campaignId),
    agencyCode: fc.constantFrom(AGENCY, AGENCY, 'province'),
    fileId: fc.constant(fileId),
    personId: fc.constant(personId),
    token: fc.constantFrom(...collecting.invitations.map((invitation) => invitation.token)),
    rowNumber: fc.constantFrom('3', '4', '999999999'),
    serial: fc.constantFrom('1', '999999'),
    provinceCode: fc.constant('19'),
    questionnaireVersion: fc.constant('sipas-2023-2026'),
    host: fc.constant('ks.thainguyen.gov.vn'),
    submissionId: fc.uuid({ version: 4 }),
    stratum: fc.constant(collecting.strata[0]!.code),
    username: fc.constantFrom('can.bo.xa', 'quantri'),
    staffId: fc.constant('00000000-0000-4000-8000-000000000000'),
    language: fc.constant('vi'),
    mode: fc.constant('self'),
  };
  cookies = [
    await cookieOf('home_affairs'),
    await cookieOf('agency'),
    await cookieOf('observer'),
    '',
  ];
});
afterAll(() => office.close());

async function cookieOf(role: 'home_affairs' | 'agency' | 'observer') {
  const caller = await office.as(role, role === 'agency' ? AGENCY : undefined);
  return caller.cookie;
}

type Asked = (typeof ENDPOINTS)[number];
/** Those that end a stage come last, so that the others meet one that is alive. */
const ENDINGS = /\/(close|freeze|publish|collect|erase|draw|plan|invitations)$/;
const isEnding = ({ endpoint }: Asked) => ENDINGS.test(endpoint.path);
const NAME = '$feature · $name: nothing that is sent is a fault of ours';

// What everybody reads is read at most twenty times a second: what asks for it waits beside what asks for other things.
test.concurrent.each(ENDPOINTS.filter((asked) => !isEnding(asked)))(NAME, ({ endpoint }) =>
  askHostilely(endpoint),
);
test.each(ENDPOINTS.filter(isEnding))(NAME, ({ endpoint }) => askHostilely(endpoint));

async function askHostilely(endpoint: Asked['endpoint']): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      hostileRequests(endpoint, known),
      fc.constantFrom(...cookies),
      async ({ url, body }, cookie) => {
        const type = endpoint.upload ? 'application/octet-stream' : 'application/json';
        const hasBody = endpoint.upload || endpoint.body;
        const reply = await office.app.inject({
          method: endpoint.method,
          url,
          headers: { cookie, ...(hasBody && { 'content-type': type }) },
          ...(endpoint.upload && { payload: Buffer.from(`a,b\0\n${'\uFFFE'},1`) }),
          ...(endpoint.body && { payload: writtenJson(body) }),
        });
        expectNoFaultOfOurs(reply);
      },
    ),
    { numRuns: RUNS },
  );
}

function expectNoFaultOfOurs(reply: { statusCode: number; body: string }) {
  if (reply.statusCode < 400) return;
  const { code } = JSON.parse(reply.body) as { code: keyof typeof PROBLEMS };
  expect({ code, status: PROBLEMS[code] }).toEqual({ code, status: reply.statusCode });
  expect(code).not.toBe('internal');
}

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
      fc.oneof(fc.constant(token), addressPart),
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
