import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../golden/lists');

export const listNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => !/\.(ts|json)$/.test(name))
    .sort();

/** The lists that are damaged: one of each trap, each under 20 KB. */
export const goodLists = (): Buffer[] =>
  listNames().map((name) => readFileSync(join(FOLDER, name)));
