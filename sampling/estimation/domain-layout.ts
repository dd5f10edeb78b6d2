import type { SampleDesign } from '../weighting/sample-design.ts';

/** Which cells make up which domain, and where domains meet variance strata. */
export type DomainLayout = Readonly<{
  cells: number;
  domains: number;
  stratumOf: Int32Array;
  /** Domain of each cell; −1 for a cell outside every domain. */
  domainOf: Int32Array;
  /** Pair (variance stratum, domain) of each cell; −1 outside. */
  pairOf: Int32Array;
  pairGroup: Int32Array;
  pairDomain: Int32Array;
}>;

/**
 * Numbers the pairs (variance stratum, domain) as they appear. Most strata meet one domain only;
 * their pair is found without a look-up.
 */
class PairNumbers {
  count = 0;
  readonly groups: Int32Array;
  readonly domains: Int32Array;
  readonly #firstOf: Int32Array;
  readonly #others = new Map<number, number>();
  readonly #domainCount: number;

  constructor(groupCount: number, most: number, domainCount: number) {
    this.groups = new Int32Array(most);
    this.domains = new Int32Array(most);
    this.#firstOf = new Int32Array(groupCount).fill(-1);
    this.#domainCount = domainCount;
  }

  numberOf(group: number, domain: number): number {
    const first = this.#firstOf[group]!;
    if (first < 0) {
      this.#firstOf[group] = this.count;
      return this.#add(group, domain);
    }
    if (this.domains[first] === domain) return first;
    const key = group * this.#domainCount + domain;
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    this.#others.set(key, this.count);
    return this.#add(group, domain);
  }

  #add(group: number, domain: number): number {
    this.groups[this.count] = group;
    this.domains[this.count] = domain;
    return this.count++;
  }
}

/**
 * Lays domains over the cells of the statistics, once for many variables.
 * @param design the sample design
 * @param stratumOf stratum of each cell (position in the design)
 * @param domainOf domain of each cell, 0 … domains − 1, or −1 for none
 * @param domains number of domains
 * Domains are indicators on the full design: cells of no domain still count in n_g.
 */
export function domainLayout(
  design: SampleDesign,
  stratumOf: ArrayLike<number>,
  domainOf: ArrayLike<number>,
  domains: number,
): DomainLayout {
  const pairs = new PairNumbers(design.groups.length, stratumOf.length, domains);
  const pairOf = new Int32Array(stratumOf.length);
  for (let cell = 0; cell < stratumOf.length; cell++) {
    const group = design.groupOf[stratumOf[cell]!]!;
    const domain = domainOf[cell]!;
    pairOf[cell] = group < 0 || domain < 0 ? -1 : pairs.numberOf(group, domain);
  }
  return {
    cells: stratumOf.length,
    domains,
    stratumOf: new Int32Array(stratumOf),
    domainOf: new Int32Array(domainOf),
    pairOf,
    pairGroup: pairs.groups.subarray(0, pairs.count),
    pairDomain: pairs.domains.subarray(0, pairs.count),
  };
}
