import type { Highs } from 'highs';
import highsModule from 'highs';
import { SamplingError } from '../../errors.ts';

/** least ≤ Σ coefficient × column ≤ greatest */
export interface Row {
  readonly least: number;
  readonly greatest: number;
  readonly parts: readonly (readonly [column: number, coefficient: number])[];
}

/** Its types are of the CommonJS build, where the loader is a property; the module's default is the loader itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

let loaded: Promise<Highs> | undefined;
function solver(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

/** Everything that fits what is published: non-negative columns within bounds and rows, asked again and again. */
export class LinearProgram {
  readonly #highs: Highs;
  readonly #model: ReturnType<Highs['createModel']>;
  readonly #columns: Int32Array;

  private constructor(highs: Highs, bounds: readonly number[], rows: readonly Row[]) {
    this.#highs = highs;
    const starts = [0];
    for (const { parts } of rows) starts.push(starts.at(-1)! + parts.length);
    const parts = rows.flatMap((row) => row.parts);
    this.#columns = Int32Array.from(bounds.keys());
    this.#model = highs.createModel({
      numCols: bounds.length,
      numRows: rows.length,
      colCost: new Float64Array(bounds.length),
      colLower: new Float64Array(bounds.length),
      colUpper: Float64Array.from(bounds),
      rowLower: rows.map(({ least }) => least),
      rowUpper: rows.map(({ greatest }) => greatest),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: bounds.length,
        starts,
        indices: parts.map(([column]) => column),
        values: parts.map(([, coefficient]) => coefficient),
      },
    });
    this.#model.options.set({ output_flag: false, solver: 'simplex' });
  }

  /** Hands an open program to `ask` and frees the solver's memory afterwards. */
  static async open<T>(
    bounds: readonly number[],
    rows: readonly Row[],
    ask: (program: LinearProgram) => T | Promise<T>,
  ): Promise<T> {
    const program = new LinearProgram(await solver(), bounds, rows);
    try {
      return await ask(program);
    } finally {
      program.#model.dispose();
    }
  }

  /** Columns that make Σ gain × column as large as it can be; undefined where nothing fits. */
  greatest(gain: Float64Array): Float64Array | undefined {
    this.#model.changeColsCost(
      { kind: 'set', indices: this.#columns },
      gain.map((coefficient) => -coefficient),
    );
    this.#model.run();
    const { modelStatus } = this.#highs.constants;
    const status = this.#model.getModelStatus();
    if (status === modelStatus.infeasible) return undefined;
    // An attack that broke off has found nothing, which must not be read as "nothing follows".
    if (status !== modelStatus.optimal)
      throw new SamplingError('SolverStopped', 'The solver of linear programmes gave up.', {
        status,
      });
    return Float64Array.from(this.#model.getSolution().colValue);
  }
}
