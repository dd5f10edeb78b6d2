import type { Results } from '#contract/results.ts';

/**
 * In files that have one round alone: what an agency received since the round before, as declared. Whether it is
 * compared follows from both rounds.
 */
export function receiptWords({ rearrangements }: Results, agencyCode: string): string | null {
  const agencies = rearrangements?.agencies ?? [];
  const sources = agencies.filter(({ into }) => into.some(({ code }) => code === agencyCode));
  if (sources.length === 0) return null;
  return sources
    .map(({ code, name, into, since, decree }) => {
      const words = into.length === 1 ? 'gồm cả' : 'tách từ';
      return `${words} ${name} (${code}), từ ${since}, ${decree}`;
    })
    .join('; ');
}
