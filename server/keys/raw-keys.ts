import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoundKeyName } from './wrapped-file.ts';
import {
  destroyFile,
  fileNameOf,
  readIfThere,
  unwrap,
  wrap,
  writeDurably,
} from './wrapped-file.ts';

const RAW = /^(ballot|identity)-([0-9a-f-]{36})\.key$/;

/**
 * Version 0.1.0 kept the keys of rounds bare beside the master key. They are wrapped and the bare files
 * destroyed; their number is reported, since copies of them in backups open as before.
 */
export async function wrapRawKeys(keys: string, rounds: string, wrapping: Buffer): Promise<number> {
  let found = 0;
  for (const fileName of await readdir(keys)) {
    const [, use, campaignId] = RAW.exec(fileName) ?? [];
    if (!use || !campaignId) continue;
    const name = { use, campaignId } as RoundKeyName;
    const path = join(rounds, fileNameOf(name));
    const holds = async (wrapped: string, bare: Buffer) => {
      const content = await readIfThere(wrapped);
      return content !== undefined && unwrap(wrapping, name, content)?.equals(bare) === true;
    };
    const written = (await readIfThere(join(keys, fileName)))?.toString().trim() ?? '';
    const key = Buffer.from(written, 'hex');
    if (key.length !== 32) continue;
    if (!(await holds(path, key))) await writeDurably(path, wrap(wrapping, name, key));
    // Read again before the only other copy goes.
    if (!(await holds(path, key))) continue;
    await destroyFile(join(keys, fileName));
    found += 1;
  }
  return found;
}
