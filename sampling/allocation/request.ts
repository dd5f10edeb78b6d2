/** Methods of `allocate`, named as in the survey literature. */
export const ALLOCATION_METHODS = [
  'equal',
  'proportional',
  'square-root',
  'power',
  'costa',
  'neyman',
  'optimal-box',
  'optimal-integer',
  'multi-domain',
] as const;

export type AllocationMethod = (typeof ALLOCATION_METHODS)[number];

/** One stratum to allocate to. */
export interface AllocationStratum {
  readonly code: string;
  /** Frame units N_h. */
  readonly N: number;
  /** Planned standard deviation S_h of the variable; without it the one that `p` implies. */
  readonly S?: number;
  /** Planned mean of the variable, for the power allocation; without it `p`. */
  readonly mean?: number;
  /** Planned proportion in (0, 1); never a raw earlier 0 or 1, see `planningProportion`. */
  readonly p?: number;
  /** Cost of one unit, any currency; 1 without it. */
  readonly cost?: number;
  /** Least sample, min(2, N_h) without it. */
  readonly lower?: number;
  /** Largest sample, N_h without it. */
  readonly upper?: number;
}

/** Precision wanted for one reporting domain: half-width `moe` of the interval of its proportion. */
export interface PrecisionTarget {
  /** Codes of the strata that make up the domain. */
  readonly domain: readonly string[];
  readonly moe: number;
}

/** What `allocate` answers. */
export interface AllocationRequest {
  readonly method: AllocationMethod;
  /** Sample size to spread; every method but `multi-domain` needs it. */
  readonly n?: number;
  readonly strata: readonly AllocationStratum[];
  /** Exponent of the power allocation in [0, 1], 0.5 without it. */
  readonly q?: number;
  /** Weight of the proportional part of the Costa compromise in [0, 1], 0.5 without it. */
  readonly k?: number;
  /** Precision targets of `multi-domain`. */
  readonly targets?: readonly PrecisionTarget[];
  /** Confidence level of the targets, 0.95 without it. */
  readonly confidence?: number;
}

/** Which bound holds a stratum. */
export type Binding = 'lower' | 'upper' | 'free';

/** Something the planner should know; `strata` names those concerned. */
export interface AllocationWarning {
  readonly code:
    | 'empty-strata'
    | 'bounds-narrowed'
    | 'zero-variance'
    | 'mean-zero'
    | 'cost-ignored'
    | 'rounding-loss'
    | 'single-unit'
    | 'unsampled';
  readonly message: string;
  readonly strata?: readonly string[];
}

/** A finished allocation; arrays are in the order the strata were given. */
export interface Allocation {
  readonly method: AllocationMethod;
  /** The parameters the method used. */
  readonly parameters: Readonly<Record<string, number>>;
  /**
   * Real-valued allocation. Equal, proportional, square-root, power and costa: the formula before
   * any bound. Neyman and the optimal methods: the optimum within the bounds.
   */
  readonly real: readonly number[];
  /** Real-valued allocation within the bounds: clamp(s * real) with one scalar s. */
  readonly bounded: readonly number[];
  /** Sample sizes n_h. */
  readonly n: readonly number[];
  /**
   * Value of what the method minimises at its own solution. `neyman` and `optimal-box`: sum of
   * N_h^2 S_h^2 / x_h over the real solution; `multi-domain`: cost of the real solution; all
   * others: sum of N_h^2 S_h^2 / n_h. Null where no S_h is known or a stratum of unknown mean
   * stays without a unit.
   */
  readonly objective: number | null;
  /** Variance of the estimated total under n: sum of N_h^2 S_h^2 (1/n_h - 1/N_h), or null. */
  readonly varianceOfTotal: number | null;
  readonly binding: readonly Binding[];
  readonly warnings: readonly AllocationWarning[];
}
