import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { domainLayout } from '#sampling/estimation/domain-layout.ts';
import type { RatioColumns } from '#sampling/estimation/ratio-columns.ts';
import { ratioColumns } from '#sampling/estimation/ratio-columns.ts';
import { accumulate } from '#sampling/estimation/sufficient-statistics.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import { startPostgres } from '../postgres-server.ts';
import type { Responses } from './province-of-communes.ts';
import {
  COMMUNES,
  communeOf,
  designOf,
  populationOf,
  RESPONSES,
  responses,
  STRATA,
} from './province-of-communes.ts';
import type { BenchRow } from './row.ts';
import { medianTime } from './row.ts';

const stratumOf = Int32Array.from({ length: STRATA }, (_, h) => h);
const domainOf = stratumOf.map(communeOf);

const layoutOf = (design: SampleDesign) => domainLayout(design, stratumOf, domainOf, COMMUNES);

function fromResponses(design: SampleDesign, { stratum, x, y }: Responses): RatioColumns {
  return ratioColumns(design, layoutOf(design), accumulate(stratum, STRATA, x, y));
}

/** Index and its standard error by commune, as one statement. */
const INDEX_IN_SQL = `
  with cell as (
    select stratum, count(*)::float8 n, sum(x)::float8 x, sum(y)::float8 y,
      sum(x * x)::float8 xx, sum(x * y)::float8 xy, sum(y * y)::float8 yy
    from response group by stratum
  ), weighed as (
    select cell.*, commune, population / n as w, 1 - n / population as uncovered
    from cell join stratum using (stratum)
  ), total as (
    select commune, sum(w * x) x, sum(w * y) / sum(w * x) r from weighed group by commune
  )
  select commune, total.r as value, sqrt(sum(
    uncovered * n / (n - 1) * (w / total.x) ^ 2 * (
      (yy - 2 * r * xy + r * r * xx) - (weighed.y - r * weighed.x) ^ 2 / n))) as se
  from weighed join total using (commune) group by commune, total.r order by commune`;

async function fill(client: pg.Client, { stratum, x, y, counts }: Responses): Promise<void> {
  await client.query('create unlogged table response (stratum int4, x int4, y int4)');
  await client.query(
    'create unlogged table stratum (stratum int4, commune int4, population float8)',
  );
  const size = 50_000;
  for (let from = 0; from < RESPONSES; from += size)
    await client.query(
      'insert into response select * from unnest($1::int4[], $2::int4[], $3::int4[])',
      [
        Array.from(stratum.subarray(from, from + size)),
        Array.from(x.subarray(from, from + size)),
        Array.from(y.subarray(from, from + size)),
      ],
    );
  await client.query(
    'insert into stratum select * from unnest($1::int4[], $2::int4[], $3::float8[])',
    [Array.from(stratumOf), Array.from(domainOf), Array.from(counts, populationOf)],
  );
  await client.query('vacuum analyze');
}

/** Milliseconds of the statement by the server's own clock; the least of five runs. */
async function timeInSql(given: Responses, expected: RatioColumns): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-bench-'));
  await chmod(folder, 0o755);
  const server = await startPostgres(folder);
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  try {
    await fill(client, given);
    await client.query('set max_parallel_workers_per_gather = 0');
    await client.query("set work_mem = '256MB'");
    const { rows } = await client.query(INDEX_IN_SQL);
    requireEqual(rows, expected);
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      const plan = await client.query(`explain (analyze, timing off, format json) ${INDEX_IN_SQL}`);
      times.push(plan.rows[0]['QUERY PLAN'][0]['Execution Time']);
    }
    return Math.min(...times);
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function requireEqual(rows: readonly { value: number; se: number }[], columns: RatioColumns): void {
  const isEqual = (a: number, b: number) => Math.abs(a / b - 1) < 1e-9;
  rows.forEach(({ value, se }, d) => {
    if (
      !isEqual(value, columns.y[d]! / columns.x[d]!) ||
      !isEqual(se, Math.sqrt(columns.variance[d]!))
    )
      throw new Error(`SQL and typed arrays differ for commune ${d}`);
  });
  if (rows.length !== COMMUNES) throw new Error(`SQL gave ${rows.length} communes`);
}

/** Some kernels count processor time in steps of milliseconds: short work is timed twenty at once. */
const eachOfTwenty = (work: () => unknown) =>
  medianTime(() => {
    for (let run = 0; run < 20; run++) work();
  }) / 20;

export async function measure(): Promise<BenchRow[]> {
  const given = responses();
  const design = designOf(given.counts);
  const whole = eachOfTwenty(() => fromResponses(design, given));
  const stored = accumulate(given.stratum, STRATA, given.x, given.y);
  const published = eachOfTwenty(() => ratioColumns(design, layoutOf(design), stored));
  const sql = await timeInSql(given, fromResponses(design, given));
  return [
    {
      label: 'index and SE, 3,321 communes from 1,000,000 responses',
      measured: whole,
      goal: '≤ 15',
      unit: 'ms',
    },
    { label: 'the same from stored statistics', measured: published, goal: '≤ 5', unit: 'ms' },
    { label: 'the same in PostgreSQL, one process', measured: sql, goal: '', unit: 'ms' },
    { label: 'typed arrays against SQL', measured: sql / whole, goal: '≥ 10', unit: 'times' },
  ];
}
