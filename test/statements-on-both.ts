import { readFile } from 'node:fs/promises';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { closing } from './closing-line.ts';

const BOTH = ['pglite', 'postgres'] as const;
/** Of 2,000 that a whole run sees: fewer, and nothing was watched. */
const FEWEST = 500;
/** Letters of a statement: enough to find it. */
const SHOWN = 400;
/** A table that others of the statements name: it is to stay while they are planned. */
const TEMPORARY = /^(create temporary table .*?) on commit drop /i;
const PLANNED = /^\s*(?:select|insert|update|delete|with)\b/i;

/**
 * Most files run on PostgreSQL alone: the embedded database plans each statement of the server that it was asked in a whole
 * run, so that none has a function, a type or a table that one of the two lacks.
 */
export default class StatementsOnBoth implements Reporter {
  private vitest: Vitest | undefined;
  private isWhole = false;

  onInit(vitest: Vitest) {
    this.vitest = vitest;
  }

  async onTestRunStart(specifications: readonly TestSpecification[]) {
    const all = await this.vitest!.globTestSpecifications();
    const files = (asked: readonly TestSpecification[], name: string) =>
      asked.filter(({ project }) => project.name === name).length;
    const isEach = BOTH.every(
      (name) => files(all, name) > 0 && files(specifications, name) === files(all, name),
    );
    this.isWhole = isEach && !this.vitest!.config.testNamePattern;
  }

  async onTestRunEnd(modules: readonly TestModule[]) {
    if (!this.isWhole || modules.some((module) => !module.ok())) return;
    const ranOn = (name: string) => modules.filter(({ project }) => project.name === name);
    const [embedded, postgres] = BOTH.map(ranOn) as [TestModule[], TestModule[]];
    const seen = postgres.flatMap((module) =>
      (module.meta().statements ?? []).map((sql) => ({ sql, file: module.relativeModuleId })),
    );
    // These ask both the same, of older tables among them. Which of them come first, a second run decides by their times.
    const onBoth = new Set(embedded.map(({ relativeModuleId }) => relativeModuleId));
    const files = new Map(
      seen.filter(({ file }) => !onBoth.has(file)).map(({ sql, file }) => [sql, file]),
    );
    const { pgliteDump } = embedded[0]!.project.getProvidedContext();
    const refused = await refusedByEmbedded([...files.keys()], pgliteDump);
    if (seen.length >= FEWEST && refused.length === 0) return;
    closing.failed += 1;
    process.exitCode = 1;
    console.log(
      seen.length < FEWEST
        ? `only ${seen.length} statements were seen on PostgreSQL: test/seen-statements.ts`
        : [
            'statements of the server that the embedded database refuses:',
            ...refused.map(
              ({ sql, message }) => `  ${files.get(sql)}: ${message}: ${sql.slice(0, SHOWN)}`,
            ),
            '',
          ].join('\n'),
    );
  }
}

/** Parsed with the types of its parameters, and planned for any values of them (PostgreSQL 16: EXPLAIN, generic_plan). */
export async function refusedByEmbedded(statements: readonly string[], migrated: string) {
  // Loaded where a whole run ends: each start of a single file took a tenth of a second of a core more.
  const { PGlite } = await import('@electric-sql/pglite');
  const lite = await PGlite.create({ loadDataDir: new Blob([await readFile(migrated)]) });
  for (const sql of statements.filter((asked) => TEMPORARY.test(asked)))
    await lite.exec(sql.replace(TEMPORARY, '$1 '));
  const refused: { readonly sql: string; readonly message: string }[] = [];
  for (const sql of statements) {
    try {
      await lite.describeQuery(sql);
      if (PLANNED.test(sql)) await lite.exec(`explain (generic_plan) ${sql}`);
    } catch (error) {
      refused.push({ sql, message: (error as Error).message });
    }
  }
  await lite.close();
  return refused;
}
