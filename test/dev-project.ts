import { spawn } from 'node:child_process';
import { renameSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './postgres-server.ts';

const root = join(import.meta.dirname, '..');
/** Nor what neither the server nor a page reads. */
const NOT_COPIED = /^(\.git|node_modules|data|client\/dist|test|docs)$/;

type Edit = readonly [file: string, from: string, to: string];

/** A fresh clone on which somebody works with `npm run dev`. */
export interface DevProject {
  readonly address: string;
  /** All that the terminal shows. */
  said(): string;
  /** Changes a text in each of these files, as an editor saves them all. */
  edit(...edits: readonly Edit[]): Promise<void>;
  /** Number of the process that serves now, or undefined while none does. */
  servedBy(): Promise<string | undefined>;
  untilUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function openDevProject(onPort?: number): Promise<DevProject> {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-dev-'));
  await cp(root, folder, {
    recursive: true,
    filter: (source) => !NOT_COPIED.test(relative(root, source)),
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const port = onPort ?? (await freePort());
  const address = `http://localhost:${port}`;
  // A process group, so that npm, its shell, the watcher and the server end together.
  const child = spawn('npm', ['run', 'dev'], {
    cwd: folder,
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const isUp = async () =>
    (await fetch(`${address}/api/health`).catch(() => undefined))?.status === 200;
  return {
    address,
    said: () => output,
    async edit(...edits) {
      const saved = await Promise.all(edits.map((edit) => written(folder, edit)));
      // At one moment, and each in one step: a watcher that reads between two would see an empty file, or half of the edits.
      for (const { unfinished, path } of saved) renameSync(unfinished, path);
    },
    async servedBy() {
      if (!(await isUp())) return undefined;
      return readFile(join(folder, 'data/dev/process.lock'), 'utf8');
    },
    async untilUp() {
      while (!(await isUp())) {
        if (child.exitCode !== null) throw new Error(output);
        await pause(50);
      }
    },
    async stop() {
      process.kill(-child.pid!, 'SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function written(folder: string, [file, from, to]: Edit) {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from) && !text.includes(to)) throw new Error(`${file} does not hold ${from}`);
  const unfinished = join(folder, `saved-${basename(file)}`);
  const edited = text.replace(from, () => to);
  await writeFile(unfinished, edited);
  return { unfinished, path };
}
