// Truth: docs/operation.md, “Several processes”: two server processes behind one address, one of them killed in the middle of
// its work, lose nothing and do nothing twice; an import of the one that ended continues in the other.

import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import { checkReceipt } from '#contract/responses.ts';
import type { Office } from '../office.ts';
import { pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { AFTER_GRACE, collectingCampaign, service, submission } from '../scenario-collecting.ts';
import { csvOf, dossier, rolesOf } from '../scenario-lists.ts';
import type { TwoProcesses } from './two-processes.ts';
import { openTwoProcesses, sendUntilReceived } from './two-processes.ts';

const ROWS = 500;
const AGENCY = '01981';
const receipts: string[] = [];
/** Under way in the process that is killed. */
let begun: Awaited<ReturnType<typeof beginImport>>;
let pair: TwoProcesses & { prepared: Awaited<ReturnType<typeof prepare>> };

async function prepare(office: Office) {
  const { campaignId: openCampaign } = await openFrameFor(office);
  const collecting = await collectingCampaign(office, { agencies: [AGENCY], peoplePerStratum: 20 });
  const { cookie } = await office.as('home_affairs');
  return { openCampaign, collecting, cookie };
}

beforeAll(async () => {
  pair = await openTwoProcesses(prepare, { shared: inject('postgresUrl') });
});
afterAll(() => pair.close());

async function ask(place: number, method: string, path: string, body?: object | Buffer) {
  const isFile = Buffer.isBuffer(body);
  const reply = await fetch(`${pair.addressOf(place)}${path}`, {
    method,
    headers: {
      cookie: pair.prepared.cookie,
      ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${reply.status} ${text}`);
  return JSON.parse(text);
}

/** Read and decided by the first process, and not stored before the gate opens. */
async function beginImport() {
  const place = { campaignId: pair.prepared.openCampaign, agencyCode: AGENCY };
  const rows = Array.from({ length: ROWS }, () => dossier());
  const upload = pathOf(uploadList.path, place, { fileName: 'danh-sach.csv' });
  const preview = await ask(0, 'PUT', upload, Buffer.from(csvOf(rows)));
  const gate = new pg.Client({ connectionString: pair.databaseUrl });
  await gate.connect();
  await gate.query('begin; lock table dossier in share row exclusive mode');
  const { headingRows, fileId } = preview;
  const body = { headingRows, columns: rolesOf(preview) };
  await ask(0, 'POST', pathOf(importList.path, { ...place, fileId }), body);
  const open = async () => {
    await gate.query('commit');
    await gate.end();
  };
  return { fileId, open };
}

test('answers that were acknowledged while a process was killed are there once, and so are those sent again', async () => {
  begun = await beginImport();
  const { invitations } = pair.prepared.collecting;
  const sending = invitations.map(({ token }) =>
    sendUntilReceived(pair.address, submission(token, service(4))),
  );
  // Both have taken some and the batch is not through: the first receipt is there.
  await Promise.race(sending);
  await pair.kill(0);
  for (const { code } of await Promise.all(sending)) receipts.push(code);
  expect(new Set(receipts).size).toBe(invitations.length);
});

test('the import of a process that was killed goes on in the other one, and every row is there once', async () => {
  const { fileId, open } = begun;
  await open();
  const state = () => pair.query(`select state, problem from list_file where id = '${fileId}'`);
  await expect.poll(state, { timeout: 120_000 }).toEqual([{ state: 'imported', problem: null }]);
  const stored = `select count(*)::int as rows, count(distinct code)::int as codes from dossier where file_id = '${fileId}'`;
  expect(await pair.query(stored)).toEqual([{ rows: ROWS, codes: ROWS }]);
});

test('the count has as many answers as receipts, and each receipt its answer', async () => {
  const { campaignId } = pair.prepared.collecting;
  const office = await pair.office();
  office.at(AFTER_GRACE);
  const homeAffairs = await office.as('home_affairs');
  await homeAffairs.call(closeCampaign, { params: { campaignId } });
  const counted = await office.deps.db.selectFrom('response').select('id').execute();
  expect(counted).toHaveLength(receipts.length);
  for (const code of receipts)
    expect(await office.nobody.call(checkReceipt, { body: { code } })).toMatchObject({
      isCounted: true,
    });
  await office.close();
});
