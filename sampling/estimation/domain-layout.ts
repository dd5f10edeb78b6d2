import type { SampleDesign } from './sample-design.ts';

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
  const cells = stratumOf.length;
  const pairOf = new Int32Array(cells).fill(-1);
  const pairs = new Map<number, number>();
  const pairGroup: number[] = [];
  const pairDomain: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const group = design.groupOf[stratumOf[cell]!]!;
    const domain = domainOf[cell]!;
    if (group < 0 || domain < 0) continue;
    const key = group * domains + domain;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = pairGroup.length;
      pairs.set(key, pair);
      pairGroup.push(group);
      pairDomain.push(domain);
    }
    pairOf[cell] = pair;
  }
  return {
    cells,
    domains,
    stratumOf: Int32Array.from(stratumOf),
    domainOf: Int32Array.from(domainOf),
    pairOf,
    pairGroup: Int32Array.from(pairGroup),
    pairDomain: Int32Array.from(pairDomain),
  };
}
