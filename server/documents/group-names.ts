import type { GroupTable } from '#contract/group-tables.ts';
import { CHANNELS } from '#contract/list-words.ts';
import { writtenMonth } from '#contract/written-day.ts';
import texts from '../../client/locales/published.vi.json' with { type: 'json' };

type Words = Readonly<Record<string, string>>;
const BY: Words = texts.groups.by;
const CATEGORY: Readonly<Record<string, Words>> = texts.groups.category;
const MODE: Words = texts.mode;

export const modeName = (mode: string): string => MODE[mode] ?? mode;

/** A trait by the published page's words, a question by its own. */
export const groupingName = ({ grouping, label }: GroupTable): string =>
  BY[grouping] ?? label?.vi ?? grouping;

/** A category in the words of the published page; channels in a list's own words stay as they are. */
export function categoryName(
  grouping: string,
  { category, label }: GroupTable['categories'][number],
): string {
  if (label) return label.vi;
  if (category === 'unknown') return texts.groups.unknown;
  if (grouping === 'month') return writtenMonth(category);
  if (grouping === 'language' && category !== 'other')
    return new Intl.DisplayNames(['vi'], { type: 'language' }).of(category) ?? category;
  const channel = CHANNELS.indexOf(category);
  const key = grouping === 'channel' && channel >= 0 ? String(channel + 1) : category;
  return CATEGORY[grouping]?.[key] ?? category;
}
