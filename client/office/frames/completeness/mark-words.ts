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
    similar: similarWords(indicator) ?? '',
    reason: reason ? t(`reason.${reason}`) : '',
  };
  if (reason) return t(`indicator.by_reason.${field === null ? 'high' : 'in_field'}`, values);
  return t(`indicator.${name}.${side ?? 'low'}`, values);
}

/** The range of similar agencies: days and numbers as counts, all others as shares. */
export function similarWords({ name, similar, total }: Indicator): string | null {
  if (!similar) return null;
  const isCount = name === 'emptyDays' || name === 'missingNumbers';
  const words = (share: number) =>
    isCount ? wholeNumber(Math.round(share * total)) : percent(share);
  const [low, high] = [words(similar.low), words(similar.high)];
  return low === high ? low : `${low}–${high}`;
}
