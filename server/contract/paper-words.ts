import type { Say } from './pictures/say.ts';
import type { Results } from './results.ts';

/** What a publication tells of strips and forms, a sentence each: few as few, and what these would follow from as withheld. */
export function paperSentences(
  { counts, method }: Results,
  say: Say,
  whole: (count: number) => string,
): string[] {
  const { paper } = counts;
  if (!paper) return [];
  const { packs, returned } = paper;
  const words = (count: number | null) =>
    count === null ? say('recheck.fewer', { k: method.disclosureThreshold }) : whole(count);
  const printed =
    packs === null
      ? say('paper_counts.packs_withheld')
      : say('paper_counts.packs', { packs: whole(packs) });
  if (returned === null) return [printed, say('paper_counts.returned_withheld')];
  const { strips, unequalStrata, twice, wrong } = returned;
  const forms = counts.modes.find(({ mode }) => mode === 'paper')?.responses ?? 0;
  return [
    printed,
    say(strips === null ? 'paper_counts.strips_withheld' : 'paper_counts.strips', {
      strips: whole(strips ?? 0),
      forms: whole(forms),
      blank: words(returned.blank),
      missing: words(returned.missing),
      surplus: words(returned.surplus),
    }),
    ...(unequalStrata === null
      ? []
      : [
          say(unequalStrata === 0 ? 'paper_counts.equal' : 'paper_counts.unequal', {
            strata: whole(unequalStrata),
          }),
        ]),
    ...(twice === null ? [] : [say('paper_counts.twice', { percent: Math.round(100 * twice) })]),
    ...(wrong === null ? [] : [say('paper_counts.wrong', { mille: Math.round(1000 * wrong) })]),
  ];
}
