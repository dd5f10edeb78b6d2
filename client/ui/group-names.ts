import { CHANNELS } from '#contract/list-words.ts';
import type { Text } from '#contract/questionnaire.ts';
import { TRAITS } from '#contract/tabulation.ts';
import { writtenMonth } from '#contract/written-day.ts';
import { language, t } from '../i18n.ts';

/** A trait by the page's own words, a question by its own. */
export function groupingName(named: {
  readonly grouping: string;
  readonly label: Text | null;
}): string {
  const isTrait = (TRAITS as readonly string[]).includes(named.grouping);
  return isTrait
    ? t(`groups.by.${named.grouping}`)
    : (named.label?.[language.value] ?? named.grouping);
}

/** A category as people call it; channels that a list names in its own words stay as they are. */
export function categoryName(
  grouping: string,
  { category, label }: { readonly category: string; readonly label: Text | null },
): string {
  if (label) return label[language.value];
  if (category === 'unknown') return t('groups.unknown');
  if (grouping === 'month') return writtenMonth(category);
  if (grouping === 'language') return languageName(category);
  if (grouping === 'channel') {
    const known = CHANNELS.indexOf(category);
    return known < 0 ? category : t(`groups.category.channel.${known + 1}`);
  }
  return t(`groups.category.${grouping}.${category}`);
}

function languageName(tag: string): string {
  if (tag === 'other') return t('groups.category.language.other');
  return new Intl.DisplayNames([language.value], { type: 'language' }).of(tag) ?? tag;
}
