import type { Buckets } from './blocks.ts';
import { bucketsOf, eachBlockedPair } from './blocks.ts';
import { DisjointSets } from './disjoint-sets.ts';
import type { Doubt, PairDecision } from './doubt.ts';
import type { LinkColumns } from './link-columns.ts';
import { isSeparated } from './link-columns.ts';
import { OWNERS_OF_ONE_PHONE, RULES } from './link-rules.ts';
import { isContradictory, PairEvidence } from './pair-evidence.ts';
import { settleComponent } from './settle-component.ts';
import { DOUBTFUL, SAME_PERSON } from './weights.ts';

export interface Linked {
  /** The first dossier of the same person. */
  readonly group: Int32Array;
  /** Which rules (bits) speak for joining the dossier to another one. */
  readonly rules: Uint8Array;
  /** 1 where the phone is an intermediary's. */
  readonly sharedPhone: Uint8Array;
  readonly doubts: readonly Doubt[];
}

/**
 * The dossiers of each person among those of one agency (domain.md 2.5), by evidence weights (docs/linkage.md): pairs
 * within blocks are weighed; pairs above the threshold join; where pairs of the same set contradict each other, the
 * strongest join first. The order of the dossiers changes nothing.
 */
export function linkPersons(columns: LinkColumns, decisions: readonly PairDecision[] = []): Linked {
  const size = columns.flags.length;
  const buckets = bucketsOf(columns);
  const evidence = new PairEvidence(columns, buckets, decisions);
  const { sets, rules, doubts } = joinPairs(columns, buckets, evidence);
  for (const {
    rows: [a, b],
    isSame,
  } of decisions)
    if (isSame && !isSeparated(columns, a) && !isSeparated(columns, b)) {
      sets.join(a, b);
      for (const row of [a, b]) rules[row]! |= RULES.by_hand;
    }
  const group = Int32Array.from({ length: size }, (_, row) => sets.find(row));
  const contradictory = settle(columns, evidence, { group, rules });
  return {
    group,
    rules,
    sharedPhone: sharedPhones(buckets, evidence, group),
    doubts: [
      ...contradictory,
      ...[...doubts.values()].filter(({ rows: [a, b] }) => group[a] !== group[b]),
    ],
  };
}

function joinPairs(columns: LinkColumns, buckets: Buckets, evidence: PairEvidence) {
  const size = columns.flags.length;
  const sets = new DisjointSets(size);
  const rules = new Uint8Array(size);
  const doubts = new Map<number, Doubt>();
  eachBlockedPair(columns, buckets, (a, b) => {
    const found = evidence.of(a, b);
    if (!found || found.weight < DOUBTFUL) return;
    if (found.weight >= SAME_PERSON) {
      sets.join(a, b);
      rules[a]! |= found.rules;
      rules[b]! |= found.rules;
      return;
    }
    const { weight } = found;
    const doubt = { rows: [a, b] as const, weight, isContradiction: isContradictory(found) };
    doubts.set(Math.min(a, b) * size + Math.max(a, b), doubt);
  });
  return { sets, rules, doubts };
}

/** Sets of three dossiers and more may hold two that cannot be one person's. */
function settle(
  columns: LinkColumns,
  evidence: PairEvidence,
  { group, rules }: Pick<Linked, 'group' | 'rules'>,
): Doubt[] {
  const members = new Map<number, number[]>();
  for (const [row, first] of group.entries())
    if (row !== first) (members.get(first) ?? members.set(first, [first]).get(first)!).push(row);
  const doubts: Doubt[] = [];
  for (const rows of members.values()) {
    if (rows.length < 3) continue;
    const settled = settleComponent(columns, evidence, rows);
    if (!settled) continue;
    for (const [i, row] of rows.entries()) {
      group[row] = settled.group[i]!;
      rules[row] = settled.rules[i]!;
    }
    doubts.push(...settled.doubts);
  }
  return doubts;
}

function sharedPhones({ phone }: Buckets, evidence: PairEvidence, group: Int32Array): Uint8Array {
  const shared = new Uint8Array(group.length);
  for (const bucket of phone) {
    if (evidence.sharersOf('phone', bucket[0]!) <= OWNERS_OF_ONE_PHONE) continue;
    const persons = new Set(bucket.map((row) => group[row]!)).size;
    if (persons > OWNERS_OF_ONE_PHONE) for (const row of bucket) shared[row] = 1;
  }
  return shared;
}
