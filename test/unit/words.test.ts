// Truth: STYLE.md, “Names” and “Sentences”.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bannedWords } from '../banned-words.ts';

const root = join(import.meta.dirname, '../..');

/** What has run is never changed: comments of older migrations stay as they were. */
const LAST_UNREAD_MIGRATION = '20261129-35-reissued-slips.sql';

const files = ['sampling', 'server', 'client', 'test', 'migrations'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|sql)$/.test(name) && !/^(dist|golden)\//.test(name))
    .filter((name) => folder !== 'migrations' || name > LAST_UNREAD_MIGRATION)
    .map((name) => join(folder, name)),
);

test('no comment and no name has a word that STYLE.md bans', () => {
  const found = files
    .filter((file) => file !== 'test/unit/words.test.ts')
    .flatMap((file) =>
      bannedWords(file, readFileSync(join(root, file), 'utf8')).map(
        ({ line, word }) => `${file}:${line}: ${word}`,
      ),
    );
  expect(found).toEqual([]);
});

test('what STYLE.md calls bad is found with its line, and what it calls good is not', () => {
  const bad = `/** For whoever is told, it lies here and goes on. */
    const said = f(1); const { at, b: one } = g; sums.map((it, h) => it + h);
    for (const of of all) h((told: number) => told);`;
  expect(bannedWords('bad.ts', bad).map(({ line, word }) => `${line} ${word}`)).toEqual([
    '1 whoever',
    '1 is told',
    '1 lies',
    '1 goes on',
    '2 said',
    '2 at',
    '2 one',
    '2 it',
    '3 of',
    '3 told',
  ]);
  const good = `/** Resets a password from the server's own machine. */
    // A share lies in [0, 1], strictly between its bounds, and an outlier stands out.
    const words = f(1); const { at: moment, more = {} } = row; row.of(one(2)); log({ at: now(), of: 'x' });
    const words_ = 'it is told';`;
  expect(bannedWords('good.ts', good)).toEqual([]);
});
