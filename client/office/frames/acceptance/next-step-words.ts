import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';
import type { NextStep } from './next-step.ts';

/** The sentence of an agency's next step, its numbers as people write them. */
export const stepWords = ({ key, values }: NextStep): string =>
  t(
    `next.${key}`,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? wholeNumber(value) : value,
      ]),
    ),
  );
