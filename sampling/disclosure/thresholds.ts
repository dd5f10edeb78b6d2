import type { Protection } from './complementary.ts';
import { complement, prune } from './complementary.ts';
import type { ConfidentialityRule } from './confidentiality.ts';
import {
  CONFIDENTIALITY_RULE,
  demandsOf,
  primarySuppression,
  withheldFirst,
} from './confidentiality.ts';
import type { PublishedTable } from './published-table.ts';
import { shuffled } from './signs.ts';

/** Small tables are tried in many orders, large ones once: at most seconds either way. */
const WORK = 400_000;
const MOST_ORDERS = 24;
const MOST_EXCHANGES = 40;

/**
 * The cells to withhold at `rule.threshold`. The choice is made well at the usual threshold; a
 * lower one withholds a part of that choice and a higher one adds to it step by step, so that
 * raising the threshold never reveals a cell. When not even the usual threshold can be protected,
 * the highest lower one that can takes its place.
 */
export function withheldAt(table: PublishedTable, rule: ConfidentialityRule): Protection {
  const taskFor = (threshold: number) => taskAt(table, { ...rule, threshold });
  let anchor = CONFIDENTIALITY_RULE.threshold;
  let chosen = cheapest(table, taskFor(anchor));
  while (chosen.unmet.length > 0 && anchor > rule.threshold) {
    anchor -= 1;
    chosen = cheapest(table, taskFor(anchor));
  }
  for (let threshold = anchor - 1; threshold >= rule.threshold; threshold--) {
    const { demands, withheld } = taskFor(threshold);
    chosen = { withheld: prune(table, demands, positions(chosen.withheld), withheld), unmet: [] };
  }
  for (let threshold = anchor + 1; threshold <= rule.threshold; threshold++) {
    const task = taskFor(threshold);
    const withheld = [...new Set([...positions(chosen.withheld), ...task.withheld])];
    chosen = cheapest(table, { ...task, withheld });
  }
  return chosen;
}

interface Task {
  readonly demands: ReturnType<typeof demandsOf>;
  readonly withheld: readonly number[];
}

function taskAt(table: PublishedTable, rule: ConfidentialityRule): Task {
  const primary = primarySuppression(table, rule);
  return { withheld: withheldFirst(table, primary), demands: demandsOf(table, primary, rule) };
}

const positions = (withheld: Uint8Array) =>
  [...withheld.keys()].filter((index) => withheld[index] === 1);

/** Best of several orders, then of exchanges that publish one costly cell and protect anew. */
function cheapest(table: PublishedTable, task: Task): Protection {
  const inTurn = task.demands.map((_, demand) => demand);
  const orders = Math.min(MOST_ORDERS, Math.floor(WORK / (table.keys.length + 1) ** 2));
  let best = complement(table, { ...task, order: inTurn });
  for (let seed = 1; seed < orders && best.unmet.length === 0; seed++)
    best = cheaper(
      table,
      best,
      complement(table, { ...task, order: shuffled(inTurn.length, seed) }),
    );
  return orders < 2 ? best : exchange(table, task, best, orders);
}

function exchange(table: PublishedTable, task: Task, start: Protection, orders: number) {
  const kept = new Set(task.withheld);
  const inTurn = task.demands.map((_, demand) => demand);
  const barred = new Set<number>();
  let best = start;
  let left = Math.min(MOST_EXCHANGES, 2 * orders);
  for (let again = best.unmet.length === 0; again; ) {
    again = false;
    for (const cell of positions(best.withheld)) {
      if (kept.has(cell) || barred.has(cell) || left-- <= 0) continue;
      const excluded = new Set([...barred, cell]);
      const other = complement(table, { ...task, order: inTurn, barred: excluded });
      if (cheaper(table, best, other) === best) continue;
      best = other;
      barred.add(cell);
      again = true;
      break;
    }
  }
  return best;
}

function cheaper(table: PublishedTable, best: Protection, other: Protection): Protection {
  const cost = ({ withheld }: Protection) =>
    withheld.reduce((sum, count, cell) => sum + count * table.counts[cell]!, 0);
  return other.unmet.length === 0 && cost(other) < cost(best) ? other : best;
}
