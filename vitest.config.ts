import './compile-cache.cjs';
import { defineConfig } from 'vitest/config';
import { keptThreads } from './test/kept-threads.ts';
import { useMemoryFolder } from './test/memory-folder.ts';
import { pruneInLongRuns } from './test/prune-compile-cache.ts';

useMemoryFolder();
pruneInLongRuns(process.env.NODE_COMPILE_CACHE!);

/** Run by Node itself as in production, which strips types: nothing is transformed. */
const native = {
  setupFiles: [
    './test/module-graph.ts',
    './test/localhost.ts',
    // The same draws and examples in each run: see there.
    './test/seeded-chance.ts',
    './test/seeded-properties.ts',
  ],
  experimental: { viteModuleRunner: false, nodeLoader: false },
};
/**
 * Threads of one process share the code of the embedded database once it is compiled. Each loads the server's
 * modules once for all files and projects: what a file changes is in the server that it opens.
 */
const threads = { ...native, pool: keptThreads, isolate: false };
/** What the embedded database would refuse. */
const watched = {
  ...threads,
  setupFiles: [...threads.setupFiles, './test/seen-statements.ts', './test/one-connection.ts'],
};

/**
 * What is about the database itself runs on both: its constraints, migrations, upgrade and restore, what is cut short, what is
 * left on the disk, programs and their locks. All else runs on PostgreSQL, the database of real fieldwork. There a file fails that
 * asks for a second connection within a transaction (test/one-connection.ts), which the embedded one does not have; and that one
 * plans each statement of a whole run (test/statements-on-both.ts).
 */
const ON_BOTH = [
  'admin-command',
  'application-rights',
  'box-cleared',
  'every-reading',
  'health',
  'imports-cut-short',
  'journal-chain',
  'ledger',
  'responses',
  'restore-drill',
  'start',
  'tables',
  'upgrade',
].map((name) => `test/integration/${name}.test.ts`);

export default defineConfig({
  test: {
    root: '.',
    reporters: [
      'default',
      './test/slowest-files.ts',
      './test/statements-on-both.ts',
      './test/closing-line.ts',
    ],
    // One more than two cores: with two, three of ten seconds of a core passed in waiting for pages and servers.
    maxWorkers: 3,
    // What never ends is to fail, and no machine's crowd: beside other work the slowest took 60 s.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The default of one second fails on a busy machine what is only slow there.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: { ...threads, name: 'unit', include: ['test/unit/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          ...threads,
          name: 'pglite',
          include: [...ON_BOTH, 'test/commands/**/*.test.ts'],
          globalSetup: ['./test/migrated-pglite.ts'],
          env: { TEST_DATABASE: 'pglite' },
        },
      },
      {
        extends: true,
        test: {
          ...watched,
          name: 'postgres',
          include: ['test/integration/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          globalSetup: ['./test/migrated-postgres.ts'],
          env: { TEST_DATABASE: 'postgres' },
        },
      },
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'client',
          include: ['test/client/**/*.test.{ts,tsx}'],
          setupFiles: ['./test/seeded-properties.ts'],
          environment: 'happy-dom',
          // A context of its own for each file, without a process of its own: a page's state is in its modules.
          pool: 'vmThreads',
        },
      },
      {
        extends: true,
        test: {
          ...threads,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: [
            './test/migrated-postgres.ts',
            './test/migrated-pglite.ts',
            './test/browser/packaged-chromium.ts',
          ],
          env: { TEST_DATABASE: 'postgres' },
        },
      },
    ],
  },
});
