import type { DomainLayout } from '../estimation/domain-layout.ts';
import { domainLayout } from '../estimation/domain-layout.ts';
import type { SampleDesign } from '../weighting/sample-design.ts';

/** Domains made of whole strata. */
export function strataLayout(
  design: SampleDesign,
  domains: readonly (readonly number[])[],
): DomainLayout {
  const domainOf = new Int32Array(design.strata.length).fill(-1);
  domains.forEach((strata, d) => {
    for (const h of strata) domainOf[h] = d;
  });
  return domainLayout(design, [...design.strata.keys()], domainOf, domains.length);
}

/**
 * Categories of respondents that cross the strata: cell = category × strata + stratum.
 * @param design the full design
 * @param categories number of categories
 * Särndal, Swensson & Wretman (1992, §5.8): domains.
 */
export function crossingLayout(design: SampleDesign, categories: number): DomainLayout {
  const strata = design.strata.length;
  const cells = strata * categories;
  const stratumOf = Int32Array.from({ length: cells }, (_, cell) => cell % strata);
  const categoryOf = Int32Array.from({ length: cells }, (_, cell) => Math.floor(cell / strata));
  return domainLayout(design, stratumOf, categoryOf, categories);
}
