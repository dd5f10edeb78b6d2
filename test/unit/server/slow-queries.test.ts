// Truth: docs/trust.md: no line of the log tells when somebody answered, by whatever door; the tables are those that
// the sources write while answers come in.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEvent } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../../server/db/schema.ts';
import type { SlowQuery } from '../../../server/db/slow-queries.ts';
import { noteSlowQuery, watchSlowQueries } from '../../../server/db/slow-queries.ts';
import { writtenTables } from '../../written-tables.ts';

/** Closing the collection, settings and re-checks are the office's own acts, at an hour that is no answer's. */
const OFFICE =
  /close-campaign|count-ballots|clear-box|fold|rechecks|voidings|answers|takers.answer-signs/;
const WRITTEN_BY_OFFICE = ['doubleEntry', 'fieldTerms'];

const server = join(import.meta.dirname, '../../../server');
const tables = new Set(
  globSync('{responses,drafts}/**/*.ts', { cwd: server })
    .filter((file) => !OFFICE.test(file))
    .flatMap((file) => writtenTables(readFileSync(join(server, file), 'utf8')))
    .filter((table) => table !== null && table !== 'set' && !WRITTEN_BY_OFFICE.includes(table))
    .map((table) => table!.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
);

function notedOf(statement: string): SlowQuery[] {
  const noted: SlowQuery[] = [];
  const db = {} as Db;
  watchSlowQueries(db, 1, (query) => noted.push(query));
  noteSlowQuery(db, { queryDurationMillis: 9, query: { sql: statement } } as unknown as LogEvent);
  return noted;
}

test('no table that an answer writes by any door is in a line about a slow statement', () => {
  expect(tables.size).toBeGreaterThan(8);
  const seen = [...tables].filter((table) => notedOf(`update "${table}" set x = $1`).length > 0);
  expect(seen).toEqual([]);
  expect(notedOf('select * from "agency"')).toHaveLength(1);
});
