/** A part of the population: how many belong to it, and how many of them answered. */
export type CoveredPart = Readonly<{ population: number; respondents: number }>;

/** Below this share the parts that answered are no picture of the whole. */
export const COVERAGE_LIMIT = 0.8;

/**
 * Share of the population that belongs to parts with enough respondents to be heard. Weights spread the
 * answers of some over silent others, and no standard error says so.
 * @param parts disjoint parts of the population, in persons
 * @param threshold fewest respondents of a part that is heard
 * @returns share in [0, 1]; 0 of nobody
 * Groves & Couper (1998, §1.3): bias grows with the share that is not heard; the limit is this product's.
 */
export function coverage(parts: readonly CoveredPart[], threshold: number): number {
  const all = parts.reduce((sum, { population }) => sum + population, 0);
  const heard = parts.filter(({ respondents }) => respondents >= threshold);
  return all === 0 ? 0 : heard.reduce((sum, { population }) => sum + population, 0) / all;
}
