import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../golden/lists');

/** The lists that are damaged: one of each trap, each under 20 KB. */
export const goodLists = (): Buffer[] =>
  readdirSync(FOLDER)
    .filter((name) => !/\.(ts|json)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(FOLDER, name)));
