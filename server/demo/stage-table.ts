interface Row {
  stage: string;
  task: string;
  seconds: number;
  rows: number;
  peakMb: number;
}

/** Seconds, rows and peak memory (resident set of the one process that is server and client here) by stage. */
export class StageTable {
  readonly #rows: Row[] = [];
  readonly #notes: string[] = [];

  async stage<T>(
    stage: string,
    task: string,
    act: (say: (progress: string) => void) => Promise<T>,
    rowsOf: (result: T) => number = (result) => result as number,
  ): Promise<T> {
    const started = performance.now();
    let peak = 0;
    const sample = () => {
      peak = Math.max(peak, process.memoryUsage.rss());
    };
    const timer = setInterval(sample, 50);
    const say = sayNowAndThen(stage);
    say(task);
    try {
      const result = await act(say);
      sample();
      const row = {
        stage,
        task,
        seconds: (performance.now() - started) / 1000,
        rows: rowsOf(result),
        peakMb: Math.round(peak / 1048576),
      };
      this.#rows.push(row);
      process.stdout.write(`${BACK}${lineOf(row)}\n`);
      return result;
    } finally {
      clearInterval(timer);
    }
  }

  /** A number beside the stages. */
  note(what: string, rows: number): void {
    this.#notes.push(`  ${what.padEnd(45)} ${rows.toLocaleString('en').padStart(17)}`);
  }

  text(): string {
    const seconds = this.#rows.reduce((sum, row) => sum + row.seconds, 0);
    const peakMb = Math.max(...this.#rows.map((row) => row.peakMb));
    const total = { stage: 'total', task: '', seconds, rows: 0, peakMb };
    const head = `${'stage'.padEnd(12)} ${'what'.padEnd(34)} ${'seconds'.padStart(8)} ${'rows'.padStart(8)} ${'peak MB'.padStart(8)}`;
    return [
      head,
      '-'.repeat(head.length),
      ...this.#rows.map(lineOf),
      '-'.repeat(head.length),
      lineOf(total),
      ...this.#notes,
    ].join('\n');
  }
}

/** A line that is written over belongs on a screen; in a log it would be one of thousands. */
const BACK = process.stdout.isTTY ? '\r' : '';
const EVERY_MS = 200;

function sayNowAndThen(stage: string): (progress: string) => void {
  let last = 0;
  return (progress) => {
    if (!process.stdout.isTTY || performance.now() - last < EVERY_MS) return;
    last = performance.now();
    process.stdout.write(`\r${`${stage}: ${progress}`.padEnd(78)}`);
  };
}

const lineOf = ({ stage, task, seconds, rows, peakMb }: Row) =>
  [
    stage.padEnd(12),
    task.padEnd(34),
    seconds.toFixed(1).padStart(8),
    (rows ? rows.toLocaleString('en') : '').padStart(8),
    String(peakMb).padStart(8),
  ].join(' ');
