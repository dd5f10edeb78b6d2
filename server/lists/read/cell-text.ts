import { cleanedText } from './clean-text.ts';

const FORMULA_ERROR =
  /^(?:#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!)|Err:\d{3})$/u;

/** What a cell shows where its formula has failed. */
export const isFormulaError = (text: string): boolean => FORMULA_ERROR.test(text);

/** A cell of a workbook as text; what a formula failed to find is none. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOfDate(value);
  const text = cleanedText(String(value).normalize('NFC')).trim();
  return isFormulaError(text) ? '' : text;
}

/** Some writers store a day a millisecond before its midnight. */
export function dayOfDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  return dayFromIso(new Date(date.getTime() + 500).toISOString());
}

/** Days of any kind of workbook are written alike: dd/mm/yyyy. */
export function dayFromIso(moment: string): string {
  const [year = '', month = '', day = ''] = moment.slice(0, 10).split('-');
  return day === '' ? moment : `${day}/${month}/${year}`;
}
