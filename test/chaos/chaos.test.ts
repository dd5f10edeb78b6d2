/**
 * Truth: the promise that no answer is lost or stored twice, in ten seconds of `npm run chaos`: the
 * pages' own modules under every fault of peers.md §2, the server killed and PostgreSQL crashed under them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

// A storm in which nothing was sent and nothing broke would prove nothing.
const HAPPENED = [
  'citizens who sealed',
  'page opened',
  'server killed and started again',
  'storage cleared by the browser',
  'code typed in: \\w+',
  'stranger looked at a slip',
  'crew: sealed by counter',
  'crew: sealed by interview',
  'crew: calls without an answer',
  'crew: strips scanned',
].map((label) => new RegExp(`${label} +[1-9]`));

test('ten seconds of foul weather: every sealed response is there once, every answer accounted for', () => {
  // Where other work left the crew no time in ten seconds, it has more.
  for (const seconds of ['10', '30', '90']) {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [main, '--seconds', seconds, '--citizens', '16', '--seed', '7'],
      { encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toMatch(/\n0 violations\n$/);
    expect(status).toBe(0);
    const missing = HAPPENED.filter((line) => !line.test(stdout));
    if (missing.length === 0) return;
    console.warn(`${seconds} s were too few: ${missing.join()}`);
  }
  expect.unreachable('no storm of 90 s had all that was to happen');
});
