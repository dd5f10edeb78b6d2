import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { LanguagePack } from '#contract/languages.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Originals } from './originals.ts';
import { originalsOf } from './originals.ts';
import { packFaults, refusalOf } from './pack-faults.ts';

export interface Packs {
  readonly original: LanguagePack;
  /** By language. Every pack in it is complete. */
  readonly offered: ReadonlyMap<string, LanguagePack>;
  /** A sentence for each pack that is not. */
  readonly refused: readonly string[];
}

/** `DATA_DIR/packs`: a folder for each language, with `pack.json` and the recordings in it. */
export const packFolder = (dataDir: string): string => join(dataDir, 'packs');

/** Read at the start: a province adds a language by a folder and a restart. */
export async function readPacks(
  dataDir: string,
  versions: readonly Questionnaire[],
): Promise<Packs> {
  const originals = originalsOf(versions);
  const folder = packFolder(dataDir);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const read = await Promise.all(
    names.sort().map((name) => readPack(join(folder, name), name, originals)),
  );
  const complete = read.filter((pack) => typeof pack !== 'string');
  return {
    original: originals.pack,
    offered: new Map(complete.map((pack) => [pack.language, pack])),
    refused: read.filter((pack) => typeof pack === 'string'),
  };
}

async function readPack(
  path: string,
  name: string,
  originals: Originals,
): Promise<LanguagePack | string> {
  const refused = (reason: string) =>
    refusalOf(name, [
      { vi: `không đọc được (${reason})`, en: `unreadable (${reason})`, at: ['pack.json'] },
    ]);
  let content: unknown;
  try {
    content = JSON.parse((await readFile(join(path, 'pack.json'), 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    return refused((error as Error).message);
  }
  const parsed = LanguagePack.safeParse(content);
  if (!parsed.success) return refused(z.prettifyError(parsed.error).replace(/\s+/g, ' '));
  const files = new Set(await readdir(path));
  const faults = packFaults(parsed.data, originals, { name, files });
  return faults.length > 0 ? refusalOf(name, faults) : parsed.data;
}
