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
