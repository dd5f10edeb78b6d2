// Truth: README “Tests”: each statement of the server is asked of both databases, by whichever file.
import { expect, test } from 'vitest';
import { statementText } from '../statement-text.ts';
import { onPostgresAlone } from '../statements-on-both.ts';

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

test('what PostgreSQL alone was asked is named with the file that asked it', () => {
  const ask = (project: string, file: string, ...statements: string[]) => ({
    project,
    file,
    statements,
  });
  const files = [
    ask('postgres', 'first', 'select a', 'select b'),
    // A retry, say: this file puts the same to both.
    ask('postgres', 'second', 'select c'),
    ask('pglite', 'third', 'select a', 'select d'),
    ask('pglite', 'second', 'select d'),
    ask('browser', 'fourth', 'select e'),
  ];
  expect(onPostgresAlone(files)).toEqual({
    seen: 3,
    missing: [{ file: 'first', statement: 'select b' }],
  });
});
