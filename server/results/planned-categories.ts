import { BUILT_IN_LANGUAGES, OTHER_LANGUAGE } from '#contract/languages.ts';
import { CHANNELS } from '#contract/list-words.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import { MODES } from '#contract/responses.ts';
import type { GroupFigure } from '#contract/tabulation.ts';

/** People who did not say, or of whom the list does not. */
const UNKNOWN = 'unknown';

const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  mode: MODES,
  language: [...BUILT_IN_LANGUAGES, OTHER_LANGUAGE],
  channel: [...CHANNELS, UNKNOWN],
  timeliness: ['on_time', 'late', 'refused', UNKNOWN],
  applicant: ['citizen', 'organization', UNKNOWN],
};

/** Days on which results were returned to the people of the frame. */
export interface ReturnWindow {
  readonly returnedFrom: string;
  readonly returnedTo: string;
}

/** Every category that a table has a row for, shown or not, in the order of the form. */
export function plannedCategories(
  questionnaire: Questionnaire,
  window: ReturnWindow,
  grouping: string,
  figures: readonly GroupFigure[],
): string[] {
  const question = questionsOf(questionnaire).find(({ code }) => code === grouping);
  if (grouping === 'month') return [...monthsOf(window), UNKNOWN];
  const asked =
    question && question.kind !== 'comment'
      ? [...question.options.map(({ value }) => String(value)), UNKNOWN]
      : (CATEGORIES[grouping] ?? [UNKNOWN]);
  const shown = figures.filter((figure) => figure.grouping === grouping);
  const others = new Set(
    shown.map(({ category }) => category).filter((code) => !asked.includes(code)),
  );
  const named = asked.filter((code) => code !== UNKNOWN);
  return [...named, ...[...others].sort(), ...(asked.includes(UNKNOWN) ? [UNKNOWN] : [])];
}

function monthsOf({ returnedFrom, returnedTo }: ReturnWindow): string[] {
  const [from, to] = [returnedFrom, returnedTo].map((day) => {
    const [year = 0, month = 0] = day.split('-').map(Number);
    return 12 * year + month - 1;
  }) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, k) => {
    const month = from + k;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
