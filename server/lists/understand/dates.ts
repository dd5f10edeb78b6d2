import { remembered } from './remembered.ts';

/** A calendar day as `yyyy-mm-dd`. */
export type Day = string;
/** `undefined`: nothing written; `null`: written, but no day that exists. */
export type ReadDay = Day | null | undefined;

const DAY_FIRST = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/u;
const YEAR_FIRST = /(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)/u;
const IN_WORDS = /ng[aà]y\s+(\d{1,2})\s+th[aá]ng\s+(\d{1,2})\s+n[aă]m\s+(\d{4})/iu;
/** Day numbers of a spreadsheet, 1950 to 2099, when a cell was not marked as a date. */
const SERIAL = /^([1-7]\d{4})(\.\d+)?$/u;

/**
 * The day in a cell, time and words around it aside. Day before month, as written in Viet Nam;
 * 05/13/2026 is no day and is not turned round, for then 05/12/2026 would be wrong in silence.
 */
export function readDay(text: string): ReadDay {
  const cell = text.trim();
  if (cell === '' || /^[-–—.]+$/u.test(cell)) return undefined;
  const year = YEAR_FIRST.exec(cell);
  if (year) return dayOf(Number(year[1]), Number(year[2]), Number(year[3]));
  const day = DAY_FIRST.exec(cell) ?? IN_WORDS.exec(cell);
  if (day) return dayOf(fullYear(day[3]!), Number(day[2]), Number(day[1]));
  const serial = SERIAL.exec(cell);
  if (serial) return dayOfSerial(Number(serial[1]));
  return null;
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
  const day = readDay(text);
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
  const day = bornBefore(readDay(cell) ?? null, today);
  return { day, year: day ? Number(day.slice(0, 4)) : null };
}

function bornBefore(day: Day | null, today: Day): Day | null {
  if (!day || day <= today) return day;
  const before = `${Number(day.slice(0, 4)) - 100}${day.slice(4)}`;
  return before >= '1900' ? before : null;
}
