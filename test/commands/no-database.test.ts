// Truth: README “The journal” and “A forgotten password”, docs/operation.md §1: these programs are about a server's database.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type manifest from '../../package.json';
import { newWitness } from '../../server/backup/age-files.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

let parent = '';
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sipas-none-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

function program(script: keyof typeof manifest.scripts, words: string[], settings: object) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...programOf(script), ...words], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...PROGRAM_ENVIRONMENT, ...settings },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test.each([
  ['audit', ['verify']],
  ['admin', ['list']],
  ['admin', ['reset', 'quantri']],
  ['backup', []],
] as const)(
  '%s %j finds no database under a mistyped DATA_DIR, and makes none',
  async (script, words) => {
    const DATA_DIR = join(parent, 'mistyped');
    const { recipient } = await newWitness();
    const place = { BACKUP_DIR: join(parent, 'backup'), BACKUP_RECIPIENTS: recipient };
    const run = program(script, [...words], { DATA_DIR, ...place });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(run.stderr).toContain(`${DATA_DIR}: there is no database here. Set DATA_DIR`);
    expect(existsSync(DATA_DIR)).toBe(false);
  },
);

test('a new key is written over nothing, and a backup that is none is called so', async () => {
  const taken = join(parent, 'taken.key');
  await writeFile(taken, 'a key of before');
  const written = program('backup', ['new-key', taken], {});
  expect(written.status).toBe(1);
  expect(written.stderr).toMatch(/is there and is not written over: choose another name/);
  const key = join(parent, 'own.key');
  expect(program('backup', ['new-key', key], {}).status).toBe(0);
  const order = (backup: string) =>
    program('restore', ['drill', backup, '--identity', key], { DATA_DIR: join(parent, 'scratch') });
  expect(order(taken).stderr).toMatch(/is no backup, or is damaged .*: use another one/);
  expect(order(join(parent, 'absent.age')).stderr).toMatch(
    /no such file or folder: check the path/,
  );
});

test('an option that is none is answered with the usage', () => {
  const { status, stderr } = program('restore', ['drill', 'x.age', '--key', 'y'], {});
  expect(status).toBe(1);
  expect(stderr).toContain('npm run restore -- drill <backup> --identity <key file>');
});
