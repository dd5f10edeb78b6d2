import { roundedTo } from './rounding.ts';

/** What came back on paper, over the province. */
export interface PaperCounts {
  readonly packs: number;
  /** Return strips whose person had not answered by another door. */
  readonly strips: number;
  /** Forms that were counted: the responses by the door of paper. */
  readonly forms: number;
  readonly blank: number;
  /** Forms beyond the strips of their stratum. */
  readonly surplus: number;
  /** Strata in which strips and forms differ. */
  readonly unequalStrata: number;
  /** Forms that two people entered, and of the items that were compared the wrong ones. */
  readonly enteredTwice: number;
  readonly itemsCompared: number;
  readonly itemsWrong: number;
}

/** As it is published: null for fewer than the threshold, and for what they would follow from. */
export interface PublishedPaper {
  readonly packs: number | null;
  /** Null where the responses by paper are not told by themselves. */
  readonly returned: {
    readonly strips: number | null;
    readonly blank: number | null;
    readonly missing: number | null;
    readonly surplus: number | null;
    readonly unequalStrata: number | null;
    readonly twice: number | null;
    readonly wrong: number | null;
  } | null;
}

/** Of fewer forms a share in tenths would rule out numbers of empty ones: 1 / 20 is the width of the last tenth. */
const FEWEST_FORMS = 20;

/**
 * Strips and forms of a province, so that no few follow. Strips are forms, empty forms and those that nobody found: where
 * either of these is of few, the strips do not leave. Packs do not where their difference from strips or from
 * all who were invited is of few.
 * @param counts persons and forms
 * @param invited persons who were asked
 * @param isDoorTold whether the responses by paper are published by themselves
 * @param threshold fewest persons told
 * @returns numbers, and shares in [0, 1]
 * Hundepool et al. (2012, §4.2): complementary suppression; results.md §1, rule 5.
 */
export function shownPaper(
  counts: PaperCounts,
  invited: number,
  isDoorTold: boolean,
  threshold: number,
): PublishedPaper {
  const isFew = (count: number) => count > 0 && count < threshold;
  const shown = (count: number) => (isFew(count) ? null : count);
  const { packs, strips, forms, blank, surplus, unequalStrata } = counts;
  const missing = Math.max(0, strips - forms - blank);
  const isFollowing = [packs, invited - packs, packs - strips].some(isFew);
  // As many strata as forms would tell that each lacks one.
  const areMany = !isFew(surplus) && missing + surplus >= threshold * unequalStrata;
  const areExact = ![blank, missing, blank + missing, strips].some(isFew);
  return {
    packs: isFollowing ? null : packs,
    returned: isDoorTold
      ? {
          strips: areExact ? strips : null,
          blank: shown(blank),
          missing: shown(missing),
          surplus: shown(surplus),
          unequalStrata: areExact && areMany ? unequalStrata : null,
          ...entries(counts),
        }
      : null,
  };
}

function entries({ forms, enteredTwice, itemsCompared, itemsWrong }: PaperCounts) {
  if (forms < FEWEST_FORMS) return { twice: null, wrong: null };
  const isCompared = enteredTwice >= FEWEST_FORMS;
  return {
    twice: roundedTo(Math.min(1, enteredTwice / forms), 0.1),
    wrong: isCompared ? roundedTo(itemsWrong / itemsCompared, 0.001) : null,
  };
}
