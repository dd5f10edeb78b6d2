import type { Changes } from '#contract/changes.ts';
import type { Results } from '#contract/results.ts';
import { betweenYears } from '#contract/year-words.ts';
import type { Years } from '#contract/years.ts';
import { t } from '../i18n.ts';
import { totalNode } from './figures.ts';
import { roundedShare } from './words.ts';

/** The province's index beside the round before, or else the table of a year before, in one sentence; nothing where there is neither. */
export function ChangeSentence(props: {
  readonly results: Results;
  readonly changes: Changes;
  readonly years: Years;
}) {
  const { changes, results, years } = props;
  if (changes.earlier && changes.isComparable)
    return <p class="change">{changeOfTotal(changes, results, null)}</p>;
  const total = years.series.find(
    ({ agencyCode, node }) => agencyCode === null && node === years.total,
  );
  const sentence = total && betweenYears(total, years, { say: t, share: roundedShare });
  return sentence ? <p class="change">{sentence}</p> : null;
}

export function changeOfTotal(
  changes: Changes,
  results: Results,
  agencyCode: string | null,
): string {
  const { earlier, later, notCompared } = changes;
  const total = totalNode(results);
  const change = changes.changes.find(
    (candidate) => candidate.agencyCode === agencyCode && candidate.node === total,
  );
  const name = nameOf(results, agencyCode);
  // The total has other criteria as soon as any factor has.
  const isAlike = notCompared.broad.length === 0;
  if (!change) return t(`since_before.${isAlike ? 'withheld' : 'other_criteria'}`, { name });
  return t('since_before.sentence', {
    name,
    earlierYear: String(earlier?.year),
    laterYear: String(later.year),
    earlier: roundedShare(change.earlier, change.earlierStep),
    later: roundedShare(change.later, change.laterStep),
    word: t(`since_before.${change.change}`),
  });
}

export function nameOf({ domains, provinceName }: Results, agencyCode: string | null): string {
  const agency = domains.find(
    ({ level, agencyCode: code }) => level === 'agency' && code === agencyCode,
  );
  return agency?.name ?? provinceName;
}
