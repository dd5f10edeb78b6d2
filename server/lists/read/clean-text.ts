/**
 * What no person types and what breaks further on: PostgreSQL stores no NUL, Excel opens no workbook with U+FFFE, and
 * a name with a zero-width space is another name. Letters of fonts from before Unicode are kept: C1 and the soft hyphen.
 */
const CONTROL = /[\p{Cc}--[\t\n\u0080-\u009f]]/gv;
const UNSEEN = /[[\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]--[\u00ad]]/gv;
/** No Vietnamese and none of its punctuation. Found in a quarter of the time that the sets above take. */
const STRANGE = /[^\t\n -~\u0080-\u036f\u1e00-\u1eff\u2010-\u2027]/;

/** A text of a list without control characters, which part words, and without what is not seen. */
export const cleanedText = (text: string): string =>
  STRANGE.test(text) ? text.replaceAll(CONTROL, ' ').replaceAll(UNSEEN, '') : text;
