/**
 * Truth: the memory of a process that sealed, opened, marked and kept a thousand ballots and drafts, read
 * as an attacker on the machine would read it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Only Linux lets a process read all of its own memory.
test.runIf(process.platform === 'linux')(
  'after the count neither the keys of a round nor what was derived from them are in memory',
  { timeout: 60_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sipas-memory-'));
    const script = join(import.meta.dirname, '../../keys-in-memory.ts');
    const { stdout, stderr } = spawnSync(process.execPath, [script, dataDir], { encoding: 'utf8' });
    await rm(dataDir, { recursive: true, force: true });
    const { before, after } = JSON.parse(stdout || `{"before":"${stderr}"}`);
    expect(before).toMatchObject({ ballot: 1, identity: 1 });
    expect(after).toEqual({ ballot: 0, identity: 0, draft: 0, digest: 0 });
  },
);
