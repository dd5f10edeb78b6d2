/**
 * Truth: k-anonymity of the real tables, by every combination of what the frame knows of those who
 * answered. The responses are whatever columns the database has: a column that comes later is attacked too.
 */
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { downloadResponseArchive } from '#contract/response-archive.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { listActivity } from '#contract/staff.ts';
import type { Described } from '#sampling/disclosure/reidentify.ts';
import { reidentify } from '#sampling/disclosure/reidentify.ts';
import { csvRows, figuresAgain } from '../archive-figures.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { seeded } from '../scenario-answered.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';

let office: Office;
let round: CollectingCampaign;
/** The archive of responses, file by file. */
let read: (name: string) => string;
const random = seeded(20_261_128);
/** Respondents of the strata in turn: most have fewer than five, one has nobody. */
const RESPONDENTS = [1, 3, 7, 2, 0, 1, 2, 2, 12, 1, 4, 1];

beforeAll(async () => {
  office = await openOffice();
  round = await collectingCampaign(office, {
    fields: ['Hộ tịch', 'Đất đai', 'Chứng thực', 'Y tế'],
    peoplePerStratum: 14,
    terms: { questionnairePart: 'whole' },
  });
  for (const [nth, { code }] of round.strata.entries()) {
    const people = round.invitations.filter(({ stratum }) => stratum === code);
    for (const { token } of people.slice(0, RESPONDENTS[nth]))
      await answer(office, token, {
        ...service(1 + Math.floor(random() * 5)),
        'a.sex': 1 + Math.floor(random() * 2),
        'a.age': 1 + Math.floor(random() * 5),
        'a.ethnicity': 1 + Math.floor(random() * 2),
      });
  }
  office.at(AFTER_GRACE);
  await round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
});
afterAll(() => office.close());

/** Everything in the frame about those who answered, with the response stratum that theirs became. */
async function people(): Promise<Described[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select member.response_stratum as stratum, invitation.agency_code, stratum.field_code, invitation.hamlet,
      frame_unit.unit_id, frame_unit.procedure_name, frame_unit.returned_on, frame_unit.multiplicity,
      person.kind, dossier.channel, dossier.is_late, dossier.received_on, invitation.received_week
    from invitation
      join response_stratum_member member on member.campaign_id = invitation.campaign_id
        and member.stratum = invitation.stratum
      join stratum on stratum.campaign_id = invitation.campaign_id and stratum.code = invitation.stratum
      join frame_unit on frame_unit.campaign_id = invitation.campaign_id
        and frame_unit.unit_id = invitation.unit_id
      left join person on person.id = frame_unit.person_id
      left join dossier on dossier.person_id = person.id and dossier.outcome = 'accepted'
    where invitation.state = 'received'`.execute(office.deps.db);
  const names = new Map(round.people.map(({ unitId, fullName }) => [unitId, fullName]));
  return rows.map((row) => ({
    ...asTexts(row),
    sex: / Thị /.test(names.get(String(row.unitId)) ?? '') ? 'female' : 'male',
  }));
}

async function responses(): Promise<Described[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from response`.execute(
    office.deps.db,
  );
  return rows.map(({ id: _id, campaignId: _campaign, ...row }) => asTexts(row));
}
const asTexts = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));

test('no combination of what the frame knows parts the stored responses into fewer than five', async () => {
  const [known, stored] = [await people(), await responses()];
  const answered = RESPONDENTS.reduce((sum, respondents) => sum + respondents, 0);
  expect([known.length, stored.length]).toEqual([answered, answered]);
  expect(reidentify(known, stored, 5)).toEqual([]);
});

test('no stored answer is about the person, and none lies outside the index', async () => {
  const { rows } = await sql<{ question: string }>`
    select distinct question from answer where question not like '9.%'`.execute(office.deps.db);
  expect(rows).toEqual([]);
});

test('what people said of themselves is told of thirty or more, or not at all', async () => {
  const { groups } = await round.homeAffairs.call(getResults, {
    params: { campaignId: round.campaignId },
  });
  const figuresOf = (grouping: string) =>
    groups!.tables
      .find((table) => table.grouping === grouping)!
      .categories.flatMap(({ figures }) => figures);
  for (const { respondents } of groups!.tables.flatMap(({ grouping }) => figuresOf(grouping)))
    expect(respondents).toBeGreaterThanOrEqual(30);
  // All 36 came by themselves: that can be published, and the sexes cannot.
  expect(figuresOf('mode')).not.toEqual([]);
  expect(figuresOf('a.sex')).toEqual([]);
});

const archivePath = () =>
  pathOf(downloadResponseArchive.path, { campaignId: round.campaignId }, { purpose: 'verify' });
async function archive(): Promise<(name: string) => string> {
  const reply = await round.homeAffairs.send('GET', archivePath());
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/zip']);
  const files = unzipSync(reply.rawPayload);
  return (name) => Buffer.from(files[name]!).toString();
}

test('responses leave for Home Affairs alone, after publication, each time with a line in the journal', async () => {
  const params = { campaignId: round.campaignId };
  const early = await round.homeAffairs.send('GET', archivePath());
  expect([early.statusCode, early.json().code]).toEqual([404, 'not_published']);
  await round.homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    if (role === 'home_affairs') continue;
    const agency = ROLES_WITH_AGENCY.some((known) => known === role) ? '01981' : undefined;
    const reply = await (await office.as(role, agency, isLead)).send('GET', archivePath());
    expect([name, reply.statusCode, reply.json().code]).toEqual([name, 403, 'access_denied']);
  }
  const stranger = await office.nobody.send('GET', archivePath());
  expect([stranger.statusCode, stranger.json().code]).toEqual([401, 'not_signed_in']);
  read = await archive();
  const orders = [read, await archive()].map((made) => csvRows(made('data/responses.csv')));
  expect(orders[0]).not.toEqual(orders[1]);
  expect(orders[0]!.map((row) => Object.values(row).join()).sort()).toEqual(
    orders[1]!.map((row) => Object.values(row).join()).sort(),
  );
  const { acts } = await round.homeAffairs.call(listActivity, { query: params });
  const made = acts.filter(({ act }) => act === 'response_archive_made');
  const { username } = await office.deps.db
    .selectFrom('staff')
    .select('username')
    .where('id', '=', round.homeAffairs.staffId!)
    .executeTakeFirstOrThrow();
  const line = { act: 'response_archive_made', byUsername: username };
  const details = { purpose: 'verify', responses: 36 };
  expect(made).toMatchObject([
    { ...line, details },
    { ...line, details },
  ]);
});

test('the archive’s very table parts nobody from four others, and bears what was published', async () => {
  const rows = csvRows(read('data/responses.csv'));
  const answers = Array.from({ length: 39 }, (_, item) => `q9_${item + 1}`);
  expect(Object.keys(rows[0]!)).toEqual(['stratum', 'variance_stratum', 'weight', ...answers]);
  const stored = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !answers.includes(name))),
  );
  expect(reidentify(await people(), stored, 5)).toEqual([]);
  const again = figuresAgain(read);
  expect(again.different).toEqual([]);
  expect(again.compared).toBeGreaterThan(0);
});

test('a column that says more of a person is found', async () => {
  const { db } = office.deps;
  await asOwner(db, async (owner) => {
    await sql`alter table response add column sex text`.execute(owner);
    await sql`update response set sex = case when id::text < '8' then 'female' else 'male' end`.execute(
      owner,
    );
  });
  const exposures = reidentify(await people(), await responses(), 5);
  expect(exposures.map(({ attributes }) => [...attributes].sort())).toContainEqual([
    'sex',
    'stratum',
  ]);
  await asOwner(db, (owner) => sql`alter table response drop column sex`.execute(owner));
});

test('where responses are no longer kept, the archive says so', async () => {
  await asOwner(office.deps.db, async (owner) => {
    await sql`alter table answer disable trigger all`.execute(owner);
    await sql`alter table response disable trigger all`.execute(owner);
    await sql`delete from answer`.execute(owner);
    await sql`delete from response`.execute(owner);
  });
  const reply = await round.homeAffairs.send('GET', archivePath());
  expect([reply.statusCode, reply.json().code]).toEqual([410, 'responses_not_kept']);
});
