// Truth: README “Tests”: the embedded database takes each statement that the server asks of PostgreSQL.
import { expect, test } from 'vitest';
import { dumpPaths } from '../migrated-pglite.ts';
import { statementText } from '../statement-text.ts';
import { refusedByEmbedded } from '../statements-on-both.ts';

test.each([
  ['keys', 'select 1 from a where b in ($1)', 'select 1\n  from a where b in ($1, $2, $3)'],
  [
    'rows',
    'insert into a (b, c) values ($1, $2)',
    'insert into a (b, c) values ($1, $2), ($3, $4)',
  ],
  ['restored copies', 'lock "drill_0123456789ab"."migration"', 'lock "public"."migration"'],
])('a statement is the same however many %s it has', (_, few, many) => {
  expect(statementText(many)).toBe(statementText(few));
});

test('a statement with another condition is another one', () => {
  expect(statementText('select 1 from a where b = $1')).not.toBe(
    statementText('select 1 from a where b = $1 and c = $2'),
  );
});

test('the embedded database refuses what it lacks, and takes the rest with its parameters', async () => {
  const asked = [
    'select name from agency where code = any($1) order by name limit $2',
    'insert into agency (code, name, kind, province_code) values ($1, $2, $3, $4)',
    'lock table agency in exclusive mode',
    'create temporary table kept on commit drop as select * from agency',
    'insert into agency select * from kept',
    'select pg_read_everything($1)',
    'select colour from agency',
    'select code from agency where name = $1::tsquery',
  ];
  const { migrated } = await dumpPaths();
  const refused = await refusedByEmbedded(asked, migrated);
  expect(refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('pg_read_everything'),
    expect.stringContaining('colour'),
    expect.stringContaining('operator does not exist'),
  ]);
});
