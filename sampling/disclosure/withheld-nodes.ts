import { agencyByField, cellKey } from './agency-by-field.ts';
import type { PublishedCell } from './published-table.ts';
import { suppress } from './suppress.ts';

/** One stratum of the frame: an agency's field, with those of it who were invited and who answered anything. */
export type CountedStratum = Readonly<{
  agency: string;
  field: string;
  invited: number;
  respondents: number;
}>;

/** A node of the index; a criterion is never told for an agency's field. */
export type TableNode = Readonly<{ code: string; parent: string | null; isFinest: boolean }>;

/** Keys of `cellKey` that tell nothing: of the number of respondents, and of each node. */
export type WithheldCells = Readonly<{
  received: readonly string[];
  nodes: Readonly<Record<string, readonly string[]>>;
}>;

export type WithholdingRequest = Readonly<{
  strata: readonly CountedStratum[];
  nodes: readonly TableNode[];
  /** Persons with a valid answer in a node, by position of the stratum. */
  personsIn: (node: string) => (stratum: number) => number;
  threshold: number;
  /** Strata without a published figure of their own, because their responses are pooled. */
  neverTold: readonly number[];
  /** One table takes a quarter of a second on a province: others get their turn between two. */
  pause: () => Promise<void>;
}>;

/** Persons with an answer, by stratum, and what a reader knows they cannot exceed. */
interface Persons {
  readonly count: (stratum: number) => number;
  readonly atMost: (stratum: number) => number;
}

/**
 * Chooses what must not leave, so that no confidential count follows from the rest, from how many were
 * invited or from the zeros, which are withheld with the few: within a node over
 * province ⊃ agency ⊃ agency × field and province ⊃ field (by `suppress`); over the nodes by blocks: all
 * children of a node are withheld in a cell or none, since one alone would be the difference between
 * the parent and its siblings, and every node under a withheld node is withheld with it.
 * @param request counts in persons; every stratum of the frame, also those nobody answered in
 * @throws what `suppress` throws
 */
export async function withheldNodes(request: WithholdingRequest): Promise<WithheldCells> {
  const { strata, nodes, personsIn, neverTold, pause } = request;
  const tables = new Tables(strata, request.threshold);
  const figures: Record<string, readonly string[]> = {};
  const invited = (h: number) => strata[h]!.invited;
  const count = (h: number) => strata[h]!.respondents;
  const received = tables.protect({ count, atMost: invited }, new Set());
  const atMost = (h: number) => (received.has(tables.crossed[h]!) ? invited(h) : count(h));
  const pooled = neverTold.map((h) => tables.crossed[h]!);

  async function descend(parent: string | null, above: ReadonlySet<string>): Promise<void> {
    const block = nodes.filter((node) => node.parent === parent);
    // Criteria are not shown for an agency's field at all; what is left are two short tables.
    const isFinest = block.some((node) => node.isFinest);
    let withheld = isFinest ? new Set([...above, ...tables.crossed]) : above;
    for (const { code } of block) {
      await pause();
      withheld = tables.protect({ count: personsIn(code), atMost }, withheld);
    }
    for (const { code } of block) {
      figures[code] = [...withheld].sort();
      await descend(code, withheld);
    }
  }
  await descend(null, new Set([...received, ...pooled]));
  return { received: [...received].sort(), nodes: figures };
}

/** The tables of one campaign: the same cells for every node, other counts. */
class Tables {
  /** Keys of agency × field by stratum, and of the margins. */
  readonly crossed: readonly string[];
  private readonly agencies: readonly string[];
  private readonly fields: readonly string[];
  private readonly strata: readonly CountedStratum[];
  private readonly threshold: number;

  constructor(strata: readonly CountedStratum[], threshold: number) {
    this.strata = strata;
    this.threshold = threshold;
    this.crossed = strata.map(({ agency, field }) => cellKey({ agency, field }));
    this.agencies = [...new Set(strata.map(({ agency }) => cellKey({ agency })))];
    this.fields = [...new Set(strata.map(({ field }) => cellKey({ field })))];
  }

  /** Withholds ever coarser levels until the rest is safe; the province alone is safe from its threshold on. */
  protect(persons: Persons, never: ReadonlySet<string>): ReadonlySet<string> {
    const { crossed, fields, agencies } = this;
    const cells = this.cellsOf(persons, never);
    const everybody = cells.find(({ key }) => key === cellKey())?.respondents ?? 0;
    if (everybody === 0) return never;
    if (everybody < this.threshold) return new Set([cellKey(), ...agencies, ...fields, ...crossed]);
    for (const level of [[], crossed, [...crossed, ...fields]]) {
      const tried = new Set([...never, ...level]);
      const added = this.complementOf(cells, tried);
      if (added) return new Set([...tried, ...added]);
    }
    return new Set([...never, ...crossed, ...fields, ...agencies]);
  }

  /** Inner cells that nobody will see need no place: without them agencies and fields are parts of the province. */
  private cellsOf(persons: Persons, never: ReadonlySet<string>): PublishedCell[] {
    const cells = agencyByField(
      this.strata.map(({ agency, field }, h) => ({ agency, field, respondents: persons.count(h) })),
    );
    const most = this.ceilings(persons);
    const bounded = cells.map((cell) => ({ ...cell, atMost: most.get(cell.key)! }));
    if (this.crossed.some((key) => !never.has(key))) return bounded;
    const inner = new Set(this.crossed);
    return bounded.filter(({ key }) => !inner.has(key));
  }

  private ceilings(persons: Persons): Map<string, number> {
    const most = new Map<string, number>();
    this.strata.forEach(({ agency, field }, h) => {
      for (const key of [
        cellKey(),
        cellKey({ agency }),
        cellKey({ field }),
        cellKey({ agency, field }),
      ])
        most.set(key, (most.get(key) ?? 0) + persons.atMost(h));
    });
    return most;
  }

  private complementOf(cells: readonly PublishedCell[], never: ReadonlySet<string>) {
    const table = cells.map((cell) =>
      never.has(cell.key) ? { ...cell, alwaysPublished: false, neverPublished: true } : cell,
    );
    const rule = {
      threshold: this.threshold,
      protection: this.threshold,
      zeros: 'withheld' as const,
    };
    const { verdict, primary, complementary } = suppress(table, rule);
    return verdict === 'publish' ? [...primary, ...complementary] : undefined;
  }
}
