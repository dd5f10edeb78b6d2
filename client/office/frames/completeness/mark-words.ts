import type { Indicator } from '#contract/indicators.ts';
import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import { t } from '../../../i18n.ts';
import { percent, wholeNumber } from '../../../ui/words.ts';

const REASONS = [...FAULTS, ...EXCLUSIONS];
const reasonOf = (name: Indicator['name']) => REASONS.find((reason) => reason === name);

/** What an indicator counts. */
export function indicatorLabel({ name, field }: Pick<Indicator, 'name' | 'field'>): string {
  const reason = reasonOf(name);
  const label = t(reason ? `reason.${reason}` : `indicator.${name}.label`);
  return field === null ? label : `${label} · ${field}`;
}

/** Why an agency is marked, in one sentence with the figures that bear it out. */
export function markWords(indicator: Indicator): string {
  const { name, side, share, expected, cases, total, field } = indicator;
  const reason = reasonOf(name);
  const values = {
    n: wholeNumber(cases),
    all: wholeNumber(total),
    share: percent(share ?? 0),
    expected: percent(expected),
    field: field ?? '',
    beside: besideWords(indicator),
    reason: reason ? t(`reason.${reason}`) : '',
  };
  if (reason) return t(`indicator.by_reason.${field === null ? 'high' : 'in_field'}`, values);
  return t(`indicator.${name}.${side ?? 'low'}`, values);
}

/** What similar agencies have, or all of its kind together where too few are similar. */
export function besideWords(indicator: Indicator): string {
  const similar = similarWords(indicator);
  return similar === null
    ? t('indicator.beside.all', { province: figureOf(indicator, indicator.province) })
    : t('indicator.beside.similar', { similar });
}

/** The range of similar agencies. */
export function similarWords(indicator: Indicator): string | null {
  const { similar } = indicator;
  if (!similar) return null;
  const [low, high] = [figureOf(indicator, similar.low), figureOf(indicator, similar.high)];
  return low === high ? low : `${low}–${high}`;
}

/** Days and numbers as counts, all others as shares. */
function figureOf({ name, total }: Indicator, share: number): string {
  const isCount = name === 'emptyDays' || name === 'missingNumbers';
  return isCount ? wholeNumber(Math.round(share * total)) : percent(share);
}
