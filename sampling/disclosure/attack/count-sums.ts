import { SamplingError } from '../../errors.ts';
import { contradiction } from './contradiction.ts';
import { determined } from './determined.ts';
import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';
import type { Claim } from './publication.ts';
import { nameOf } from './publication.ts';
import type { Publication, PublishedDomain } from './published-file.ts';

/** One number of a domain, as it is printed: null where it is withheld. */
interface Cell {
  readonly domain: PublishedDomain;
  readonly node: string | null;
  readonly columns: readonly number[];
  readonly printed: number | null;
  /** The number is a lower bound. */
  readonly isLeast: boolean;
}

/**
 * Counts of fewer than the threshold that are printed, or follow from all sums together: of respondents, of
 * persons in each node and of valid answers over a node and its children; over fields, agencies and the province.
 * @param publication the published file
 * @param pause between two tables: others get their turn
 * @throws ContradictoryPublication with cells whose numbers no people give together
 * Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export async function attackCounts(
  publication: Publication,
  pause: () => Promise<void> = async () => undefined,
): Promise<Claim[]> {
  const table = new Counts(publication);
  const few = publication.method.disclosureThreshold;
  const claims = await claimsFrom(table.received(), table.invited(), few, table.heard());
  const most = table.invited();
  for (const { code } of publication.nodes) {
    await pause();
    claims.push(...(await claimsFrom(table.persons(code), most, few)));
  }
  const parents = new Set(publication.nodes.map(({ parent }) => parent ?? null));
  for (const parent of parents) {
    if (parent === null) continue;
    await pause();
    const { cells, bounds } = table.family(parent);
    claims.push(...(await claimsFrom(cells, bounds, few)));
  }
  const known = new Map(claims.map((claim) => [`${claim.stratum} ${claim.criterion}`, claim]));
  return [...known.values()];
}

async function claimsFrom(
  cells: readonly Cell[],
  bounds: readonly number[],
  few: number,
  known: readonly Row[] = [],
): Promise<Claim[]> {
  const summed = cells.filter(({ printed }) => printed !== null);
  const sums = summed.map(
    ({ printed, columns, isLeast }): Row => ({
      least: printed!,
      greatest: isLeast ? Number.POSITIVE_INFINITY : printed!,
      parts: columns.map((column) => [column, 1]),
    }),
  );
  const rows = [...known, ...sums];
  const shown = cells.filter(({ printed, columns }) => printed !== null && columns.length > 0);
  const hidden = cells.filter(({ printed, columns }) => printed === null && columns.length > 0);
  const targets = hidden.map(({ columns }) => columns);
  const values = await LinearProgram.open(
    bounds,
    rows,
    (program) => determined(program, bounds.length, targets),
    () => true,
  );
  if (!values)
    throw new SamplingError('ContradictoryPublication', 'No counts fit the printed sums.', {
      cells: (await contradiction(bounds, rows)).map((place) =>
        nameOfCell(summed[place - known.length]),
      ),
    });
  const following = [...values].map(([target, value]) => ({ ...hidden[target]!, printed: value }));
  const learnt = [...shown, ...following];
  const empty = new Set(learnt.filter(isEmpty).map(({ node }) => node));
  return learnt.flatMap(({ domain, node, printed }): Claim[] =>
    printed === null || printed >= few || empty.has(node)
      ? []
      : [{ kind: 'respondents', stratum: nameOf(domain), criterion: node, value: printed }],
  );
}

/** What is known of all who were asked is of no cell. */
const nameOfCell = (cell: Cell | undefined): string =>
  !cell
    ? '*.*'
    : cell.node === null
      ? nameOf(cell.domain)
      : `${nameOf(cell.domain)} · ${cell.node}`;

/** Where nobody answered in the province, nobody did in any stratum: no zero that is withheld hides that. */
const isEmpty = ({ domain, printed }: Cell): boolean =>
  domain.level === 'province' && printed === 0;

/** Columns are the strata, once for each child where a node is taken apart. */
class Counts {
  readonly #publication: Publication;
  readonly #strata: readonly PublishedDomain[];
  readonly #columns = new Map<PublishedDomain, readonly number[]>();

  constructor(publication: Publication) {
    this.#publication = publication;
    this.#strata = publication.domains.filter(
      ({ level, invited }) => level === 'agency_field' && invited > 0,
    );
  }

  /** Nobody answers who was not asked; where respondents are printed, no more answer a node. */
  invited = (): number[] => this.#strata.map(({ received, invited }) => received ?? invited);

  /** Of all who were asked those are left who are not known not to have answered. */
  heard(): Row[] {
    const { invited, eligible = invited, declined, undelivered } = this.#publication.counts ?? {};
    if (eligible === undefined) return [];
    const greatest = eligible - (declined ?? 0) - (undelivered ?? 0);
    return [{ least: 0, greatest, parts: this.#strata.map((_, s) => [s, 1]) }];
  }

  received(): Cell[] {
    return this.#publication.domains.map((domain) => ({
      domain,
      node: null,
      columns: this.#columnsOf(domain),
      printed: domain.received,
      isLeast: this.#isLeast(domain),
    }));
  }

  persons(node: string): Cell[] {
    return this.#figures(node).map(({ domain, figure }) => ({
      domain,
      node,
      columns: this.#columnsOf(domain),
      printed: figure.respondents ?? null,
      isLeast: this.#isLeast(domain),
    }));
  }

  /** Valid answers of a node and its children: an answer of the node is an answer of one of them. */
  family(parent: string): { cells: Cell[]; bounds: number[] } {
    const children = this.#publication.nodes.filter((node) => node.parent === parent);
    const size = this.#strata.length;
    const blocks = children.map((_, c) => [c]);
    const cells = [parent, ...children.map(({ code }) => code)].flatMap((node, n) =>
      this.#figures(node).map(({ domain, figure }) => ({
        domain,
        node,
        columns: (n === 0 ? blocks.flat() : blocks[n - 1]!).flatMap((c) =>
          this.#columnsOf(domain).map((column) => c * size + column),
        ),
        printed: figure.validAnswers,
        isLeast: false,
      })),
    );
    const most = this.invited();
    const bounds = children.flatMap(({ code }) => {
      const criteria = this.#criteriaUnder(code);
      return most.map((count) => count * criteria);
    });
    return { cells, bounds };
  }

  #criteriaUnder(node: string): number {
    const children = this.#publication.nodes.filter(({ parent }) => parent === node);
    return children.reduce((sum, { code }) => sum + this.#criteriaUnder(code), 0) || 1;
  }

  #isLeast = ({ level }: PublishedDomain): boolean =>
    level === 'province' && this.#publication.method.respondentsAtLeast === true;

  #figures(node: string) {
    return this.#publication.domains.flatMap((domain) => {
      const figure = domain.figures.find((printed) => printed.node === node);
      return figure ? [{ domain, figure }] : [];
    });
  }

  /** Strata are looked through once for each domain: there are thousands, and each has a cell for every node. */
  #columnsOf(domain: PublishedDomain): readonly number[] {
    const known = this.#columns.get(domain);
    if (known) return known;
    const { agencyCode, fieldCode } = domain;
    const columns = [...this.#strata.keys()].filter((s) => {
      const stratum = this.#strata[s]!;
      return (
        (agencyCode === null || stratum.agencyCode === agencyCode) &&
        (fieldCode === null || stratum.fieldCode === fieldCode)
      );
    });
    this.#columns.set(domain, columns);
    return columns;
  }
}
