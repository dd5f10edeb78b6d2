// Truth: docs/operation.md: the commands alone restore a server that was lost, and prove a backup by computing all again.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { backupKeys, backupsIn } from '../../server/backup/make-backup.ts';
import { connectPostgres } from '../../server/db/database.ts';
import { tryHold } from '../../server/db/process-locks.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';
import type { BackedUp } from '../scenario-backups.ts';
import { openBackedUp } from '../scenario-backups.ts';

const NOW = new Date('2027-03-01T03:00:00Z');
const isEmbedded = process.env.TEST_DATABASE === 'pglite';
const postgresUrl = () => `${inject('postgresUrl')}/postgres`;
let round: BackedUp;

beforeAll(async () => {
  round = await openBackedUp(['erased']);
});
afterAll(() => round?.close());

/** What a drill that was killed left is gone after the next one, and what one that still runs has is left alone. */
async function drillSchemas() {
  if (isEmbedded) return { checkGone: async () => undefined };
  const other = connectPostgres(postgresUrl(), 'public');
  const [abandoned, running] = ['drill_00000000dead', 'drill_00000000beef'];
  for (const schema of [abandoned, running])
    await sql`create schema ${sql.id(schema)}`.execute(other);
  expect(await tryHold(other, running)).toBe(true);
  return {
    async checkGone() {
      const { rows } = await sql<{ schema: string }>`
        select nspname as schema from pg_namespace where nspname in (${abandoned}, ${running})`.execute(
        other,
      );
      expect(rows).toEqual([{ schema: running }]);
      await sql`drop schema ${sql.id(running)}`.execute(other);
      await other.destroy();
    },
  };
}

describe('the commands', () => {
  /** Of a server that was lost: an empty folder, on PostgreSQL an empty schema. */
  const command = async (script: 'backup' | 'restore', ...words: string[]) => {
    const child = spawn(process.execPath, [...programOf(script), ...words], {
      cwd: join(import.meta.dirname, '../..'),
      env: {
        ...PROGRAM_ENVIRONMENT,
        DATA_DIR: join(round.folder, 'new'),
        BACKUP_DIR: join(round.folder, 'new-backups'),
        BACKUP_RECIPIENTS: round.recipient,
        ...(!isEmbedded && { DATABASE_URL: postgresUrl(), DATABASE_SCHEMA: 'restored' }),
      },
    });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => printed.push(String(chunk)));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, printed: printed.join('') };
  };

  test('restore a lost server, back it up again, and prove that backup', {
    timeout: 240_000,
  }, async () => {
    const own = ['--identity', round.keyFile];
    const keys = await backupKeys(round.office.deps.config.dataDir, round.place, NOW);
    expect(await command('restore', 'keys', keys, ...own)).toMatchObject({ code: 0 });
    expect(await command('restore', 'keys', keys, ...own)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('is not written over'),
    });
    const [newest] = await backupsIn(round.folder);
    const back = await command('restore', 'database', join(round.folder, newest!.file), ...own);
    expect(back.printed).toMatch(/^OK +figures .* computed again$/m);
    expect(back.code).toBe(0);
    expect(await command('backup')).toMatchObject({
      code: 0,
      printed: expect.stringContaining('read back and the same'),
    });
    const [made] = await backupsIn(join(round.folder, 'new-backups'));
    const path = join(round.folder, 'new-backups', made!.file);
    const schemas = await drillSchemas();
    const drill = await command('restore', 'drill', path, ...own, '--keys', keys);
    expect(drill.printed).toMatch(/^OK: 8 đúng, 0 sai khác/m);
    expect(drill.printed).toContain('11 domains computed again');
    expect(drill.code).toBe(0);
    await schemas.checkGone();
  });
});
