// Truth: STYLE.md, “Names” and “Sentences”. The bounds are what is left; they may only be lowered.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bannedWords } from '../banned-words.ts';

const root = join(import.meta.dirname, '../..');

/** Folder → banned words in comments, and as names of variables. A folder that is not here has none. */
const BOUNDS: Record<string, readonly [comments: number, names: number]> = {
  migrations: [14, 0],
  'server/frames': [58, 100],
  test: [17, 25],
  'test/bench': [3, 13],
  'test/browser': [7, 5],
  'test/chaos': [6, 3],
  'test/client': [8, 18],
  'test/fuzz': [0, 4],
  'test/golden': [1, 11],
  'test/integration': [35, 81],
  'test/simulate': [0, 7],
  'test/unit': [12, 131],
};

/** `server/lists` is being taken out of `server/frames`; a word that moves is not a new one. */
const folderOf = (file: string) => {
  const [top = '', folder = '', more] = file.split('/');
  if (top === 'sampling' || top === 'migrations') return top;
  if (more === undefined) return top;
  return folder === 'lists' && top === 'server' ? 'server/frames' : `${top}/${folder}`;
};

const files = ['sampling', 'server', 'client', 'test', 'migrations'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|sql)$/.test(name) && !/^(dist|golden)\//.test(name))
    .map((name) => join(folder, name)),
);
const found = Map.groupBy(
  files.map((file) => ({ file, ...bannedWords(file, readFileSync(join(root, file), 'utf8')) })),
  ({ file }) => folderOf(file),
);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test.each([...found.keys()].sort())('%s has no more words that STYLE.md bans', (folder) => {
  const [comments, names] = BOUNDS[folder] ?? [0, 0];
  const counts = found.get(folder)!;
  const worst = counts
    .filter((file) => file.comments + file.names > 0)
    .map((file) => `${file.file}: ${file.comments} in comments, ${file.names} names`);
  expect(sum(counts.map((file) => file.comments)), worst.join('\n')).toBeLessThanOrEqual(comments);
  expect(sum(counts.map((file) => file.names)), worst.join('\n')).toBeLessThanOrEqual(names);
});

test('what STYLE.md calls bad is counted, and what it calls good is not', () => {
  const bad = `/** For whoever is told, it lies here and goes on. */
    const said = f(1); const { at, b: one } = g; sums.map((it, h) => it + h);
    for (const of of all) h((told: number) => told);`;
  expect(bannedWords('bad.ts', bad)).toEqual({ comments: 4, names: 6 });
  const good = `/** Resets a password from the server's own machine. */
    // A share lies in [0, 1], strictly between its bounds, and an outlier stands out.
    const words = f(1); const { at: moment, more = {} } = row; row.of(one(2)); log({ at: now(), of: 'x' });
    const words_ = 'it is told';`;
  expect(bannedWords('good.ts', good)).toEqual({ comments: 0, names: 0 });
});
