// Truth: docs/trust.md. A promise to the public that names a test is worth what that test is.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERASED_ROWS, KEPT_TABLES } from '../../server/retention/erased-rows.ts';

const root = join(import.meta.dirname, '../..');
const trust = readFileSync(join(root, 'docs/trust.md'), 'utf8');

interface Named {
  readonly file: string;
  readonly name: string;
}

const namedIn = (markdown: string): Named[] =>
  [...markdown.matchAll(/`([\w/-]+\.test\.tsx?)`: “([^”]+)”/g)].map(([, file = '', name = '']) => ({
    file,
    name,
  }));

/** As the source has it: a title within quotes of either kind, right after `test(` or the like. */
function isThere({ file, name }: Named): boolean {
  const path = join(root, 'test', file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote},`));
}

test('every test that docs/trust.md names is in the file that it names', () => {
  const named = namedIn(trust);
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((reference) => !isThere(reference))).toEqual([]);
  // A file without the name of its test would prove whatever one likes.
  const files = trust.match(/`[\w/-]+\.test\.tsx?`/g) ?? [];
  expect(files).toHaveLength(named.length);
});

/** The lines of a list, each with the lines that continue it. */
const listLines = (markdown: string): string[] =>
  markdown
    .split(/\n(?=- )/)
    .filter((line) => line.startsWith('- '))
    .map((line) => line.split(/\n\n/)[0] ?? '');

test('each line under “What we prove” names a test; what has none is a promise and says so', () => {
  const [, proved = ''] = trust.split('## What we prove');
  const lines = listLines(proved.split('\n## ')[0] ?? '');
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter((line) => namedIn(line).length === 0)).toEqual([]);
});

test('a test that was renamed or never written is missed', () => {
  const file = 'unit/trust.test.ts';
  const name = 'a test that was renamed or never written is missed';
  expect(isThere({ file, name })).toBe(true);
  expect(isThere({ file, name: 'a test of another' })).toBe(false);
  expect(isThere({ file: 'unit/none.test.ts', name })).toBe(false);
});

test('the tables of which it tells what stays are those that stay, and none that is emptied is left out', () => {
  const [, section = ''] = trust.split('### What every kept table says');
  const tables = [...section.matchAll(/`([a-z_]+)`/g)].map(([, table = '']) => table);
  const emptied = ERASED_ROWS.filter((rows) => rows.emptied).map(({ table }) => table);
  const staying = [...emptied, ...KEPT_TABLES, 'rounds'];
  expect(tables.filter((table) => !staying.includes(table))).toEqual([]);
  expect(emptied.filter((table) => !tables.includes(table))).toEqual([]);
});
