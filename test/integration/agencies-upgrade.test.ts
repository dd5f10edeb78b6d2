// Truth: rows as version 0.1.0 wrote them, in the words of its own tables.
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const folder = new URL('../../migrations/', import.meta.url);
const RENAMING = '20261128-20-agencies.sql';

const database = `agencies_${Date.now()}`;
let admin: pg.Client;
let db: pg.Client;
beforeAll(async () => {
  admin = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
  await admin.connect();
  await admin.query(`create database ${database}`);
  db = new pg.Client({ connectionString: `${inject('postgresUrl')}/${database}` });
  await db.connect();
});
afterAll(async () => {
  await db?.end();
  await admin?.end();
});

async function run(names: readonly string[]) {
  for (const file of names) await db.query(readFileSync(new URL(file, folder), 'utf8'));
}

const STAFF = '00000000-0000-4000-8000-000000000001';
const ROUND = '00000000-0000-4000-8000-000000000002';
const OF_VERSION_0_1 = `
  insert into staff (id, username, full_name, role, unit_code, is_disabled, created_at)
    values ('${STAFF}', 'xa', 'Cán bộ xã', 'unit', (select min(code) from unit), false, now());
  insert into campaign select r.* from (select 1) as one, jsonb_populate_record(null::campaign, '${JSON.stringify(
    {
      id: ROUND,
      name: 'Đợt',
      year: 2026,
      province_code: '91',
      plan_number: '1',
      returned_from: '2026-01-01',
      returned_to: '2026-02-01',
      collect_from: '2026-03-01',
      collect_to: '2026-04-01',
      grace_days: 7,
      questionnaire_version: 'v',
      questionnaire_part: 'service',
      questionnaire: {},
      office_name: 'Sở',
      hotline: '0296',
      host: 'https://x.vn',
      notice_hours: 24,
      disclosure_threshold: 5,
      stage: 'frame_frozen',
      created_at: '2026-01-01',
      retention_days: 30,
      slip_printing: 'home_affairs',
    },
  )}') as r;
  insert into frame (campaign_id, sha256, merkle_root, unit_count, counts, absent_units, frozen_at, frozen_by)
    values ('${ROUND}', repeat('a', 64), repeat('b', 64), 5,
      '{"unaccepted":{"units":2,"reason":"bão"},"faults":[{"reason":"unknown_unit","rows":3}]}', 0, now(), '${STAFF}');
  insert into sample_plan (campaign_id, design, sha256, published_at, published_by)
    values ('${ROUND}', '{"size":400,"minimumPerUnit":60}', repeat('c', 64), now(), '${STAFF}');
  insert into activity (at, staff_id, act, details)
    values (now(), '${STAFF}', 'staff_added', '{"role":"unit","unitCode":"01"}'),
      (now(), '${STAFF}', 'sample_drawn', '{"units":400}');
`;

test('accounts, journal, frame and plan of before say agency after the upgrade; their values stay', async () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  await run(names.slice(0, names.indexOf(RENAMING)));
  await db.query(OF_VERSION_0_1);
  await run(names.slice(names.indexOf(RENAMING)));

  const { rows } =
    await db.query(`select role, agency_code is not null as "hasAgency", counts, design,
    (select jsonb_agg(details order by id) from activity) as journal from staff, frame, sample_plan`);
  expect(rows).toEqual([
    {
      role: 'agency',
      hasAgency: true,
      counts: {
        unaccepted: { agencies: 2, reason: 'bão' },
        faults: [{ reason: 'unknown_agency', rows: 3 }],
      },
      design: { size: 400, minimumPerAgency: 60 },
      journal: [{ role: 'agency', agencyCode: '01' }, { units: 400 }],
    },
  ]);
  await expect(db.query("update sample_plan set design = '{}'")).rejects.toThrow('never change');
});
