// Two server processes behind one address on one PostgreSQL, one of them killed every few seconds while citizens open, draft
// and answer, a list comes in and a sample is drawn.  PROCESSES_SECONDS=60 PROCESSES_CITIZENS=2000
import { randomBytes } from 'node:crypto';
import { closeCampaign } from '#contract/campaigns.ts';
import { keepDraft } from '#contract/drafts.ts';
import { importList } from '#contract/list-import.ts';
import { uploadList } from '#contract/list-preview.ts';
import { openInvitation, startAnswering } from '#contract/opening.ts';
import { checkReceipt } from '#contract/responses.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { chanceOf, pause } from '../chaos/chance.ts';
import type { TwoProcesses } from '../chaos/two-processes.ts';
import { openTwoProcesses, sendUntilReceived } from '../chaos/two-processes.ts';
import type { Office } from '../office.ts';
import { pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { AFTER_GRACE, collectingCampaign, service, submission } from '../scenario-collecting.ts';
import { DICE, design, frozenCampaign, WITNESSES } from '../scenario-frozen.ts';
import { csvOf, dossier, rolesOf } from '../scenario-lists.ts';
import type { BenchRow } from './row.ts';

const SECONDS = Number(process.env.PROCESSES_SECONDS ?? 60);
const CITIZENS = Number(process.env.PROCESSES_CITIZENS ?? 2000);
const KILL_EVERY_MS = 4000;
const ROWS = 20_000;
const AGENCY = '01981';

type Pair = TwoProcesses & { readonly prepared: Awaited<ReturnType<typeof prepare>> };

async function prepare(office: Office) {
  const { campaignId: listed } = await openFrameFor(office);
  const { campaignId: frozen } = await frozenCampaign(office, { terms: { noticeHours: 0 } });
  const people = Math.ceil(CITIZENS / 4);
  const collecting = await collectingCampaign(office, {
    agencies: [AGENCY, '05443'],
    peoplePerStratum: people,
  });
  const { cookie } = await office.as('home_affairs');
  return { listed, frozen, collecting, cookie };
}

/** Repeats what had no answer; a refusal that says it has been done ends it. */
async function until(pair: Pair, method: string, path: string, body?: object | Buffer) {
  const isFile = Buffer.isBuffer(body);
  const isPublic = !path.startsWith('/api/campaigns');
  const type = isFile ? 'application/octet-stream' : 'application/json';
  for (;;) {
    const reply = await fetch(`${pair.address}${path}`, {
      method,
      headers: {
        ...(!isPublic && { cookie: pair.prepared.cookie }),
        ...(body && { 'content-type': type }),
      },
      ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    }).catch(() => undefined);
    const text = await reply?.text().catch(() => undefined);
    if (reply?.ok && text !== undefined) return JSON.parse(text);
    if (reply?.status === 409) return undefined;
    if (reply && reply.status < 500 && reply.status !== 429)
      throw new Error(`${path}: ${reply.status} ${text}`);
    await pause(100);
  }
}

async function citizen(pair: Pair, token: string): Promise<string> {
  await until(pair, 'POST', openInvitation.path, { token });
  await until(pair, 'POST', startAnswering.path, { token });
  const name = randomBytes(16).toString('hex');
  const sealed = randomBytes(600).toString('base64');
  await until(pair, 'PUT', keepDraft.path, { token, name, base: 0, sealed });
  return (await sendUntilReceived(pair.address, submission(token, service(4)))).code;
}

async function importing(pair: Pair): Promise<string> {
  const place = { campaignId: pair.prepared.listed, agencyCode: AGENCY };
  const content = Buffer.from(csvOf(Array.from({ length: ROWS }, () => dossier())));
  const preview = await until(
    pair,
    'PUT',
    pathOf(uploadList.path, place, { fileName: 'a.csv' }),
    content,
  );
  const { fileId, headingRows } = preview;
  const body = { headingRows, columns: rolesOf(preview) };
  await until(pair, 'POST', pathOf(importList.path, { ...place, fileId }), body);
  return fileId;
}

async function drawing(pair: Pair): Promise<void> {
  const place = { campaignId: pair.prepared.frozen };
  await until(pair, 'POST', pathOf(publishPlan.path, place), design());
  await until(pair, 'POST', pathOf(drawSample.path, place), { dice: DICE, witnesses: WITNESSES });
}

async function killing(pair: Pair, end: number): Promise<number> {
  const chance = chanceOf(7);
  let kills = 0;
  while (performance.now() < end) {
    await pause(KILL_EVERY_MS);
    await pair.restart(chance.below(2));
    kills += 1;
  }
  return kills;
}

/** Spread over the time, so that each kill meets some. */
async function answering(pair: Pair, end: number): Promise<string[]> {
  const { invitations } = pair.prepared.collecting;
  const began = performance.now();
  return Promise.all(
    invitations.map(async ({ token }, place) => {
      await pause(((end - began) * place) / invitations.length);
      return citizen(pair, token);
    }),
  );
}

export async function measure(): Promise<BenchRow[]> {
  const pair = await openTwoProcesses(prepare, { isDurable: true });
  try {
    const end = performance.now() + SECONDS * 1000;
    const [receipts, fileId, , kills] = await Promise.all([
      answering(pair, end),
      importing(pair),
      drawing(pair),
      killing(pair, end),
    ]);
    return await reckon(pair, receipts, fileId, kills);
  } finally {
    await pair.close();
  }
}

async function reckon(pair: Pair, receipts: string[], fileId: string, kills: number) {
  const count = async (text: string) => (await pair.query(text))[0].n as number;
  const list = `select state as n from list_file where id = '${fileId}'`;
  while ((await pair.query(list))[0].n === 'importing') await pause(500);
  const rows = await count(
    `select count(distinct code)::int as n from dossier where file_id = '${fileId}'`,
  );
  const all = await count(`select count(*)::int as n from dossier where file_id = '${fileId}'`);
  const { frozen, collecting } = pair.prepared;
  const draws = await count(`select count(*)::int as n from draw where campaign_id = '${frozen}'`);
  const office = await pair.office();
  office.at(AFTER_GRACE);
  const homeAffairs = await office.as('home_affairs');
  await homeAffairs.call(closeCampaign, { params: { campaignId: collecting.campaignId } });
  const counted = await office.deps.db.selectFrom('response').select('id').execute();
  let unknown = 0;
  for (const code of receipts)
    if (!(await office.nobody.call(checkReceipt, { body: { code } })).isCounted) unknown += 1;
  await office.close();
  const line = (label: string, measured: number, goal = '≤ 0', unit = ''): BenchRow => ({
    label: `two processes: ${label}`,
    ...{ measured, goal, unit },
  });
  return [
    line('killed and started again', kills, '', 'times'),
    line('answers acknowledged', new Set(receipts).size, '', 'answers'),
    line('answers lost', collecting.invitations.length - counted.length),
    line('answers doubled', Math.max(0, counted.length - receipts.length)),
    line('receipts without an answer', unknown),
    line(`rows of a list of ${ROWS} lost`, ROWS - rows),
    line('rows doubled', all - rows),
    line('draws', draws, '≤ 1'),
  ];
}
