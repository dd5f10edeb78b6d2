import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './postgres-server.ts';

const root = join(import.meta.dirname, '..');
/** Nor what neither the server nor a page reads. */
const NOT_COPIED = /^(\.git|node_modules|data|client\/dist|test|docs)$/;

/** A fresh clone on which somebody works with `npm run dev`. */
export interface DevProject {
  readonly address: string;
  /** All that the terminal shows. */
  said(): string;
  /** Changes a text of a file, as an editor saves it. */
  edit(file: string, from: string, to: string): Promise<void>;
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
    async edit(file, from, to) {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8');
      if (!text.includes(from) && !text.includes(to))
        throw new Error(`${file} does not hold ${from}`);
      // In one step, as editors save: a watcher that reads between two would see an empty file.
      const saved = join(folder, 'saved');
      await writeFile(
        saved,
        text.replace(from, () => to),
      );
      await rename(saved, path);
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
