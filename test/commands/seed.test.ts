// Truth: README “Run it”. The command has an embedded database of its own, whatever database others test.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SEED_STAGES } from '../../server/seed/stages.ts';
import { PROGRAM_ENVIRONMENT, programOf } from '../program-environment.ts';

const root = join(import.meta.dirname, '../..');

test('an unknown stage is refused with those there are, and a folder with data as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-seed-'));
  try {
    await writeFile(join(folder, 'something'), '');
    const unknown = seedCommand('finished', folder);
    expect(unknown.status).toBe(1);
    for (const stage of SEED_STAGES) expect(unknown.stderr).toContain(stage);
    const taken = seedCommand('draft', folder);
    expect(taken.status).toBe(1);
    expect(taken.stderr).toMatch(/already holds data: delete it, or set DATA_DIR/);
    // What is no folder is somebody's file.
    const file = join(folder, 'something');
    expect(seedCommand('draft', file)).toMatchObject({ status: 1 });
    expect(await readFile(file, 'utf8')).toBe('');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the command prints accounts, open links and how to start the server on them', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'sipas-seed-'));
  try {
    const folder = join(parent, 'dữ liệu d’essai', "l'an");
    const seeded = seedCommand('collecting', folder);
    expect(seeded.stderr).toBe('');
    for (const name of ['quantri', 'mttq', 'vinhthong', 'soxaydung'])
      expect(seeded.stdout).toMatch(new RegExp(`${name} +\\S{12} `));
    expect(seeded.stdout.match(/localhost:3000\/[A-Z2-7]{16}/g)).toHaveLength(3);
    const [command] = /DATA_DIR=.+ npm start/.exec(seeded.stdout)!;
    // What a shell makes of the printed line is the folder.
    const shell = command.replace('npm start', `sh -c 'cd "$DATA_DIR" && pwd -P'`);
    const entered = spawnSync('sh', ['-c', shell], { cwd: root, encoding: 'utf8' });
    expect(entered.stdout.trim()).toBe(await realpath(folder));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});

const seedCommand = (stage: string, folder: string) =>
  spawnSync(process.execPath, [...programOf('seed'), stage], {
    cwd: root,
    // A seed is on the embedded database, whatever the server of this shell has.
    env: {
      ...PROGRAM_ENVIRONMENT,
      DATA_DIR: folder,
      DATABASE_URL: 'postgres://sipas@localhost:1/sipas',
      DATABASE_OWNER_URL: 'postgres://owner@localhost:1/sipas',
    },
    encoding: 'utf8',
  });
