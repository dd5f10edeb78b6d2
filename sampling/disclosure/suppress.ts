import type { ConfidentialityRule } from './confidentiality.ts';
import {
  CONFIDENTIALITY_RULE,
  checkRule,
  demandsOf,
  primarySuppression,
  withheldFirst,
} from './confidentiality.ts';
import type { PublishedCell } from './published-table.ts';
import { readPublishedTable } from './published-table.ts';
import { withheldAt } from './thresholds.ts';

export interface Suppression {
  /** `aggregate`: no choice of cells protects this table; it must be published coarser or not. */
  readonly verdict: 'publish' | 'aggregate';
  /** Withheld because they rest on too few persons. */
  readonly primary: readonly string[];
  /** Withheld because a primary cell could be derived from them. */
  readonly complementary: readonly string[];
  /** Confidential cells that stay exposed, when the verdict is `aggregate`. */
  readonly exposed: readonly string[];
  /** Sum of the counts withheld only to protect others. */
  readonly cost: number;
  readonly method: 'linear-programme-heuristic';
  readonly rule: ConfidentialityRule;
}

/**
 * Chooses the cells of a published table to withhold so that nobody who knows all the rest can pin
 * a confidential count down: cells with fewer than `rule.threshold` persons, and the complementary
 * cells without which they could be derived. Deterministic; what it accepts passes
 * `auditSuppression`, and a higher threshold never shows a cell that a lower one withholds. Throws
 * InvalidRule, and what `readPublishedTable` throws.
 * Source: minimum frequency and protection levels as Hundepool et al. 2012, ch. 4; heuristic after
 * Fischetti & Salazar 2001, Management Science 47, with the steps cited at `complement`.
 */
export function suppress(
  cells: readonly PublishedCell[],
  rule: ConfidentialityRule = CONFIDENTIALITY_RULE,
): Suppression {
  checkRule(rule);
  const table = readPublishedTable(cells, rule.zeros ?? 'shown');
  const primary = primarySuppression(table, rule);
  const demands = demandsOf(table, primary, rule);
  const chosen = withheldAt(table, rule);
  const first = new Set(withheldFirst(table, primary));
  const complementary = [...chosen.withheld.keys()].filter(
    (cell) => chosen.withheld[cell] === 1 && !first.has(cell),
  );
  const exposed = new Set(chosen.unmet.map((demand) => demands[demand]!.cell));
  const keysOf = (positions: Iterable<number>) =>
    Array.from(positions, (index) => table.keys[index]!);
  return {
    verdict: exposed.size > 0 ? 'aggregate' : 'publish',
    primary: keysOf(primary.filter((cell) => !table.open[cell])),
    complementary: keysOf(complementary),
    exposed: keysOf(exposed),
    cost: complementary.reduce((sum, cell) => sum + table.counts[cell]!, 0),
    method: 'linear-programme-heuristic',
    rule,
  };
}
