import type { Opening } from '#contract/invitations.ts';
import type { Questionnaire, Text } from '#contract/questionnaire.ts';
import { language } from './texts.ts';

/** A text of the questionnaire in the language of the page. */
export const said = (text: Text): string => text[language.value];

/** The counter's local name stands in every text that speaks of it. */
export function filled(opening: Opening): Opening {
  const name = JSON.stringify(opening.campaign.officeName).slice(1, -1);
  const questionnaire: Questionnaire = JSON.parse(
    JSON.stringify(opening.questionnaire).split('{BPMC}').join(name),
  );
  return { ...opening, questionnaire };
}

/** 2026-12-15 → 15/12/2026 */
export const dayOf = (day: string): string => day.split('-').reverse().join('/');

/** 2026-09 → 9/2026 */
export const monthOf = (month: string): string => month.split('-').reverse().map(Number).join('/');

/** Minutes that a slow reader needs: one to read the first page, then twelve seconds a question (ux.md §4). */
export const minutesFor = (questions: number): number => Math.ceil(1 + questions / 5);

/** In running text the kind of a place is lower case: xã Vĩnh Thông. */
export const placeIn = (name: string): string =>
  name.replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố) /, (kind) => kind.toLowerCase());
