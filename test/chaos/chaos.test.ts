/**
 * Truth: the promise that no answer is lost or stored twice, in ten seconds of `npm run chaos`: the
 * pages' own modules under every fault of peers.md §2, the server killed and PostgreSQL crashed under them.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

test('ten seconds of foul weather: every sealed response is there once, every answer accounted for', {
  timeout: 120_000,
}, () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [main, '--seconds', '10', '--citizens', '16', '--seed', '7'],
    { encoding: 'utf8' },
  );
  expect(`${stdout}${stderr}`).toMatch(/\n0 violations\n$/);
  expect(status).toBe(0);
  // A storm in which nothing was sent and nothing broke would prove nothing.
  for (const label of [
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
  ])
    expect(stdout).toMatch(new RegExp(`${label} +[1-9]`));
});
