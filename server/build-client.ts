import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const SOURCES = ['client', 'server/contract', 'sampling', 'vite.config.ts', 'package-lock.json'];

/** Builds the client when it is not there or older than its sources. */
export async function build(): Promise<void> {
  const built = await modified(join(root, 'client/dist/office/index.html'));
  if (built >= (await newest())) return;
  const vite = await import('vite');
  await vite.build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

async function newest(): Promise<number> {
  let latest = 0;
  for (const source of SOURCES) {
    const path = join(root, source);
    latest = Math.max(latest, await modified(path));
    const inside = await readdir(path, { recursive: true }).catch(() => []);
    for (const name of inside) {
      if (!name.startsWith('dist')) latest = Math.max(latest, await modified(join(path, name)));
    }
  }
  return latest;
}

const modified = async (path: string) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
