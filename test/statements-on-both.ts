import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { closing } from './closing-line.ts';

const BOTH = ['pglite', 'postgres'] as const;
/** Of 2,000 that a whole run sees: fewer, and nothing was watched. */
const FEWEST = 1000;
/** Letters of a statement: enough to find it. */
const SHOWN = 400;

/**
 * Names each statement of the server that a whole run asked of PostgreSQL alone: not each file runs on the embedded database,
 * each statement is to. With EACH_STATEMENT=required it fails the run; by itself not, as what haste or a retry asks differs
 * from run to run.
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
    this.isWhole = BOTH.every(
      (name) => files(all, name) > 0 && files(specifications, name) === files(all, name),
    );
  }

  onTestRunEnd(modules: readonly TestModule[]) {
    // Of tests that failed or were left out the statements are not known.
    const isComplete = this.isWhole && !this.vitest!.config.testNamePattern;
    if (!isComplete || modules.some((module) => !module.ok())) return;
    const { seen, missing } = onPostgresAlone(
      modules.map((module) => ({
        project: module.project.name,
        file: module.relativeModuleId,
        statements: module.meta().statements ?? [],
      })),
    );
    if (seen >= FEWEST && missing.length === 0) return;
    if (process.env.EACH_STATEMENT === 'required') {
      closing.failed += 1;
      process.exitCode = 1;
    }
    console.log(
      seen < FEWEST
        ? `only ${seen} statements were seen on PostgreSQL: test/seen-statements.ts`
        : [
            'statements of the server that no test asks of the embedded database (RUN_ONCE in vitest.config.ts):',
            ...missing.map(({ file, statement }) => `  ${file}: ${statement.slice(0, SHOWN)}`),
            '',
          ].join('\n'),
    );
  }
}

interface Seen {
  readonly project: string;
  readonly file: string;
  readonly statements: readonly string[];
}

/**
 * What PostgreSQL was asked and the embedded database was not, each with a file that asks it. A file that ran on both puts
 * the same to both: what only one of them was asked there, a retry or haste decided, and nobody left it out.
 */
export function onPostgresAlone(files: readonly Seen[]) {
  const ranOn = (name: string) => files.filter(({ project }) => project === name);
  const [embedded, postgres] = BOTH.map(ranOn) as [Seen[], Seen[]];
  const onBoth = new Set(embedded.map(({ file }) => file));
  const asked = [...embedded, ...postgres.filter(({ file }) => onBoth.has(file))];
  const covered = new Set(asked.flatMap(({ statements }) => statements));
  const fileOf = new Map(
    postgres.flatMap(({ file, statements }) => statements.map((statement) => [statement, file])),
  );
  const missing = [...fileOf]
    .filter(([statement]) => !covered.has(statement))
    .map(([statement, file]) => ({ file, statement }));
  return { seen: fileOf.size, missing };
}
