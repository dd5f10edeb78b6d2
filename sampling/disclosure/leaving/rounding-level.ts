import type { FigureLevel } from './precision.ts';

interface CountedDomain {
  readonly level: FigureLevel;
  readonly fieldCode: string | null;
  /** Respondents as they are published; null where their number is withheld. */
  readonly received: number | null;
}

/**
 * The level whose rounding a domain's figures have: a field, or a province, that is of one agency alone says of it no
 * more digits than the agency does. Agencies are counted whose number of respondents is published, as nothing else may
 * follow from the digits: by those who answered, whole percent would say that nobody of the second agency did.
 * @param domains all that leave together, with their numbers of respondents
 * sampling.md §1c, disclosure.
 */
export function roundingLevels(
  domains: readonly CountedDomain[],
): (domain: Pick<CountedDomain, 'level' | 'fieldCode'>) => FigureLevel {
  const shown = domains.filter(
    ({ level, received }) => (level === 'agency' || level === 'agency_field') && received,
  );
  const agencies = Map.groupBy(shown, ({ fieldCode }) => fieldCode);
  return ({ level, fieldCode }) => {
    const isSum = level === 'field' || level === 'province';
    return isSum && (agencies.get(fieldCode)?.length ?? 0) < 2 ? 'agency' : level;
  };
}
