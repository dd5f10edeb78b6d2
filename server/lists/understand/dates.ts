import { remembered } from './remembered.ts';

/** A calendar day as `yyyy-mm-dd`. */
export type Day = string;
/** `undefined`: nothing written; `null`: written, but no day that exists. */
export type ReadDay = Day | null | undefined;

const DAY_FIRST = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/u;
const YEAR_FIRST = /(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/u;
/** Excel's own Vietnamese formats too: “3 tháng 7, 2026”, “29 thg 4, 2026”, “19-Thg10-2026”, “13/Th1/2026”. */
const MONTH_IN_WORDS =
  /(?<!\d)(\d{1,2})[\s/.,-]*(?:th[aá]ng|thg|th)\.?\s*(\d{1,2})(?:[\s/.,-]|n[aă]m)+(\d{4}|\d{2})(?!\d)/iu;
const DAY_ENGLISH = /(?<!\d)(\d{1,2})[\s/.,-]*([a-z]{3,9})\.?[\s/.,-]+(\d{4}|\d{2})(?!\d)/iu;
const ENGLISH_FIRST = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/iu;
const ENGLISH = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** A moment with its distance from Greenwich: its day is the one it had in Viet Nam. */
const MOMENT =
  /(?<!\d)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})/iu;
const VIETNAM_MS = 7 * 3_600_000;
/** ddMMyyyy; a number cell has lost its first zero. */
const COMPACT = /^(\d{1,2})(\d{2})(\d{4})$/u;
/** Day numbers of a spreadsheet, 1950 to 2099, when a cell was not marked as a date. */
const SERIAL = /^([1-7]\d{4})(\.\d+)?$/u;

/**
 * The day in a cell, time and words around it aside. Day before month, as written in Viet Nam;
 * 05/13/2026 is no day and is not turned round, for then 05/12/2026 would be wrong in silence.
 */
export function readDay(text: string): ReadDay {
  const cell = text.trim();
  if (cell === '' || /^[-–—.]+$/u.test(cell)) return undefined;
  const moment = MOMENT.exec(cell);
  if (moment) return dayInVietnam(moment[0]);
  const year = YEAR_FIRST.exec(cell);
  if (year) return dayOf(Number(year[1]), Number(year[2]), Number(year[3]));
  const day = DAY_FIRST.exec(cell) ?? MONTH_IN_WORDS.exec(cell);
  if (day) return dayOf(fullYear(day[3]!), Number(day[2]), Number(day[1]));
  const english = readEnglish(cell);
  if (english !== undefined) return english;
  const serial = SERIAL.exec(cell);
  if (serial) return dayOfSerial(Number(serial[1]));
  return null;
}

function dayInVietnam(written: string): Day | null {
  const moment = Date.parse(written);
  return Number.isNaN(moment) ? null : new Date(moment + VIETNAM_MS).toISOString().slice(0, 10);
}

function readEnglish(cell: string): Day | null | undefined {
  const dayFirst = DAY_ENGLISH.exec(cell);
  if (dayFirst) {
    const month = englishMonth(dayFirst[2]!);
    if (month > 0) return dayOf(fullYear(dayFirst[3]!), month, Number(dayFirst[1]));
  }
  const monthFirst = ENGLISH_FIRST.exec(cell);
  const month = monthFirst ? englishMonth(monthFirst[1]!) : 0;
  return month > 0 ? dayOf(Number(monthFirst![3]), month, Number(monthFirst![2])) : undefined;
}

/** 1 to 12; 0 for a word that is none. */
const englishMonth = (word: string): number =>
  ENGLISH.findIndex((name) => name.startsWith(word.toLowerCase())) + 1;

/** Only where a column of days is known: eight digits alone may be anything. */
function readCompact(cell: string): Day | null {
  const digits = COMPACT.exec(cell.trim());
  return digits ? dayOf(Number(digits[3]), Number(digits[2]), Number(digits[1])) : null;
}

function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const fullYear = (year: string) => Number(year.length === 2 ? `20${year}` : year);

function dayOfSerial(serial: number): Day | null {
  if (serial < 18264 || serial > 73050) return null;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The day of something that happened to a dossier. The systems are younger than 2000, so 04/03/1926 and
 * 04/03/2126 are 2026 in the wrong century.
 */
export const readEventDay = (text: string): ReadDay =>
  eventDay(DAY_AND_TIME.test(text) ? text.slice(0, 10) : text);

/** A list has a few hundred days, each with a hundred thousand times. */
const DAY_AND_TIME = /^\d\d\/\d\d\/\d{4} \d\d:\d\d(?::\d\d)?$/u;

const eventDay = remembered((text): ReadDay => {
  const day = readDay(text) === null ? readCompact(text) : readDay(text);
  const year = Number(day?.slice(0, 4));
  if (!day || (year >= 1950 && year < 2100)) return day;
  return `${year < 1950 ? year + 100 : year - 100}${day.slice(4)}`;
});

/** A person's birth: the day where it is known, otherwise the year alone. */
export interface Birth {
  readonly day: Day | null;
  readonly year: number | null;
}

/** A birth after `today` is one in the century before: two digits of the year say no more. */
export function readBirth(text: string, today: Day = '2100-12-31'): Birth {
  const cell = text.trim();
  if (/^\d{4}$/u.test(cell)) {
    const year = Number(cell) > Number(today.slice(0, 4)) ? Number(cell) - 100 : Number(cell);
    return { day: null, year: year >= 1900 && year <= 2100 ? year : null };
  }
  const day = bornBefore(readDay(cell) ?? readCompact(cell), today);
  return { day, year: day ? Number(day.slice(0, 4)) : null };
}

function bornBefore(day: Day | null, today: Day): Day | null {
  if (!day || day <= today) return day;
  const before = `${Number(day.slice(0, 4)) - 100}${day.slice(4)}`;
  return before >= '1900' ? before : null;
}
