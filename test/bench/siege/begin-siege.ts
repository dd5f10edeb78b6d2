import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SiegeOrder, SiegeTally } from './siege-order.ts';

const ATTACKERS = join(import.meta.dirname, 'attackers.ts');

/** Measured is from when the strangers are there. */
export async function beginSiege(order: SiegeOrder) {
  const child = spawn(process.execPath, [ATTACKERS], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A body of 0.7 MB has no room in the environment.
  child.stdin.end(JSON.stringify(order));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  return {
    async end(): Promise<SiegeTally> {
      child.kill('SIGTERM');
      const [tally] = await once(lines, 'line');
      process.off('exit', kill);
      return JSON.parse(tally) as SiegeTally;
    },
  };
}
