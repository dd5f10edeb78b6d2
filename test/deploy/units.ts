import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEPLOY, ROOT, run } from './programs.ts';

/** The units as they are, but for the folder and the account, which this machine has not. */
export async function verifyUnits(folder: string): Promise<string[]> {
  const names = await readdir(join(DEPLOY, 'systemd'));
  for (const name of names) {
    const unit = await readFile(join(DEPLOY, 'systemd', name), 'utf8');
    const own = unit.replaceAll('/opt/sipas', ROOT).replaceAll(/^(User|Group)=sipas$/gm, '$1=root');
    await writeFile(join(folder, name), own);
  }
  const messages = run('systemd-analyze', [
    'verify',
    '--man=no',
    ...names.map((name) => join(folder, name)),
  ]);
  return messages.split('\n').filter((line) => line.includes(folder));
}
