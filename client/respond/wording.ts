import { computed, signal } from '@preact/signals';
import { shortOffice } from '#contract/answering.ts';
import type { Opening } from '#contract/opening.ts';
import type { Questionnaire, Text } from '#contract/questionnaire.ts';
import { isBuiltIn, language, pack } from './texts.ts';

/** The counter's local name, as the opening on the screen has it. */
export const officeName = signal('');

/** What a pack says of the questionnaire, by the Vietnamese text. */
const phrases = computed(() => {
  const name = shortOffice(officeName.value);
  const named = (text: string) => text.split('{BPMC}').join(name);
  return new Map(
    Object.entries(pack.value?.questions ?? {}).map(([vi, own]) => [named(vi), named(own)]),
  );
});

/** A text of the questionnaire in the language of the page. */
export const localText = (text: Text): string =>
  isBuiltIn(language.value) ? text[language.value] : (phrases.value.get(text.vi) ?? text.vi);

/** The counter's local name in every question; the start screen says it whole. */
export function filled(opening: Opening): Opening {
  const name = JSON.stringify(shortOffice(opening.campaign.officeName)).slice(1, -1);
  const questionnaire: Questionnaire = JSON.parse(
    JSON.stringify(opening.questionnaire).split('{BPMC}').join(name),
  );
  return { ...opening, questionnaire };
}

/** 7K4M9QXE → 7K4M 9QXE, as it is read out and typed. */
export const inFours = (code: string): string => code.replace(/^(.{4})/, '$1 ');
