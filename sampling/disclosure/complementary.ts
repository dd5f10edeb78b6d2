import type { Move } from './alternative-tables.ts';
import type { Demand } from './confidentiality.ts';
import { Proofs } from './proofs.ts';
import type { PublishedTable } from './published-table.ts';

const SLOPE_ROUNDS = 6;
const PROOFS_FOR_GIVING_BACK = 20_000;

export interface Protection {
  readonly withheld: Uint8Array;
  /** Demands that no choice of withheld cells could meet. */
  readonly unmet: readonly number[];
}

/** What to protect, with what is withheld already and what may not be. */
export interface ProtectionTask {
  readonly demands: readonly Demand[];
  /** Positions in `demands`, in the order in which they are met. */
  readonly order: readonly number[];
  /** Cells that stay withheld. */
  readonly withheld: readonly number[];
  /** Cells that must be published. */
  readonly barred?: ReadonlySet<number>;
}

/**
 * Chooses further cells to withhold until every demand is met, then gives back cells that turned
 * out not to be needed.
 * For each demand the cheapest alternative table is a linear programme (Fischetti & Salazar 2001);
 * that a withheld cell costs the same however far it moves is met by slope scaling (Kim & Pardalos
 * 1999, Operations Research Letters 24); giving back is the clean-up of Kelly, Golden & Assad 1992.
 */
export function complement(table: PublishedTable, task: ProtectionTask): Protection {
  const proofs = new Proofs(table, task.demands, task.withheld);
  const mayBeWithheld = table.counts.map(
    (count, cell) => count > 0 && !table.open[cell] && !task.barred?.has(cell),
  );
  proofs.sweep();
  const unmet: number[] = [];
  for (const demand of task.order) {
    if (proofs.isMet(demand) || proofs.prove(demand)) continue;
    if (!extend(proofs, demand, mayBeWithheld)) unmet.push(demand);
  }
  giveBack(proofs, new Set(task.withheld));
  return { withheld: proofs.withheld, unmet };
}

/**
 * Publishes again, dearest first, every cell of `withheld` outside `kept` that no demand needs.
 * Source: clean-up step of Kelly, Golden & Assad 1992, Networks 22.
 */
export function prune(
  table: PublishedTable,
  demands: readonly Demand[],
  withheld: Iterable<number>,
  kept: Iterable<number>,
): Uint8Array {
  const proofs = new Proofs(table, demands, withheld);
  proofs.sweep();
  for (const demand of proofs.open()) proofs.prove(demand);
  giveBack(proofs, new Set(kept));
  return proofs.withheld;
}

/** Withholds what the cheapest alternative table for one demand moves; false when none exists. */
function extend(proofs: Proofs, demand: number, mayBeWithheld: readonly boolean[]): boolean {
  const { cell, direction, reach } = proofs.demands[demand]!;
  const slope = Float64Array.from(proofs.table.counts, (count) => count / reach);
  let best: Move | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < SLOPE_ROUNDS; round++) {
    const move = cheapestMove(proofs, demand, slope, mayBeWithheld);
    if (move.change[cell]! * direction < reach - 1e-6) return false;
    const added = newlyMoved(proofs, move);
    const cost = added.reduce((sum, index) => sum + proofs.table.counts[index]!, 0);
    if (cost >= least) break;
    least = cost;
    best = move;
    for (const index of added)
      slope[index] = proofs.table.counts[index]! / Math.abs(move.change[index]!);
  }
  for (const index of newlyMoved(proofs, best!)) proofs.withheld[index] = 1;
  proofs.accept(best!);
  return true;
}

function newlyMoved({ withheld }: Proofs, { change }: Move): number[] {
  return [...change.keys()].filter(
    (index) => withheld[index] === 0 && Math.abs(change[index]!) > 1e-9,
  );
}

function cheapestMove(
  proofs: Proofs,
  demand: number,
  slope: Float64Array,
  mayBeWithheld: readonly boolean[],
): Move {
  const { table, gain, room, withheld } = proofs;
  proofs.confine();
  let steepest = 1;
  for (let cell = 0; cell < slope.length; cell++) {
    if (withheld[cell] === 1 || !mayBeWithheld[cell]) continue;
    steepest = Math.max(steepest, slope[cell]!);
    gain[2 * cell] = -slope[cell]!;
    gain[2 * cell + 1] = -slope[cell]!;
    proofs.free(cell);
  }
  // More than any chain of cells can cost for one agency of movement, so reaching comes first.
  proofs.aim(proofs.demands[demand]!, 10 * (table.relations.length + 1) * steepest);
  return proofs.alternatives.farthest(gain, room);
}

function giveBack(proofs: Proofs, kept: ReadonlySet<number>): void {
  const { counts } = proofs.table;
  const extra = [...proofs.withheld.keys()]
    .filter((cell) => proofs.withheld[cell] === 1 && !kept.has(cell))
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  let left = PROOFS_FOR_GIVING_BACK;
  for (const cell of extra) {
    if (left <= 0) return;
    const lost = proofs.withdraw(cell);
    proofs.withheld[cell] = 0;
    left -= lost.size;
    if ([...lost.keys()].every((demand) => proofs.isMet(demand) || proofs.prove(demand))) continue;
    proofs.withheld[cell] = 1;
    proofs.restore(lost);
  }
}
