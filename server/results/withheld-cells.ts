import { setImmediate } from 'node:timers/promises';
import type { IndexNode } from '#contract/questionnaire.ts';
import type { PublishedCell } from '#sampling/disclosure/published-table.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { cellKey, unitByField } from '#sampling/disclosure/unit-by-field.ts';
import type { StratumRow } from './queries.ts';
import type { ReportingDomain } from './reporting-domains.ts';

export interface Withheld {
  /** Domains whose number of respondents is itself withheld. */
  readonly domains: ReadonlySet<string>;
  /** Domains that show nothing of a node, by node. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Persons with an answer, by stratum, and what a reader knows they cannot exceed. */
interface Persons {
  readonly count: (h: number) => number;
  readonly atMost: (h: number) => number;
}

/**
 * Chooses what must not leave, so that no confidential count follows from the rest, from how many were
 * invited or from the zeros, which are withheld with the few: within a node over
 * province ⊃ unit ⊃ unit × field and province ⊃ field (by `suppress`); over the nodes by blocks: all
 * children of a node are withheld in a domain or none, since one alone would be the difference between
 * the parent and its siblings, and what lies under a withheld node is withheld with it.
 */
export async function withheldCells(
  strata: readonly StratumRow[],
  domains: readonly ReportingDomain[],
  nodes: readonly IndexNode[],
  personsIn: (node: string) => (h: number) => number,
  threshold: number,
): Promise<Withheld> {
  const figures = new Map<string, ReadonlySet<string>>();
  const protect = (persons: Persons, never: ReadonlySet<string>) =>
    protectedTable(strata, domains, persons, never, threshold);
  const crossed = domains.filter(({ level }) => level === 'unit_field').map(({ key }) => key);
  const invited = (h: number) => strata[h]!.released;
  const count = (h: number) => strata[h]!.respondents;
  const received = protect({ count, atMost: invited }, new Set());
  const isTold = strata.map(({ unitCode, fieldCode }) => {
    return !received.has(cellKey({ unit: unitCode, field: fieldCode }));
  });
  const atMost = (h: number) => (isTold[h] ? count(h) : invited(h));

  async function descend(parent: string | null, above: ReadonlySet<string>): Promise<void> {
    const block = nodes.filter((node) => node.parent === parent);
    // Criteria are not shown for a unit's field at all; what is left are two short tables.
    const isFinest = block.some((node) => node.level === 'criterion');
    let withheld = isFinest ? new Set([...above, ...crossed]) : above;
    for (const { code } of block) {
      // One table takes a quarter of a second on a province: others get their turn between two.
      await setImmediate();
      withheld = protect({ count: personsIn(code), atMost }, withheld);
    }
    for (const { code } of block) {
      figures.set(code, withheld);
      await descend(code, withheld);
    }
  }
  await descend(null, received);
  return { domains: received, figures };
}

/** Withholds ever coarser levels until the rest is safe; the province alone is safe from its threshold on. */
function protectedTable(
  strata: readonly StratumRow[],
  domains: readonly ReportingDomain[],
  persons: Persons,
  never: ReadonlySet<string>,
  threshold: number,
): ReadonlySet<string> {
  const cells = tableOf(strata, persons, domains, never);
  const keysOf = (...levels: string[]) =>
    domains.filter(({ level }) => levels.includes(level)).map(({ key }) => key);
  const everybody = cells.find(({ key }) => key === cellKey())?.respondents ?? 0;
  if (everybody === 0) return never;
  if (everybody < threshold) return new Set(domains.map(({ key }) => key));
  for (const level of [[], ['unit_field'], ['unit_field', 'field']]) {
    const tried = new Set([...never, ...keysOf(...level)]);
    const added = complementOf(cells, tried, threshold);
    if (added) return new Set([...tried, ...added]);
  }
  return new Set([...never, ...keysOf('unit_field', 'field', 'unit')]);
}

/** Inner cells that nobody will see need no place: without them units and fields are parts of the province. */
function tableOf(
  strata: readonly StratumRow[],
  persons: Persons,
  domains: readonly ReportingDomain[],
  never: ReadonlySet<string>,
): PublishedCell[] {
  const cells = unitByField(
    strata.map(({ unitCode, fieldCode }, h) => ({
      unit: unitCode,
      field: fieldCode,
      respondents: persons.count(h),
    })),
  );
  const membersOf = new Map(domains.map(({ key, strata: members }) => [key, members]));
  const bounded = cells.map((cell) => ({
    ...cell,
    atMost: (membersOf.get(cell.key) ?? []).reduce((sum, h) => sum + persons.atMost(h), 0),
  }));
  const inner = new Set(
    domains.filter(({ level }) => level === 'unit_field').map(({ key }) => key),
  );
  const isNeeded = [...inner].some((key) => !never.has(key));
  return isNeeded ? bounded : bounded.filter(({ key }) => !inner.has(key));
}

function complementOf(
  cells: readonly PublishedCell[],
  never: ReadonlySet<string>,
  threshold: number,
) {
  const table = cells.map((cell) =>
    never.has(cell.key) ? { ...cell, alwaysPublished: false, neverPublished: true } : cell,
  );
  const { verdict, primary, complementary } = suppress(table, {
    threshold,
    protection: threshold,
    zeros: 'withheld',
  });
  return verdict === 'publish' ? [...primary, ...complementary] : undefined;
}
