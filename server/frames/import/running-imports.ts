import type { FastifyBaseLogger } from 'fastify';
import { isShared, release, tryHold } from '../../db/process-locks.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { loggedError } from '../../http/logged-error.ts';
import { refusalOf } from '../../problem.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import type { FileRow } from '../store/list-files.ts';
import { sweepLists } from '../store/sweep-lists.ts';
import { ProgressBoard } from './import-progress.ts';
import { ListTops } from './list-tops.ts';
import type { Importing } from './understand-list.ts';
import { yieldToRequests } from './yield-to-requests.ts';

const UNIQUE_VIOLATION = '23505';
const AGAIN_MS = 2000;

interface RunningImport {
  readonly stop: AbortController;
  readonly finished: Promise<void>;
}

/** The imports of this process: each runs by itself once it has begun, until the process ends. */
export class RunningImports {
  readonly progress = new ProgressBoard();
  readonly tops: ListTops;
  private readonly deps: Deps;
  private readonly log: FastifyBaseLogger;
  private readonly running = new Map<string, RunningImport>();
  private readonly repeated = new Set<string>();
  private sweeping: Promise<void> = Promise.resolve();
  private isClosing = false;

  constructor(deps: Deps, log: FastifyBaseLogger) {
    this.deps = deps;
    this.log = log;
    this.tops = new ListTops(deps.config);
  }

  /** Starts, or starts again after a crash, what the file's row says. */
  start(file: FileRow): void {
    const stop = new AbortController();
    const finished = this.finishAlone(file, stop.signal).then((hasRun) => {
      // It may have been begun again meanwhile.
      if (this.running.get(file.id)?.stop === stop) this.running.delete(file.id);
      if (hasRun) this.sweep();
    });
    this.running.set(file.id, { stop, finished });
  }

  /** Imports of a process that has ended; one that runs elsewhere keeps its lock. */
  async takeOver(): Promise<void> {
    if (this.isClosing) return;
    for (const file of await importingFiles(this.deps))
      if (!this.running.has(file.id)) this.start(file);
  }

  private lookAgain(): void {
    const look = () =>
      this.takeOver().catch((error: Error) => {
        this.note('no look for imports', error);
        this.lookAgain();
      });
    if (!this.isClosing) setTimeout(look, AGAIN_MS).unref();
  }

  /** The row already says that it is cancelled. */
  async cancel(fileId: string): Promise<void> {
    const run = this.running.get(fileId);
    run?.stop.abort();
    await run?.finished;
    this.sweep();
  }

  /** Removes rows of lists that are not in force, one such work at a time. */
  sweep(): void {
    const { db } = this.deps;
    this.sweeping = this.sweeping
      .then(() => sweepLists(db, yieldToRequests(this.deps), () => this.isClosing))
      .catch((error: Error) => this.note('sweep failed', error));
  }

  /** An import that is cut off here resumes when the server starts again. */
  async close(): Promise<void> {
    this.isClosing = true;
    for (const { stop } of this.running.values()) stop.abort();
    await Promise.all([...this.running.values()].map(({ finished }) => finished));
    await this.sweeping;
  }

  /** False where another process has it, or has just finished it. */
  private async finishAlone(file: FileRow, signal: AbortSignal): Promise<boolean> {
    const { db } = this.deps;
    const lock = `import ${file.id}`;
    try {
      if (!(await tryHold(db, lock))) return false;
      const isOpen = (await importingFiles(this.deps)).some(({ id }) => id === file.id);
      if (isOpen) await this.finish(file, signal);
      return isOpen;
    } catch (error) {
      this.note('import waits', error as Error, file.id);
      this.lookAgain();
      return false;
    } finally {
      await release(db, lock).catch(() => undefined);
    }
  }

  private async finish(file: FileRow, signal: AbortSignal): Promise<void> {
    const { deps, progress, tops } = this;
    try {
      const importing = await importingOf(deps, file);
      // Loaded by the first list: with what stores one, 42 of the modules of a start.
      const { runImport } = await import('./run-import.ts');
      const outcome = await runImport(deps, { importing, progress, tops, signal });
      // A held list is read again once it is decided.
      if (outcome === 'imported') await tops.remove(file.id);
    } catch (error) {
      if (signal.aborted || this.isOvertaken(error, file.id)) return;
      const refusal = refusalOf(error);
      // A database that is away or busy will be there again: the list waits for it.
      if (refusal?.status === 503) throw error;
      if (!refusal) this.note('import failed', error as Error, file.id);
      if (refusal?.code === 'disk_full') this.note('disk full', error as Error, file.id);
      await markFailed(deps, file.id, refusal?.code ?? 'internal').catch((failure: Error) =>
        this.note('import failed', failure, file.id),
      );
    }
  }

  /** A statement of the process that was killed may end after this one looked what is stored: read once more. */
  private isOvertaken(error: unknown, fileId: string): boolean {
    const { code } = error as { code?: string };
    if (!isShared(this.deps.db) || code !== UNIQUE_VIOLATION || this.repeated.has(fileId))
      return false;
    this.repeated.add(fileId);
    return true;
  }

  private note(what: string, error: Error, fileId?: string): void {
    this.log.error({ fileId, ...loggedError(error) }, what);
  }
}

async function importingOf({ db }: Deps, file: FileRow): Promise<Importing> {
  return {
    file,
    campaign: await campaignAt(db, file.campaignId),
    confirmed: file.columns as ConfirmedColumns,
    staffId: file.begunBy ?? file.uploadedBy,
  };
}

const importingFiles = ({ db }: Deps): Promise<FileRow[]> =>
  db.selectFrom('listFile').selectAll().where('state', '=', 'importing').execute();

const markFailed = ({ db }: Deps, fileId: string, code: string) =>
  db
    .updateTable('listFile')
    .set({ state: 'failed', problem: code })
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .execute();
