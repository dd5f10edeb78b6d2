import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';

/** BCP 47: `vi`, `en`, `tyz` (Tày), `hmn` (Mông), `blt` (Thái đen). */
export const LanguageTag = z
  .string()
  .check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.maxLength(20));

/** Spoken by the platform itself. */
export const BUILT_IN_LANGUAGES: readonly string[] = ['vi', 'en'];

/** Where totals by language count what names none that the server offers: strangers write no words for staff. */
export const OTHER_LANGUAGE = 'other';

/** A name of a file beside the pack; the endings are what phones can play. */
export const RecordingName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.(mp3|m4a|ogg|opus|webm)$/));

/**
 * All that a citizen reads, in one more language: made by a province, put into a folder, read at the
 * start. `texts` are the page's own by key, `questions` those of the questionnaire by the Vietnamese.
 */
export const LanguagePack = z.object({
  language: LanguageTag,
  /** The language's name for itself: “Tiếng Tày”, “Hmoob”. */
  name: z.string().check(z.trim(), z.minLength(2), z.maxLength(40)),
  texts: z.record(z.string(), z.string()),
  questions: z.record(z.string(), z.string()),
  /** Recordings by the code of a question, or by `start` for the first page. */
  recordings: z.optional(z.record(z.string(), RecordingName)),
});
export type LanguagePack = z.output<typeof LanguagePack>;

export const listLanguages = endpoint({
  method: 'GET',
  path: '/api/languages',
  access: 'public',
  summary: 'Languages beside Vietnamese and English that have a complete pack',
  reply: z.object({ languages: z.array(z.object({ language: LanguageTag, name: z.string() })) }),
});

export const readLanguage = endpoint({
  method: 'GET',
  path: '/api/languages/:language',
  access: 'public',
  summary: 'A complete pack; `vi` is the Vietnamese in the same form, to translate from',
  params: z.object({ language: LanguageTag }),
  reply: LanguagePack,
});
