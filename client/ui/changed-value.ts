import { readWaveValue } from '#contract/contact-ways.ts';
import { t } from '../i18n.ts';
import { day } from './words.ts';

/** What a changed term was or became: a day, a wave of reminders, nothing, or words as they are. */
export function changedValue(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  const wave = readWaveValue(value);
  if (!wave) return value || t('changed_value.nothing');
  const reach = wave.isForUnreached ? [t('changed_value.unreached')] : [];
  return [day(wave.day), t(`way.${wave.way}`), ...reach].join(', ');
}
