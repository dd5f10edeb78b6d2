import { glob, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const FOLDER = join(import.meta.dirname, '../golden/releases');
const DUMP = /^version-(.+)\.ndjson\.br$/;

export const dumpPath = (version: string): string => join(FOLDER, `version-${version}.ndjson.br`);
const keysPath = (version: string): string => join(FOLDER, `version-${version}.keys.json`);

export async function releasedVersions(): Promise<string[]> {
  const names = await readdir(FOLDER);
  return names.flatMap((name) => DUMP.exec(name)?.[1] ?? []).sort();
}

export async function dumpLines(version: string): Promise<string[]> {
  const packed = await readFile(dumpPath(version));
  return brotliDecompressSync(packed).toString().trimEnd().split('\n');
}

/** Files of the data folder by their path, wrapped ones in base64. */
export async function keepKeys(version: string, dataDir: string): Promise<void> {
  const keys: Record<string, string> = {};
  const paths = await Array.fromAsync(glob(['keys/*.key', 'rounds/*.wrapped'], { cwd: dataDir }));
  for (const path of paths.sort())
    keys[path] = await readFile(join(dataDir, path), encodingOf(path));
  await writeFile(keysPath(version), `${JSON.stringify(keys, null, 2)}\n`);
}

/** Gives the master key. Version 0.1.0 had all of them in one folder. */
export async function restoreKeys(version: string, dataDir: string): Promise<string> {
  const kept: Record<string, string> = JSON.parse(await readFile(keysPath(version), 'utf8'));
  const keys = Object.fromEntries(
    Object.entries(kept).map(([path, key]) => [path.includes('/') ? path : `keys/${path}`, key]),
  );
  for (const [path, key] of Object.entries(keys)) {
    await mkdir(dirname(join(dataDir, path)), { recursive: true });
    await writeFile(join(dataDir, path), key, encodingOf(path));
  }
  return keys['keys/master.key']!;
}

const encodingOf = (path: string) => (path.endsWith('.wrapped') ? 'base64' : 'utf8');
