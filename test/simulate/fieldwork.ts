import type { StratumCounts } from '#sampling/weighting/sample-design.ts';
import type { Province } from './province.ts';
import { stratumCode } from './province.ts';

export interface Fieldwork {
  readonly counts: readonly StratumCounts[];
  /** Positions of those who answered, and of those found ineligible. */
  readonly respondents: readonly number[];
  readonly ineligible: readonly number[];
}

/**
 * One campaign: a simple random sample without replacement in every stratum (partial shuffle),
 * then each person answers or not. `satisfiedOdds` multiplies the odds of answering for satisfied
 * persons; 1 is response at random within strata.
 */
export function fieldwork(
  province: Province,
  plan: readonly number[],
  uniform: () => number,
  satisfiedOdds = 1,
): Fieldwork {
  const respondents: number[] = [];
  const ineligible: number[] = [];
  const counts = province.members.map((members, stratum) => {
    const before = { respondents: respondents.length, ineligible: ineligible.length };
    const chance = province.response[stratum]!;
    for (let k = 0; k < plan[stratum]!; k++) {
      const j = k + Math.floor(uniform() * (members.length - k));
      const person = members[j]!;
      members[j] = members[k]!;
      members[k] = person;
      const odds = (chance / (1 - chance)) * (province.satisfied[person] === 1 ? satisfiedOdds : 1);
      if (uniform() >= odds / (1 + odds)) continue;
      (province.eligible[person] === 1 ? respondents : ineligible).push(person);
    }
    return {
      code: stratumCode(stratum),
      population: members.length,
      released: plan[stratum]!,
      respondents: respondents.length - before.respondents,
      ineligible: ineligible.length - before.ineligible,
    };
  });
  return { counts, respondents, ineligible };
}
