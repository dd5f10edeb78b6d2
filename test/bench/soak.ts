// An hour under the load of the siege: strangers ask for each public thing in turn, a citizen comes every 40 ms, a clerk
// looks at screens. Is memory flat, and is every acknowledged submission in the box exactly once?
// SOAK_MINUTES=60 SOAK_EVERY_MS=40 SOAK_SIEGE_SECONDS=20 each; NODE_OPTIONS reaches the server.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../postgres-server.ts';
import type { LoadedProvince } from './load/province.ts';
import { openLoadedProvince } from './load/province.ts';
import { lostOrTwice, sentBy } from './load/submissions.ts';
import type { BenchRow } from './row.ts';
import { beginSiege } from './siege/begin-siege.ts';
import type { PublicAsk } from './siege/public-asks.ts';
import { publicAsks } from './siege/public-asks.ts';
import { makeProvince, publishedIn } from './siege/published-province.ts';
import type { Felt } from './soak/citizens.ts';
import { citizensUntil } from './soak/citizens.ts';
import type { Looked } from './soak/clerk.ts';
import { clerkUntil } from './soak/clerk.ts';
import type { Minute, Reading } from './soak/readings.ts';
import { median, minuteOf, readProcess } from './soak/readings.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 60);
const EVERY_MS = Number(process.env.SOAK_EVERY_MS ?? 40);
const SIEGE_MS = Number(process.env.SOAK_SIEGE_SECONDS ?? 20) * 1000;
const READ_EVERY_MS = 5000;
const LOWEST_PRIORITY = 19;
const IDLE: PublicAsk = { name: '10,000 idle connections', method: 'GET', path: '/' };

export async function measure(): Promise<BenchRow[]> {
  const people = Math.ceil((MINUTES * 60_000) / EVERY_MS);
  const metricsPort = await freePort();
  const { NODE_OPTIONS } = process.env;
  const province = await openLoadedProvince('PostgreSQL', people, makeProvince, {
    METRICS_PORT: String(metricsPort),
    ...(NODE_OPTIONS && { NODE_OPTIONS }),
  });
  try {
    return await soak(province, metricsPort);
  } finally {
    await province.close();
  }
}

async function soak(province: LoadedProvince, metricsPort: number): Promise<BenchRow[]> {
  const { campaign, port, pid, cookie } = province;
  const people = campaign.invitations.map((invitation, number) => ({
    token: invitation.token,
    sent: sentBy(invitation, number),
  }));
  const place = {
    campaignId: campaign.campaignId,
    agencyCode: campaign.invitations[0]!.agencyCode,
  };
  const felt: Felt = { receipts: [], times: [], came: 0, failed: 0 };
  const looked: Looked = { looked: 0, refused: {} };
  const end = performance.now() + MINUTES * 60_000;
  const [minutes, replies] = await Promise.all([
    readMinutes(end, pid, metricsPort, felt),
    strangersUntil(end, province),
    citizensUntil(end, { port, everyMs: EVERY_MS }, people, felt),
    clerkUntil(end, { port, cookie }, place, looked),
  ]);
  const sent = people.slice(0, felt.came).map((person) => person.sent);
  const lost = await lostOrTwice(province, sent, felt.receipts);
  for (const [refusal, times] of Object.entries(looked.refused)) console.error(refusal, times);
  return rowsOf(minutes, { felt, looked, replies, lost });
}

/** Fifty connections ask for one thing, then for the next; once in each round 10,000 stay idle. */
async function strangersUntil(end: number, { campaign, port }: LoadedProvince): Promise<number> {
  const asks = [...publicAsks(await publishedIn(port), campaign.invitations[0]!.token), IDLE];
  let replies = 0;
  for (let turn = 0; performance.now() < end; turn += 1) {
    const ask = asks[turn % asks.length]!;
    const isIdle = ask === IDLE;
    const strangers = await beginSiege({
      ...ask,
      port,
      isIdle,
      connections: isIdle ? 10_000 : 50,
      encoding: ask.encoding ?? 'br',
      niceness: LOWEST_PRIORITY,
    });
    await pause(Math.min(SIEGE_MS, Math.max(0, end - performance.now())));
    replies += (await strangers.end()).replies;
  }
  return replies;
}

async function readMinutes(end: number, pid: number, metricsPort: number, felt: Felt) {
  const minutes: Minute[] = [];
  while (performance.now() < end) {
    const minuteEnd = Math.min(end, performance.now() + 60_000);
    const readings: Reading[] = [];
    while (performance.now() < minuteEnd) {
      // A server that has no time for the question is read again.
      const reading = await readProcess(pid, metricsPort).catch(() => undefined);
      if (reading) readings.push(reading);
      await pause(READ_EVERY_MS);
    }
    const minute = minuteOf(readings);
    minutes.push(minute);
    console.error(lineOf(minutes.length, minute, felt));
    felt.times = [];
  }
  return minutes;
}

function lineOf(number: number, minute: Minute, { times, came, failed }: Felt): string {
  const sorted = times.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
  const figures = [
    `RSS ${minute.residentMb.toFixed(0)} MB`,
    `heap ${minute.heapMb.toFixed(1)} MB`,
    `external ${minute.externalMb.toFixed(1)} MB`,
    `handles ${minute.handles}`,
    `database ${minute.connections}, waiting ${minute.waiting}`,
    `citizens ${came}, p95 ${p95.toFixed(0)} ms, failed ${failed}`,
  ];
  return `minute ${number}: ${figures.join(' · ')}`;
}

interface Outcome {
  readonly felt: Felt;
  readonly looked: Looked;
  readonly replies: number;
  readonly lost: number;
}

/** The second quarter against the last: in the first, code is compiled and what is read once is kept. */
function rowsOf(minutes: readonly Minute[], { felt, looked, replies, lost }: Outcome): BenchRow[] {
  const quarter = Math.max(1, minutes.length >> 2);
  const grown = (label: string, name: keyof Minute, goal: string, unit: string): BenchRow => {
    const middle = (some: readonly Minute[]) => median(some.map((minute) => minute[name]));
    const before = middle(minutes.slice(quarter, 2 * quarter));
    const after = middle(minutes.slice(-quarter));
    const from = `from ${before.toFixed(1)} to ${after.toFixed(1)}, more by`;
    return { label: `soak: ${label}, ${from}`, measured: after - before, goal, unit };
  };
  const line = (label: string, measured: number, goal = '', unit = ''): BenchRow => ({
    label: `soak: ${label}`,
    ...{ measured, goal, unit },
  });
  const refused = Object.values(looked.refused).reduce((sum, times) => sum + times, 0);
  return [
    line('minutes', minutes.length),
    grown('resident memory', 'residentMb', '≤ 30', 'MB'),
    grown('heap, lowest of each minute', 'heapMb', '≤ 10', 'MB'),
    grown('memory outside the heap, lowest of each minute', 'externalMb', '≤ 10', 'MB'),
    grown('handles, lowest of each minute', 'handles', '≤ 50', 'handles'),
    line(
      'connections to the database, most',
      Math.max(...minutes.map((minute) => minute.connections)),
      '≤ 10',
    ),
    line('replies to strangers', replies),
    line('submissions', felt.came),
    line('citizens’ requests that failed', felt.failed, '≤ 0', 'requests'),
    line('submissions lost, stored twice or without a receipt', lost, '≤ 0', 'ballots'),
    line('screens that a clerk looked at', looked.looked),
    line('screens refused', refused, '≤ 0'),
  ];
}
