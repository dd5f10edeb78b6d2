import { SamplingError } from '../errors.ts';
import type { PublishedTable, Zeros } from './published-table.ts';

export interface ConfidentialityRule {
  /** A figure resting on fewer persons than this is confidential. */
  readonly threshold: number;
  /** How far below and above the true count a confidential figure must be able to be. */
  readonly protection: number;
  /**
   * Zeros that are shown (the default) tell that whatever is withheld is at least 1; withheld with the
   * few, they tell nothing.
   */
  readonly zeros?: Zeros;
}

export const CONFIDENTIALITY_RULE: ConfidentialityRule = { threshold: 5, protection: 5 };

/** Throws InvalidRule unless threshold and protection are whole numbers of at least 1. */
export function checkRule(rule: ConfidentialityRule): void {
  if ([rule.threshold, rule.protection].every((x) => Number.isSafeInteger(x) && x >= 1)) return;
  throw new SamplingError('InvalidRule', 'Threshold and protection are whole numbers from 1.', {
    ...rule,
  });
}

/** One demand on the alternatives to the true table: this cell must be able to move so far. */
export interface Demand {
  readonly cell: number;
  readonly direction: 1 | -1;
  readonly reach: number;
}

/**
 * Positions of the cells that the threshold makes confidential: fewer than `rule.threshold` persons.
 * A cell without anybody is open where zeros are shown, and where everybody knows that nobody can be
 * in it.
 * Source: minimum frequency rule, Hundepool et al. 2012, Statistical Disclosure Control, §4.2.
 */
export function primarySuppression(table: PublishedTable, rule: ConfidentialityRule): number[] {
  const least = rule.zeros === 'withheld' ? 0 : 1;
  return table.respondents.flatMap((n, cell) =>
    n >= least && n < rule.threshold && table.ceilings[cell]! > 0 ? [cell] : [],
  );
}

/** Cells withheld before any protection is sought: the confidential ones and the closed ones. */
export function withheldFirst(table: PublishedTable, primary: readonly number[]): number[] {
  const confidential = new Set(primary);
  return [...table.keys.keys()].filter(
    (cell) => table.closed[cell] || (confidential.has(cell) && !table.open[cell]),
  );
}

/**
 * What protects the cells at `primary`: a reader who knows every published sum must find each count c
 * possible anywhere in [c − protection, c + protection], cut by what is possible at all.
 * Source: protection levels of Fischetti & Salazar 2001, Management Science 47, §2.
 */
export function demandsOf(
  table: PublishedTable,
  primary: readonly number[],
  rule: ConfidentialityRule,
): Demand[] {
  return primary.flatMap((cell): Demand[] => {
    const count = table.counts[cell]!;
    const rise = Math.min(rule.protection, table.ceilings[cell]! - count);
    const fall = Math.min(rule.protection, count - table.floors[cell]!);
    const up: Demand = { cell, direction: 1, reach: rise };
    const down: Demand = { cell, direction: -1, reach: fall };
    return [up, down].filter(({ reach }) => reach > 0);
  });
}
