import { DefaultQueryCompiler } from 'kysely';
import { afterAll } from 'vitest';
import { statementText } from './statement-text.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Of the server, as this file asked them first of its thread's. */
    statements?: readonly string[];
  }
}

/**
 * What is beside the province's schema on PostgreSQL, and needs nothing on an embedded one: schemas, rights; and what the
 * demonstration looks up for its own table of figures.
 */
const POSTGRES_ALONE = [
  'server/demo/',
  'server/backup/scratch-database.ts',
  'server/db/application-rights.ts',
  'server/db/migrate.ts',
];
/** Compiled code that came with a copied clone names the folder where it was compiled. */
const OWN = /^.*\/((?:server|test|sampling)\/.*)/;
const FRAMES = 20;
/** Longer ones are rows, and all differ. */
const KEPT_LENGTH = 4000;

/** A thread loads Kysely once for all of its files, and this for each. */
const thread = globalThis as {
  sipasStatements?: { readonly known: Set<string>; readonly texts: Set<string>; unsaid: string[] };
};
thread.sipasStatements ??= watch();
const seen = thread.sipasStatements;

// biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures in it, and needs none here
afterAll(({}, suite) => {
  suite.file.meta.statements = seen.unsaid;
  seen.unsaid = [];
});

function watch() {
  const watched = { known: new Set<string>(), texts: new Set<string>(), unsaid: [] as string[] };
  const compile = DefaultQueryCompiler.prototype.compileQuery;
  DefaultQueryCompiler.prototype.compileQuery = function (...args) {
    const query = compile.apply(this, args);
    if (watched.known.has(query.sql) || !isOfServer()) return query;
    if (query.sql.length < KEPT_LENGTH) watched.known.add(query.sql);
    const text = statementText(query.sql);
    if (watched.texts.has(text)) return query;
    watched.texts.add(text);
    watched.unsaid.push(query.sql);
    return query;
  };
  return watched;
}

/** Who asks is in the stack when a statement is compiled: its first frame outside of Kysely. */
function isOfServer(): boolean {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = usual;
  const frame = stack
    .split('\n')
    .slice(1)
    .find((line) => line.includes('.ts') && !/node_modules|seen-statements/.test(line));
  const file = frame?.match(OWN)?.[1] ?? '';
  return file.startsWith('server/') && !POSTGRES_ALONE.some((alone) => file.startsWith(alone));
}
