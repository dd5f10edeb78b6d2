/** Excel's limit of a cell; a longer one makes it call the workbook damaged. */
const LONGEST = 32_767;
/** OWASP, CSV Injection, with the full-width signs that East Asian versions of Excel take for the same. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * A text on its way into a cell of a workbook or a CSV: names come from lists that anybody typed. What
 * begins as a formula does gets an apostrophe in front, in workbooks too, where it is a text by its type:
 * saved as CSV and opened again it would be one. Numbers are written as numbers and do not come here.
 * Control characters and what XML refuses would make Excel call the file damaged.
 */
export function spreadsheetText(text: string): string {
  const clean = text
    .replace(/[^\P{Cc}\t\r\n]/gu, ' ')
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\uFFFD');
  return (FORMULA.test(clean) ? `'${clean}` : clean).slice(0, LONGEST).toWellFormed();
}

/** The text as it was before the apostrophe. */
export const fromSpreadsheet = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
