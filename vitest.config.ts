import './compile-cache.cjs';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { useMemoryFolder } from './test/memory-folder.ts';

useMemoryFolder();

/** The same draws and examples in each run: see there. */
const seeded = { setupFiles: ['./test/seeded-chance.ts', './test/seeded-properties.ts'] };

/** Run by Node itself as in production, which strips types: nothing is transformed. */
const native = { ...seeded, experimental: { viteModuleRunner: false, nodeLoader: false } };
/**
 * Threads of one process share the code of the embedded database once it is compiled. Each loads the server's
 * modules once and not for every file, 0.5 s each: what a file changes is in the server that it opens.
 */
const threads = { ...native, pool: 'threads' as const, isolate: false };
/** Which statements of the server each database was asked. */
const watched = {
  ...threads,
  setupFiles: [...threads.setupFiles, './test/seen-statements.ts'],
};

/**
 * Run once, on the database of real fieldwork: the others ask the embedded one each statement that these ask. A whole run
 * names the statements that it asked of PostgreSQL alone (test/statements-on-both.ts): then run their file on
 * both, or ask them in a cheaper one. What is about the database itself runs on both: constraints, migrations, upgrade,
 * restore, what is cut short, the same answer many times at once, programs and their locks.
 */
const RUN_ONCE = [
  'access',
  'account-links',
  'agencies-upgrade',
  'agency-watches',
  'all-doors',
  'answer-signs',
  'approvals',
  'calls',
  'claims-of-responses',
  'clerk-with-slips',
  'documents',
  'fair-turns',
  'few-answers',
  'fieldwork',
  'foreign-origin',
  'frames',
  'frames-bad-lists',
  'frames-completeness',
  'frames-damaged',
  'frames-days',
  'frames-edited-lists',
  'frames-excluded',
  'frames-frozen',
  'frames-misaligned',
  'frames-persons',
  'frames-traps',
  'frames-traps-other',
  'frames-traps-xlsx',
  'frames-workbooks',
  'handed-over',
  'hostile-bodies',
  'hostile-requests',
  'invitations',
  'invitations-citizen',
  'invitations-codes',
  'invitations-paper',
  'joined-tables',
  'journal',
  'journey',
  'languages',
  'link-previews',
  'links-no-keys',
  'many-phones',
  'operation',
  'plain-pages',
  'public-files',
  'published-text-alone',
  'rearranged-agencies',
  'received-weeks',
  'refusals-tell-nothing',
  'remarks',
  'reply-headers',
  'residence',
  'responses-reidentified',
  'responses-unlinkable',
  'results-coverage',
  'results-figures',
  'results-groups',
  'results-published',
  'results-refused',
  'results-withheld',
  'reworded-questionnaire',
  'second-sources',
  'seed',
  'slip-custody',
  'slow-clients',
  'staff-batch',
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
          ...watched,
          name: 'pglite',
          include: ['test/integration/**/*.test.ts', 'test/commands/**/*.test.ts'],
          exclude: RUN_ONCE,
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
        plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
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
          ...native,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['./test/migrated-postgres.ts', './test/browser/packaged-chromium.ts'],
          env: { TEST_DATABASE: 'postgres' },
          pool: 'forks',
          isolate: false,
        },
      },
    ],
  },
});
