import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const DEPLOY = join(ROOT, 'deploy');

/** A program found a fault in a file. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export const isInPath = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

export function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Refused(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout + stderr;
}
