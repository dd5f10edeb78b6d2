/**
 * Truth: “a secret or personal datum in log, URL or error” may never happen (STYLE, docs/trust.md). Each endpoint is asked with
 * a person's secret at each place of a request in turn, whether the schema wants a text there or not. Nothing that a
 * refusal says, nothing in the log, the metrics, an address or, of what was refused, the journal has it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostName } from '#contract/endpoint.ts';
import { mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Metrics } from '../../server/operation/metrics.ts';
import { createMetrics } from '../../server/operation/metrics.ts';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { PlantedRequest } from '../planted-requests.ts';
import { plantedRequests } from '../planted-requests.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
let office: Office;
let dataDir: string;
let campaign: InvitedCampaign;
let metrics: Metrics;
const log: string[] = [];
const cookies = new Map<PostName, string>();
let secrets: Readonly<Record<string, string>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-refusals-'));
  office = await officeOn(await freshDatabase(), dataDir, { logLevel: 'info' });
  readLog();
  metrics = createMetrics(office.deps);
  metrics.observeRequests(office.app);
  campaign = await invitedCampaign(office);
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    const isBound = ROLES_WITH_AGENCY.some((bound) => bound === role);
    cookies.set(name, (await office.as(role, isBound ? AGENCY : undefined, isLead)).cookie);
  }
  const [first, second] = campaign.invitations;
  secrets = {
    token: first!.token,
    'slip code': first!.code,
    receipt: (await answer(office, second!.token)).code,
    name: 'Lường Thị Ẩn Ngần',
    phone: '0987654321',
    'e-mail': 'luong.ngan@thu.example',
    'ID number': '019187004321',
    password: 'Bí-mật của Ngần 91!',
  };
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The stream into which the server's logger and those of its requests write. */
function readLog(): void {
  const { log: logger } = office.app;
  const symbol = Object.getOwnPropertySymbols(logger).find(
    ({ description }) => description === 'pino.stream',
  )!;
  const stream = (logger as unknown as Record<symbol, { write(line: string): void }>)[symbol]!;
  stream.write = (line) => log.push(line);
}

const plain = (words: string) => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
/** As it was sent, or without spaces and marks between its letters, as numbers are read. */
function foundIn(text: string): string[] {
  if (text === '') return [];
  const [lower, letters] = [text.toLowerCase(), plain(text)];
  return Object.entries(secrets)
    .filter(([, secret]) => lower.includes(secret.toLowerCase()) || letters.includes(plain(secret)))
    .map(([kind]) => kind);
}

/** Each endpoint has a slip of its own: what one does to it the next one does not meet. */
function fitting({ name }: Asked) {
  const nth =
    2 + (inOrder.findIndex((other) => other.name === name) % (campaign.invitations.length - 2));
  const { id, token, code, serial } = campaign.invitations[nth]!;
  return {
    campaignId: campaign.campaignId,
    agencyCode: AGENCY,
    provinceCode: '19',
    serial: String(serial),
    stratum: campaign.strata[0]!.code,
    token,
    code,
    questionnaireVersion: 'sipas-2023-2026',
    caseId: id,
    language: 'vi',
  };
}

type Asked = (typeof ENDPOINTS)[number];
/** Those that end a stage, an account or a session come last, so that the others meet one that is alive. */
const ENDINGS =
  /close|freeze|publish|draw|erase|collect|Plan$|issue|signOut|password|factor|handOver|disabled|renew/i;
const inOrder = ENDPOINTS.map((asked) => ({
  ...asked,
  isEnding: ENDINGS.test(asked.name),
})).toSorted((first, other) => Number(first.isEnding) - Number(other.isEnding));
/** Who may ask comes to the schema, and to what is behind it. */
function senderOf({ endpoint }: Asked): string {
  if (endpoint.access === 'public') return '';
  return cookies.get(POST_NAMES.find((name) => mayAsk(endpoint, POSTS[name]))!)!;
}

/** Refusals by their codes: how deep the requests came. */
const met = new Set<string>();
/** What a reply tells of the planted texts, where it must not. */
async function toldBy(asked: Asked, kind: string, request: PlantedRequest): Promise<string[]> {
  const { endpoint } = asked;
  const { place, url, payload } = request;
  const reply = await office.app.inject({
    method: endpoint.method,
    url,
    headers: { ...request.headers, cookie: senderOf(asked) },
    ...(payload !== undefined && { payload }),
  });
  const isRefused = reply.statusCode >= 400;
  const code = isRefused ? reply.json().code : '';
  if (isRefused) met.add(code);
  if (code === 'internal') return [`${kind} at ${place}: a fault of ours`];
  const texts = [String(reply.headers.location ?? ''), isRefused ? reply.body : ''];
  return texts
    .filter((text) => foundIn(text).length > 0)
    .map((text) => `${kind} at ${place}: ${text}`);
}

const NAME = '$feature · $name';
// Beside one another, where no stage ends: readings of one thing are 50 ms apart.
describe.concurrent.each(inOrder.filter(({ isEnding }) => !isEnding))(NAME, ofEndpoint);
describe.each(inOrder.filter(({ isEnding }) => isEnding))(NAME, ofEndpoint);

function ofEndpoint(asked: Asked): void {
  test('refuses without a word of what was sent', async () => {
    const found: string[] = [];
    const kinds = Object.entries(secrets);
    for (const [nth, [kind, secret]] of kinds.entries())
      for (const [turn, request] of plantedRequests(
        asked.endpoint,
        secret,
        fitting(asked),
      ).entries())
        if ((turn + nth) % 4 === 0) found.push(...(await toldBy(asked, kind, request)));
    expect(found).toEqual([]);
  });
}

const STEPS = [
  '',
  '/bat-dau',
  '/trang-1',
  '/trang-11',
  '/tiep-tuc',
  '/gui',
  '/tu-choi',
  '/xoa-thong-tin',
];

test('no form of the citizen’s pages sends anybody to an address with what was typed', async () => {
  const { token } = campaign.invitations.at(-1)!;
  for (const secret of Object.values(secrets))
    for (const url of [
      '/',
      '/phan-anh',
      '/phan-anh/tra-cuu',
      '/kiem-tra',
      ...STEPS.map((step) => `/${token}${step}`),
    ]) {
      const typed = ['9.24', 'then', 'code', 'comment', 'reason', 'text', 'number', 'lang', secret];
      const reply = await office.app.inject({
        method: 'POST',
        url,
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(
          typed.map((name): [string, string] => [name, secret]),
        ).toString(),
      });
      const location = decodeURIComponent(String(reply.headers.location ?? ''));
      // A slip's code opens its own page: the link is the person's.
      if (secret !== secrets['slip code']) expect(foundIn(location)).toEqual([]);
    }
});

/** What the office names itself: accounts. */
const ACCOUNTS = ['staff_added', 'password_link_made'];

test('log, metrics and journal hold nothing of all that', async () => {
  // Not all was refused by its form alone.
  expect(met.size).toBeGreaterThan(35);
  expect(log.filter((line) => foundIn(line).length > 0)).toEqual([]);
  const figures = await metrics.text();
  expect(figures).toContain('/api/responses/:submissionId');
  expect(foundIn(figures)).toEqual([]);
  const journal = await office.deps.db.selectFrom('activity').select(['act', 'details']).execute();
  const telling = journal.filter(({ details }) => foundIn(JSON.stringify(details)).length > 0);
  expect(telling.filter(({ act }) => !ACCOUNTS.includes(act))).toEqual([]);
});
