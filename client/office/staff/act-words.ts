import type { JournalRow } from '#contract/staff.ts';
import { t } from '../../i18n.ts';
import { moment, wholeNumber } from '../../ui/words.ts';

type Details = JournalRow['details'];

export function actName(act: string): string {
  const words = t(`activity.acts.${act}`);
  return words.startsWith('activity.acts.') ? act : words;
}

export const actWords = ({ act, times }: JournalRow): string =>
  times > 1 ? t('activity.times', { act: actName(act), n: wholeNumber(times) }) : actName(act);

export const momentWords = ({ at: firstAt, lastAt }: JournalRow): string =>
  lastAt ? t('activity.from_to', { from: moment(firstAt), to: moment(lastAt) }) : moment(firstAt);

export const detailWords = (details: Details): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const label = t(`activity.detail.${name}`);
      const shown = valueWords(name, value ?? null);
      return `${label.startsWith('activity.detail.') ? name : label}: ${shown.slice(0, 40)}`;
    })
    .join(' · ');

const OWN_WORDS = new Map([
  ['slipPrinting', ['slip_printing']],
  ['purpose', ['purpose', 'contact.purposes', 'results.archive.purposes']],
]);

/** Codes of outcomes, roles and reasons have names; other values are shown unchanged. */
function valueWords(name: string, value: Details[string]): string {
  if (name === 'year') return String(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value === 'boolean') return t(value ? 'activity.yes' : 'activity.no');
  if (value === 'province') return t('activity.whole');
  for (const family of [
    ...(OWN_WORDS.get(name) ?? []),
    'outcome',
    'role',
    'reserves.reasons',
    'reason',
    'corrections.how',
    'activity.values',
  ]) {
    const words = t(`${family}.${value}`);
    if (!words.startsWith(`${family}.`)) return words;
  }
  return String(value);
}
