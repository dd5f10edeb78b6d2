/**
 * Truth: docs/trust.md: what everybody may read is made of the published text, of other published tables and of the
 * record of the draw. So it is the same, byte for byte and header for header, on a database that has lost everything else: no rank, range,
 * change, assumption, table or archive can tell of a hidden figure what the published ones do not tell already.
 */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { keepNeighbours } from '#contract/neighbours.ts';
import { listPublished } from '#contract/published.ts';
import { writeRemark } from '#contract/remarks.ts';
import { buildApp } from '../../server/app.ts';
import { tablesOf } from '../../server/backup/dump-database.ts';
import type { Db } from '../../server/db/database.ts';
import { connectPostgres } from '../../server/db/database.ts';
import { openAccounts } from '../../server/demo/accounts.ts';
import { OWN_PHONES } from '../../server/demo/citizens.ts';
import { COMMUNE_CLERK, OBSERVER } from '../../server/demo/colleagues.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { STEPS } from '../../server/seed/steps.ts';
import { seedTwoWaves } from '../../server/seed/two-waves.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';

const TEXT = ['publication', 'campaign', 'province'];
const DRAWN = [...TEXT, 'boundary_set'];
const BESIDE = [
  ...TEXT,
  ...['earlier_table', 'earlier_agency', 'earlier_criterion', 'earlier_figure', 'neighbour_figure'],
  ...['agency', 'stratum', 'draw', 'sample_plan'],
];
const RECORD = [
  ...['campaign', 'province', 'agency', 'field', 'staff', 'frame', 'stratum', 'frame_unit'],
  ...['sample_plan', 'allocation', 'draw', 'sample_unit', 'recheck', 'remark', 'petition'],
  ...['campaign_erasure', 'erasure_certificate'],
];
const QUOTES = ['campaign', 'agency', 'comment', 'comment_quote'];
const HOLDER = 'asks who holds a slip, a device, a receipt, a petition or an account';
const PROGRAM = 'is the program’s own';

/** A server of which nothing but the text is left is a day older, too: no reply has the moment of its making. */
const DAY_MS = 86_400_000;

/** The tables that each public reply is made of. A new endpoint fails until it is here and reads no others. */
const MADE_OF: Readonly<Record<string, readonly string[] | string>> = {
  getPublished: TEXT,
  getPublishedOverview: TEXT,
  getPublishedChanges: TEXT,
  getPublishedGroups: TEXT,
  getModelFigures: TEXT,
  downloadPublishedCsv: TEXT,
  downloadAnalysis: TEXT,
  getPublishedPicture: DRAWN,
  getPublishedPictures: DRAWN,
  downloadPictureSvg: DRAWN,
  downloadPicturePng: DRAWN,
  getPublishedBoundaries: DRAWN,
  getPublishedAgency: BESIDE,
  listPublished: BESIDE,
  getPublishedYears: BESIDE,
  getPublishedAgencyYears: BESIDE,
  listNeighbours: BESIDE,
  getPlan: RECORD,
  getDraw: RECORD,
  getFrozenFrame: RECORD,
  getTabulationPlan: RECORD,
  downloadSeed: RECORD,
  downloadPlan: RECORD,
  downloadSample: RECORD,
  downloadFrame: RECORD,
  getRecheckRecord: RECORD,
  listRemarks: RECORD,
  listPetitionRounds: RECORD,
  listQuotes: QUOTES,
  listPetitionAnswers: RECORD,
  getCertificate: RECORD,
  downloadCertificate: RECORD,
  getOidc: PROGRAM,
  listLanguages: PROGRAM,
  readLanguage: PROGRAM,
  choosePassword: HOLDER,
  lookUpPasswordLink: HOLDER,
  signIn: HOLDER,
  beginOidc: HOLDER,
  finishOidc: HOLDER,
  askForPasskey: HOLDER,
  signInWithPasskey: HOLDER,
  signOut: HOLDER,
  declineInvitation: HOLDER,
  enterCode: HOLDER,
  findPseudonym: HOLDER,
  openInvitation: HOLDER,
  startAnswering: HOLDER,
  reportDelivery: HOLDER,
  eraseDraft: HOLDER,
  keepDraft: HOLDER,
  readDraft: HOLDER,
  requestErasure: HOLDER,
  checkReceipt: HOLDER,
  readReceipt: HOLDER,
  submitResponse: HOLDER,
  contactKiosk: HOLDER,
  enrolDevice: HOLDER,
  submitAtKiosk: HOLDER,
  submitVisit: HOLDER,
  syncVisits: HOLDER,
  sendPetition: HOLDER,
  readPetitionStatus: HOLDER,
};

let office: Office;
const PICTURE = { language: 'vi', picture: 'map' };
let params: { campaignId: string; erased: string; agencyCode: string } & typeof PICTURE;

beforeAll(async () => {
  office = await openOffice();
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const clock = { now: () => office.deps.now(), setTo: office.at };
  const accounts = await openAccounts(address, office.deps, [OBSERVER, COMMUNE_CLERK]);
  const size = { shareOfDossiers: 0.5, design: { size: 80, minimumPerStratum: 10 } };
  const seeded = { address, deps: office.deps, clock, accounts, size };
  const doors = () => OWN_PHONES;
  const round = await seedTwoWaves({ ...seeded, doors }, new Date('2027-03-01T03:00:00Z'));
  const { campaigns } = await office.nobody.call(listPublished, {});
  const first = campaigns.find(({ campaignId }) => campaignId !== round.campaignId)!.campaignId;
  await STEPS.erased({ ...round, campaignId: first });
  params = { campaignId: round.campaignId, erased: first, agencyCode: '01981', ...PICTURE };
  const observer = await office.as('observer');
  await observer.call(writeRemark, { params, body: { text: 'Đếm công khai.' } });
  await accounts.homeAffairs.call(keepNeighbours, {
    params: { campaignId: round.campaignId },
    body: {
      kind: 'on_time',
      period: 'Năm 2026',
      source: 'x',
      publishedOn: null,
      rows: '01981\t90',
    },
  });
});
afterAll(() => office?.close());

const OPEN = ENDPOINTS.filter(({ endpoint }) => endpoint.access === 'public');
const files = OPEN.filter(({ name }) => Array.isArray(MADE_OF[name]));

test('each public endpoint says of what it is made, and what asks for nothing makes no file of its own', () => {
  expect(OPEN.map(({ name }) => name).sort()).toEqual(Object.keys(MADE_OF).sort());
  const unasked = OPEN.filter(
    ({ endpoint, name }) => endpoint.method === 'GET' && MADE_OF[name] === HOLDER,
  );
  expect(unasked).toEqual([]);
});

test('every public file, with its tag and headers, is the same a day later where all that it is not made of is gone', async () => {
  const names = files.map(({ name }) => name);
  const before = await repliesOf(office.app, names);
  expect(before.filter(({ status }) => status !== 200)).toEqual([]);
  const alike = Map.groupBy(names, (name) => JSON.stringify(MADE_OF[name]));
  const whole = ({ headers: { date: _date, ...headers }, bytes }: (typeof before)[number]) =>
    JSON.stringify({ headers, bytes });
  const wholeOf = new Map(before.map((reply) => [reply.name, whole(reply)]));
  const timed = before.filter(({ headers }) => headers['last-modified'] ?? headers.expires);
  expect(timed.map(({ name }) => name)).toEqual([]);
  const other: string[] = [];
  await asOwner(office.deps.db, emptyTables);
  for (const [tables, names] of alike) {
    const lone = await withTheseAlone(JSON.parse(tables), (app) => repliesOf(app, names));
    const isOther = (reply: (typeof before)[number]) => wholeOf.get(reply.name) !== whole(reply);
    other.push(...lone.filter(isOther).map(({ name }) => name));
  }
  expect(other).toEqual([]);
});

async function repliesOf(app: FastifyInstance, names: readonly string[]) {
  const replies = [];
  for (const { name, endpoint } of files.filter((file) => names.includes(file.name))) {
    const campaignId = /Certificate/.test(name) ? params.erased : params.campaignId;
    const url = pathOf(endpoint.path, { ...params, campaignId });
    const { statusCode: status, headers, rawPayload } = await app.inject({ method: 'GET', url });
    replies.push({ name, status, headers, bytes: rawPayload.toString('base64') });
  }
  return replies;
}

/** Of every table an empty one, before which a connection finds no other. */
const EMPTY = 'emptied';
/** Out of its way. */
const ASIDE = 'aside';

async function emptyTables(db: Db): Promise<void> {
  await sql`create schema ${sql.id(ASIDE)}`.execute(db);
  await sql`create schema ${sql.id(EMPTY)}`.execute(db);
  for (const table of await tablesOf(db))
    await sql`create table ${sql.table(`${EMPTY}.${table}`)}
      (like ${sql.table(table)} including all)`.execute(db);
}

/** A server without a memory, on the same database in which every other table is empty until it has answered. */
const withTheseAlone = <T>(tables: readonly string[], ask: (app: FastifyInstance) => Promise<T>) =>
  asOwner(office.deps.db, async (owner) => {
    const move = async (from: string, to: string) => {
      for (const table of tables)
        await sql`alter table ${sql.table(`${from}.${table}`)} set schema ${sql.id(to)}`.execute(
          owner,
        );
    };
    await move(EMPTY, ASIDE);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(owner);
    const address = `${inject('postgresUrl')}/${rows[0]!.name}`;
    const db = connectPostgres(address, `${EMPTY},public`);
    const later = () => new Date(office.deps.now().getTime() + DAY_MS);
    const app = await buildApp({ ...office.deps, db, now: later });
    try {
      return await ask(app);
    } finally {
      await app.close();
      await db.destroy();
      await move(ASIDE, EMPTY);
    }
  });
