import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostName } from '#contract/endpoint.ts';
import { mayAsk, POST_NAMES, POSTS, ROLES_WITH_AGENCY } from '#contract/endpoint.ts';
import { ENDPOINTS } from '../server/http/openapi.ts';
import { createMetrics } from '../server/operation/metrics.ts';
import { freshDatabase } from './database.ts';
import type { Office } from './office.ts';
import { officeOn } from './office.ts';
import type { PlantedRequest } from './planted-requests.ts';
import { plantedRequests } from './planted-requests.ts';
import { answer } from './scenario-collecting.ts';
import type { InvitedCampaign } from './scenario-frozen.ts';
import { invitedCampaign } from './scenario-frozen.ts';

const AGENCY = '01981';
/** Those that end a stage, an account or a session come last, so that the others meet one that is alive. */
const ENDINGS =
  /close|freeze|publish|draw|erase|collect|Plan$|issue|signOut|password|factor|handOver|disabled|renew/i;
export const inOrder = ENDPOINTS.map((asked) => ({
  ...asked,
  isEnding: ENDINGS.test(asked.name),
})).toSorted((first, other) => Number(first.isEnding) - Number(other.isEnding));
export type Asked = (typeof inOrder)[number];

/** An office whose endpoints are asked with a person's secrets, and where a trace of them may stay. */
export interface PlantedOffice {
  readonly office: Office;
  readonly campaign: InvitedCampaign;
  /** By what they are. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Refusals by their codes: how deep the requests came. */
  readonly met: ReadonlySet<string>;
  /** Which secrets a text has. */
  foundIn(text: string): string[];
  /** What an endpoint's refusals and addresses tell of the secrets, each planted at each place in turn. */
  toldBy(asked: Asked): Promise<string[]>;
  /** What the log, the metrics and the journal hold, and the metrics' text. */
  traces(): Promise<{ log: string[]; metrics: string[]; journal: string[]; figures: string }>;
  close(): Promise<void>;
}

export async function plantedOffice(): Promise<PlantedOffice> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sipas-refusals-'));
  const office = await officeOn(await freshDatabase(), dataDir, { logLevel: 'info' });
  const log = readLog(office);
  const metrics = createMetrics(office.deps);
  metrics.observeRequests(office.app);
  const campaign = await invitedCampaign(office);
  const cookies = await cookiesOf(office);
  const secrets = await secretsOf(office, campaign);
  const foundIn = finderOf(secrets);
  const met = new Set<string>();
  const toldBy = async (asked: Asked) => {
    const found: string[] = [];
    for (const { kind, request } of turnsOf(campaign, secrets, asked)) {
      const { code, texts } = await replyTo(office, asked, request, senderOf(cookies, asked));
      if (code) met.add(code);
      if (code === 'internal') found.push(`${kind} at ${request.place}: a fault of ours`);
      const telling = texts.filter((text) => foundIn(text).length > 0);
      found.push(...telling.map((text) => `${kind} at ${request.place}: ${text}`));
    }
    return found;
  };
  const traces = async () => {
    const figures = await metrics.text();
    return {
      log: log.filter((line) => foundIn(line).length > 0),
      metrics: foundIn(figures),
      journal: await tellingActs(office, foundIn),
      figures,
    };
  };
  const close = async () => {
    await office.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { office, campaign, secrets, met, foundIn, toldBy, traces, close };
}

/** The lines that the server's logger and those of its requests write. */
function readLog({ app: { log: logger } }: Office): readonly string[] {
  const lines: string[] = [];
  const symbol = Object.getOwnPropertySymbols(logger).find(
    ({ description }) => description === 'pino.stream',
  )!;
  const stream = (logger as unknown as Record<symbol, { write(line: string): void }>)[symbol]!;
  stream.write = (line) => lines.push(line);
  return lines;
}

async function cookiesOf(office: Office): Promise<ReadonlyMap<PostName, string>> {
  const cookies = new Map<PostName, string>();
  for (const name of POST_NAMES) {
    const { role, isLead } = POSTS[name];
    const isBound = ROLES_WITH_AGENCY.some((bound) => bound === role);
    cookies.set(name, (await office.as(role, isBound ? AGENCY : undefined, isLead)).cookie);
  }
  return cookies;
}

async function secretsOf(office: Office, { invitations }: InvitedCampaign) {
  const [first, second] = invitations;
  return {
    token: first!.token,
    'slip code': first!.code,
    receipt: (await answer(office, second!.token)).code,
    name: 'Lường Thị Ẩn Ngần',
    phone: '0987654321',
    'e-mail': 'luong.ngan@thu.example',
    'ID number': '019187004321',
    password: 'Bí-mật của Ngần 91!',
  };
}

const plain = (words: string) => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
/** As it was sent, or without spaces and marks between its letters, as numbers are read. */
function finderOf(secrets: Readonly<Record<string, string>>) {
  const looked = Object.entries(secrets).map(([kind, secret]) => ({
    kind,
    lower: secret.toLowerCase(),
    letters: plain(secret),
  }));
  return (text: string): string[] => {
    if (text === '') return [];
    const [lower, letters] = [text.toLowerCase(), plain(text)];
    return looked
      .filter((secret) => lower.includes(secret.lower) || letters.includes(secret.letters))
      .map(({ kind }) => kind);
  };
}

/** Each endpoint has a slip of its own: what one does to it the next one does not meet. */
function fitting({ campaignId, invitations, strata }: InvitedCampaign, { name }: Asked) {
  const nth = 2 + (inOrder.findIndex((other) => other.name === name) % (invitations.length - 2));
  const { id, token, code, serial } = invitations[nth]!;
  return {
    campaignId,
    agencyCode: AGENCY,
    provinceCode: '19',
    serial: String(serial),
    stratum: strata[0]!.code,
    token,
    code,
    questionnaireVersion: 'sipas-2023-2026',
    caseId: id,
    language: 'vi',
  };
}

/** Each secret at every fourth place, another four for each. */
const turnsOf = (
  campaign: InvitedCampaign,
  secrets: PlantedOffice['secrets'],
  asked: Asked,
): { kind: string; request: PlantedRequest }[] =>
  Object.entries(secrets).flatMap(([kind, secret], nth) =>
    plantedRequests(asked.endpoint, secret, fitting(campaign, asked))
      .filter((_, turn) => (turn + nth) % 4 === 0)
      .map((request) => ({ kind, request })),
  );

/** Who may ask comes to the schema, and to what is behind it. */
function senderOf(cookies: ReadonlyMap<PostName, string>, { endpoint }: Asked): string {
  if (endpoint.access === 'public') return '';
  return cookies.get(POST_NAMES.find((name) => mayAsk(endpoint, POSTS[name]))!)!;
}

/** The code of a refusal, and the texts that must not tell. */
async function replyTo(
  { app }: Office,
  { endpoint: { method } }: Asked,
  { url, headers, payload }: PlantedRequest,
  cookie: string,
) {
  const sent = { method, url, headers: { ...headers, cookie } };
  const reply = await app.inject({ ...sent, ...(payload !== undefined && { payload }) });
  const isRefused = reply.statusCode >= 400;
  const code: string = isRefused ? reply.json().code : '';
  return { code, texts: [String(reply.headers.location ?? ''), isRefused ? reply.body : ''] };
}

/** What the office names itself: accounts. */
const ACCOUNTS = ['staff_added', 'password_link_made'];

async function tellingActs({ deps }: Office, foundIn: PlantedOffice['foundIn']) {
  const journal = await deps.db.selectFrom('activity').select(['act', 'details']).execute();
  return journal
    .filter(({ details }) => foundIn(JSON.stringify(details)).length > 0)
    .map(({ act }) => act)
    .filter((act) => !ACCOUNTS.includes(act));
}
