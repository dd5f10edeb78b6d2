import { SamplingError } from '../errors.ts';
import type { ConfidentialityRule } from './confidentiality.ts';
import {
  CONFIDENTIALITY_RULE,
  checkRule,
  demandsOf,
  primarySuppression,
  withheldFirst,
} from './confidentiality.ts';
import { Proofs } from './proofs.ts';
import type { PublishedCell, PublishedTable, Zeros } from './published-table.ts';
import { readPublishedTable } from './published-table.ts';

export interface SuppressionAudit {
  readonly passes: boolean;
  /** Confidential cells that were published, or that the published figures pin down. */
  readonly exposed: readonly string[];
}

export interface DeducedInterval {
  readonly key: string;
  readonly count: number;
  readonly lower: number;
  /** Infinity where the published figures set no upper limit. */
  readonly upper: number;
}

/**
 * Attacks a table as a reader would: from every published figure, can a confidential count c be
 * narrowed down to less than [c − protection, c + protection], cut by what is possible? `withheld` holds the keys
 * of all suppressed cells. Throws InvalidRule, UnknownCell and what `readPublishedTable` throws.
 * Source: the audit by linear programmes of Hundepool et al. 2012, §4.3.1.
 * @param cells counts in persons, with the totals that each adds into
 * @param rule threshold and protection, in persons
 */
export function auditSuppression(
  cells: readonly PublishedCell[],
  withheld: Iterable<string>,
  rule: ConfidentialityRule = CONFIDENTIALITY_RULE,
): SuppressionAudit {
  checkRule(rule);
  const table = readPublishedTable(cells, rule.zeros ?? 'shown');
  const demands = demandsOf(table, primarySuppression(table, rule), rule);
  const proofs = new Proofs(table, demands, positionsOf(table, withheld));
  proofs.sweep();
  const failed = proofs.open().filter((demand) => !proofs.isMet(demand) && !proofs.prove(demand));
  const exposed = [...new Set(failed.map((demand) => table.keys[demands[demand]!.cell]!))];
  return { passes: exposed.length === 0, exposed };
}

/**
 * The smallest and largest count that every withheld cell can have, given all published figures
 * (two linear programmes per cell); where zeros are shown, none is below 1. Throws UnknownCell and what `readPublishedTable` throws.
 * Source: Hundepool et al. 2012, §4.3.1.
 * @param cells counts in persons, with the totals that each adds into
 * @param withheld keys of the withheld cells
 */
export function deducedIntervals(
  cells: readonly PublishedCell[],
  withheld: Iterable<string>,
  zeros: Zeros = 'withheld',
): DeducedInterval[] {
  const table = readPublishedTable(cells, zeros);
  const positions = [...positionsOf(table, withheld)].sort((a, b) => a - b);
  const proofs = new Proofs(table, [], positions);
  return positions.map((cell) => ({
    key: table.keys[cell]!,
    count: table.counts[cell]!,
    lower: table.counts[cell]! - farthestMove(proofs, cell, -1),
    upper: table.counts[cell]! + farthestMove(proofs, cell, 1),
  }));
}

function farthestMove(proofs: Proofs, cell: number, direction: 1 | -1): number {
  proofs.confine();
  const column = direction === 1 ? 2 * cell : 2 * cell + 1;
  proofs.aim({ cell, direction, reach: proofs.room[column]! }, 1);
  const move = proofs.alternatives.farthest(proofs.gain, proofs.room);
  return move.unbounded ? Number.POSITIVE_INFINITY : Math.abs(move.change[cell]!);
}

function positionsOf(table: PublishedTable, keys: Iterable<string>): Set<number> {
  const position = new Map(table.keys.map((key, index) => [key, index] as const));
  const withheld = Array.from(keys, (key) => {
    const index = position.get(key);
    if (index === undefined)
      throw new SamplingError('UnknownCell', `No cell is called "${key}".`, { cell: key });
    return index;
  });
  return new Set([...withheld, ...withheldFirst(table, [])]);
}
