import type { LanguagePack } from '#contract/languages.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import plain from '../../client/locales/plain.vi.json' with { type: 'json' };
import refusals from '../../client/locales/refusals.vi.json' with { type: 'json' };
import page from '../../client/locales/respond.vi.json' with { type: 'json' };

/** What a pack must hold: the Vietnamese, in a pack's form, and the codes that a recording may speak. */
export interface Originals {
  readonly pack: LanguagePack;
  readonly recordable: ReadonlySet<string>;
}

export function originalsOf(versions: readonly Questionnaire[]): Originals {
  const questions = versions.flatMap(({ groups }) => vietnameseIn(groups));
  return {
    pack: {
      language: 'vi',
      name: 'Tiếng Việt',
      texts: { ...flat(page), ...flat(refusals), ...flat(plain, 'plain.') },
      questions: Object.fromEntries(questions.map((text) => [text, text])),
    },
    recordable: new Set(['start', ...versions.flatMap(questionsOf).map(({ code }) => code)]),
  };
}

interface Texts {
  readonly [key: string]: string | Texts;
}

/** `{ start: { title } }` → `{ 'start.title' }`: one line of a pack for one text. */
const flat = (texts: Texts, path = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string'
        ? [[path + key, text]]
        : Object.entries(flat(text, `${path}${key}.`)),
    ),
  );

/** Every text that is shown, in any part: a new part of the form is not forgotten. */
function vietnameseIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { vi } = value as { vi?: unknown };
  if (typeof vi === 'string') return [vi];
  return Object.values(value).flatMap(vietnameseIn);
}
