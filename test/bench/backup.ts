// A province's year of dossiers on PostgreSQL: backup, restore drill and restore as a technician runs them, each in a
// process of its own. By the clock.  BACKUP_ROWS=1000000
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openImportServer } from '../import-server.ts';
import { writeProvinceList } from '../province-list.ts';
import { handIn } from './import.ts';
import type { BenchRow } from './row.ts';
import { watchMemory } from './siege/process.ts';

const ROWS = Number(process.env.BACKUP_ROWS ?? 1_000_000);
const ROOT = join(import.meta.dirname, '../..');

export async function measure(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-backup-'));
  const list = join(folder, 'province.csv');
  await writeProvinceList(list, ROWS);
  const server = await openImportServer('PostgreSQL');
  try {
    await handIn(server, await openAsBlob(list), 'province.csv', ROWS);
    await rm(list);
    return await measureCommands(folder, server.databaseUrl!);
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

async function measureCommands(folder: string, databaseUrl: string): Promise<BenchRow[]> {
  const backups = join(folder, 'backups');
  const identity = join(folder, 'identity.key');
  const settings = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'data') };
  const { output } = await runCommand('backup.ts', ['new-key', identity], settings);
  const recipient = /BACKUP_RECIPIENTS=(\S+)/.exec(output)![1]!;
  const place = { ...settings, BACKUP_DIR: backups, BACKUP_RECIPIENTS: recipient };
  const made = await runCommand('backup.ts', [], place);
  const [name] = (await readdir(backups)).filter((file) => file.endsWith('.age'));
  const file = join(backups, name!);
  const opened = [file, '--identity', identity];
  const drilled = await runCommand('restore.ts', ['drill', ...opened], settings);
  const restored = await runCommand('restore.ts', ['database', ...opened], {
    ...settings,
    DATABASE_SCHEMA: 'restored',
  });
  const megabytes = (await stat(file)).size / 1e6;
  const label = `of ${ROWS.toLocaleString('en')} dossiers, PostgreSQL`;
  return [
    ...rowsOf(`backup ${label}, written and read back`, made),
    { label: '  its file', measured: megabytes, goal: '', unit: 'MB' },
    ...rowsOf(`restore drill ${label}`, drilled),
    ...rowsOf(`restore ${label}`, restored),
  ];
}

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
  readonly output: string;
}

async function runCommand(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'server', program), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const memory = watchMemory(child.pid!);
  // Its memory can be read while its output is open, and not after it has ended.
  child.stdout.once('end', () => memory.stop());
  const output = await text(child.stdout);
  const peakMb = memory.stop();
  const [code] = await exit;
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} ended with ${code}: ${output}`);
  const run = { seconds: (performance.now() - began) / 1000, peakMb, output };
  console.error(
    `${program} ${args[0] ?? ''}: ${run.seconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB`,
  );
  return run;
}

const rowsOf = (label: string, { seconds, peakMb }: Run): BenchRow[] => [
  { label, measured: seconds, goal: '', unit: 's' },
  { label: `${label}: memory`, measured: peakMb, goal: '≤ 400', unit: 'MB' },
];
