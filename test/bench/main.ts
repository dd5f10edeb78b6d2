// Runs every file of this folder in a process of its own, one after the other, so that memory and
// compiled code of one do not show in the next; prints one table.  node test/bench/main.ts [name …]
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { BenchRow } from './row.ts';
import { meetsGoal } from './row.ts';

/** A file without `measure` holds what others measure with. */
interface Bench {
  measure?(): BenchRow[] | Promise<BenchRow[]>;
}

const folder = import.meta.dirname;
const NOT_A_BENCH = new Set(['main.ts', 'province-of-communes.ts', 'row.ts']);
/** Takes more than an hour. */
const BY_NAME_ALONE = new Set(['soak']);

const [flag, ...rest] = process.argv.slice(2);
if (flag === '--one') await measureOne(rest[0]!);
else runAll(flag === undefined ? [] : [flag, ...rest]);

async function measureOne(name: string): Promise<void> {
  const { measure } = (await import(join(folder, name))) as Bench;
  console.log(JSON.stringify((await measure?.()) ?? []));
}

function runAll(wanted: readonly string[]): void {
  const benches = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !NOT_A_BENCH.has(name))
    .map((name) => basename(name, '.ts'));
  const unknown = wanted.filter((name) => !benches.includes(name));
  if (unknown.length > 0) {
    console.error(`No bench is named ${unknown.join(', ')}. There are: ${benches.join(', ')}.`);
    process.exit(2);
  }
  const names = benches.filter((name) => isWanted(name, wanted)).map((name) => `${name}.ts`);
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; processor time of one thread (load, open, dev: by the clock)\n`,
  );
  const rows = names.flatMap(measured);
  const width = Math.max(...rows.map((row) => row.label.length));
  for (const row of rows) console.log(line(row, width));
  const missed = rows.filter((row) => row.goal !== '' && !meetsGoal(row));
  console.log(`\n${rows.length} figures, ${missed.length} short of their goal`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function isWanted(bench: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 ? !BY_NAME_ALONE.has(bench) : wanted.includes(bench);
}

function measured(name: string): BenchRow[] {
  const child = spawnSync(process.execPath, [import.meta.filename, '--one', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${name} did not finish`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1)!) as BenchRow[];
}

function line(row: BenchRow, width: number): string {
  const figure = row.measured.toLocaleString('en', { maximumSignificantDigits: 3 });
  const verdict = row.goal === '' ? '' : meetsGoal(row) ? 'met' : 'SHORT';
  return `${row.label.padEnd(width)}  ${figure.padStart(9)}  ${row.unit.padEnd(10)}  ${row.goal.padEnd(8)}  ${verdict}`;
}
