// A province's published record, and beside it a campaign that collects: what a citizen feels while
// strangers ask for everything public, fifty at a time, or hold ten thousand idle connections.
// SIEGE_SECONDS each (10), SIEGE_ASKS only those whose name contains it; the strangers' process has SIEGE_NICENESS (19: the cores are the server's first).
import type { DatabaseKind, LoadedProvince } from './load/province.ts';
import { openLoadedProvince } from './load/province.ts';
import type { BenchRow } from './row.ts';
import { beginSiege } from './siege/begin-siege.ts';
import { visitsDuring, visitsIn } from './siege/citizens.ts';
import { residentMb, watchMemory, workedMs } from './siege/process.ts';
import type { PublicAsk } from './siege/public-asks.ts';
import { publicAsks } from './siege/public-asks.ts';
import { makeProvince, publishedIn } from './siege/published-province.ts';

const SECONDS = Number(process.env.SIEGE_SECONDS ?? 10);
const NICENESS = Number(process.env.SIEGE_NICENESS ?? 19);
const KINDS = (process.env.SIEGE_ON?.split(',') ?? ['PostgreSQL', 'embedded']) as DatabaseKind[];
const ASKS = process.env.SIEGE_ASKS ?? '';
const IDLE: PublicAsk = { name: '10,000 idle connections', method: 'GET', path: '/' };

export async function measure(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const kind of KINDS) rows.push(...(await measureOn(kind)));
  return rows;
}

async function measureOn(kind: DatabaseKind): Promise<BenchRow[]> {
  const sieges = publicAsks('', '').length + 1;
  const people = visitsIn(SECONDS) * 2 * sieges + visitsIn(2);
  const province = await openLoadedProvince(kind, people, makeProvince);
  try {
    const tokens = province.campaign.invitations.map(({ token }) => token).values();
    const asks = publicAsks(
      await publishedIn(province.port),
      province.campaign.invitations[0]!.token,
    );
    await visitsDuring(province.port, 2, tokens);
    const rows: BenchRow[] = [];
    const wanted = [...asks, IDLE].filter(({ name }) => name.includes(ASKS));
    for (const ask of wanted) rows.push(...(await besieged(kind, province, tokens, ask)));
    return rows;
  } finally {
    await province.close();
  }
}

/** Calm and siege take turns, so that whatever else the machine does meets both. */
async function besieged(
  kind: DatabaseKind,
  { port, pid }: LoadedProvince,
  tokens: Iterator<string>,
  ask: PublicAsk,
): Promise<BenchRow[]> {
  const calm = await visitsDuring(port, SECONDS, tokens);
  const before = residentMb(pid);
  const worked = workedMs(pid);
  const isIdle = ask === IDLE;
  const strangers = await beginSiege({
    ...ask,
    port,
    isIdle,
    connections: isIdle ? 10_000 : 50,
    encoding: ask.encoding ?? 'br',
    niceness: NICENESS,
  });
  const memory = watchMemory(pid);
  const siege = await visitsDuring(port, SECONDS, tokens);
  const tally = await strangers.end();
  const more = memory.stop() - before;
  const moved = (name: 'pages' | 'submissions'): BenchRow => {
    const [calmP95, other] = [p95(calm[name]), p95(siege[name])];
    const label = `${kind}: ${ask.name}: ${name}, p95 ${calmP95.toFixed(1)} → ${other.toFixed(1)} ms`;
    return { label, measured: Math.max(0, other - calmP95), goal: '≤ 20', unit: 'ms' };
  };
  const label = `${kind}: ${ask.name}`;
  const rows: BenchRow[] = [
    moved('pages'),
    moved('submissions'),
    {
      label: `${label}: memory, from ${before.toFixed(0)} MB, more by`,
      measured: more,
      goal: '≤ 200',
      unit: 'MB',
    },
    {
      label: `${label}: citizens’ requests that failed`,
      measured: calm.failed + siege.failed,
      goal: '≤ 0',
      unit: 'requests',
    },
    {
      label: `${label}: the server's work for a reply, citizens' among it`,
      measured: (workedMs(pid) - worked) / Math.max(1, tally.replies),
      goal: '',
      unit: 'ms',
    },
    {
      label: `${label}: replies ${JSON.stringify(tally.statuses)}, cut ${tally.cut}`,
      measured: tally.replies / SECONDS,
      goal: '',
      unit: 'per s',
    },
  ];
  for (const { label, measured, unit } of rows)
    console.error(`${label}  ${measured.toFixed(1)} ${unit}`);
  return rows;
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
}
