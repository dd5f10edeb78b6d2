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

/** The best that was found in whole numbers, if anything was, and what no whole numbers exceed. */
export interface WholeSolution {
  readonly columns: Float64Array | undefined;
  readonly atMost: number;
}

type Model = ReturnType<Highs['createModel']>;

/** Of the solver's strategies, the one that lets it choose. */
const CHOSEN = 0;

/** So far from a whole number a column of the solver may be. */
const INTEGRALITY = 1e-6;

/**
 * Everything that fits what is published: non-negative columns within bounds and rows, asked again and again, in
 * fractions or in whole numbers.
 */
export class LinearProgram {
  readonly #highs: Highs;
  readonly #columns: Int32Array;
  /** Columns that count something. */
  readonly #whole: readonly number[];
  /**
   * In fractions it begins where the last question ended: a model that knows of whole numbers, or is simplified
   * anew for each question, took five times as long. The solver chooses its simplex: what fitted the last question
   * fits this one, and the dual one, which does not use that, took twice as long.
   */
  #inFractions: Model;
  readonly #inFractionsAnew: () => Model;
  readonly #inWhole: () => Model;
  #openInWhole: Model | undefined;

  private constructor(
    highs: Highs,
    bounds: readonly number[],
    rows: readonly Row[],
    isWhole: (column: number) => boolean,
  ) {
    this.#highs = highs;
    this.#whole = [...bounds.keys()].filter(isWhole);
    this.#columns = Int32Array.from(bounds.keys());
    const { integer, continuous } = highs.constants.variableType;
    const described = modelOf(bounds, rows);
    // The answer must not depend on the clock: whole numbers are searched by nodes, not by seconds.
    const steady = { output_flag: false, random_seed: 1 };
    const warm = { solver: 'simplex', simplex_strategy: CHOSEN, presolve: 'off' };
    this.#inFractionsAnew = () => {
      const model = highs.createModel(described);
      model.options.set({ ...steady, ...warm });
      return model;
    };
    this.#inFractions = this.#inFractionsAnew();
    this.#inWhole = () => {
      const integrality = bounds.map((_, column) => (isWhole(column) ? integer : continuous));
      const model = highs.createModel({ ...described, integrality });
      model.options.set(steady);
      return model;
    };
  }

  /** Hands an open program to `ask` and frees the solver's memory afterwards. */
  static async open<T>(
    bounds: readonly number[],
    rows: readonly Row[],
    ask: (program: LinearProgram) => T | Promise<T>,
    isWhole: (column: number) => boolean = () => false,
  ): Promise<T> {
    const program = new LinearProgram(await solver(), bounds, rows, isWhole);
    try {
      return await ask(program);
    } finally {
      program.#inFractions.dispose();
      program.#openInWhole?.dispose();
    }
  }

  /** Columns that make Σ gain × column as large as it can be in fractions; undefined where nothing fits. */
  greatest(gain: Float64Array): Float64Array | undefined {
    const { modelStatus } = this.#highs.constants;
    let status = this.#run(this.#inFractions, gain);
    if (status !== modelStatus.optimal && status !== modelStatus.infeasible) {
      // From the last answer's basis the solver lost its way: 4 of 183,000 questions of random groups. A count would fail.
      this.#inFractions.dispose();
      this.#inFractions = this.#inFractionsAnew();
      status = this.#run(this.#inFractions, gain);
    }
    if (status === modelStatus.infeasible) return undefined;
    // An attack that broke off has found nothing, which must not be read as "nothing follows".
    if (status !== modelStatus.optimal)
      throw new SamplingError('SolverStopped', 'The solver of linear programmes gave up.', {
        status,
      });
    return Float64Array.from(this.#inFractions.getSolution().colValue);
  }

  /** The same in whole numbers, as far as so many nodes of the search go; undefined where nothing fits. */
  greatestWhole(gain: Float64Array, nodes: number): WholeSolution | undefined {
    const { modelStatus, solutionStatus } = this.#highs.constants;
    this.#openInWhole ??= this.#inWhole();
    const model = this.#openInWhole;
    model.options.set({ mip_max_nodes: nodes });
    const status = this.#run(model, gain);
    if (status === modelStatus.infeasible) return undefined;
    const { info } = model;
    const isFound = info.get('primal_solution_status') === solutionStatus.feasible;
    return {
      columns: isFound ? Float64Array.from(model.getSolution().colValue) : undefined,
      atMost: -Number(info.get('mip_dual_bound')),
    };
  }

  get hasWhole(): boolean {
    return this.#whole.length > 0;
  }

  /** Whether every column that counts something is a whole number. */
  isWhole = (columns: Float64Array): boolean =>
    this.#whole.every(
      (column) => Math.abs(columns[column]! - Math.round(columns[column]!)) < INTEGRALITY,
    );

  #run(model: Model, gain: Float64Array): number {
    model.changeColsCost(
      { kind: 'set', indices: this.#columns },
      gain.map((coefficient) => -coefficient),
    );
    model.run();
    return model.getModelStatus();
  }
}

function modelOf(bounds: readonly number[], rows: readonly Row[]) {
  const starts = [0];
  for (const { parts } of rows) starts.push(starts.at(-1)! + parts.length);
  const parts = rows.flatMap((row) => row.parts);
  return {
    numCols: bounds.length,
    numRows: rows.length,
    colCost: new Float64Array(bounds.length),
    colLower: new Float64Array(bounds.length),
    colUpper: Float64Array.from(bounds),
    rowLower: rows.map(({ least }) => least),
    rowUpper: rows.map(({ greatest }) => greatest),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: bounds.length,
      starts,
      indices: parts.map(([column]) => column),
      values: parts.map(([, coefficient]) => coefficient),
    },
  };
}
