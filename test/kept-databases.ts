import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** What a migrated database is made of, beside what makes it. */
const SOURCES = ['server/db/migrate.ts', 'server/db/database.ts', 'test/kept-databases.ts'];

/**
 * Where migrated databases of one kind are kept for the next run: each state of the migrations and of what makes them has a
 * name of its own, and `npm ci` clears all away.
 */
export async function keptUnder(
  kind: 'migrated-pglite' | 'migrated-postgres',
  makers: readonly string[],
): Promise<string> {
  const migrations = (await readdir(join(ROOT, 'migrations'))).sort();
  const files = [...migrations.map((name) => join('migrations', name)), ...SOURCES, ...makers];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  return join(ROOT, 'node_modules/.cache', kind, hash.digest('hex').slice(0, 16));
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
