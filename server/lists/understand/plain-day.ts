const SLASH = 0x2f;
const SPACE = 0x20;
const COLON = 0x3a;
/** “17/06/2026”, with a time to the minute, to the second. */
const [DAY, MINUTE, SECOND] = [10, 16, 19];

/**
 * The day of a cell as most systems write it, dd/mm/yyyy with or without a time, as the number yyyymmdd; −1 for every
 * other cell. Four columns of a million rows are read so: without a pattern, a copy or a hash of the text it takes a fifth.
 */
export function plainNumber(text: string): number {
  const { length } = text;
  if (length !== DAY && length !== MINUTE && length !== SECOND) return -1;
  if (text.charCodeAt(2) !== SLASH || text.charCodeAt(5) !== SLASH) return -1;
  const [day, month] = [twoDigits(text, 0), twoDigits(text, 3)];
  const [century, year] = [twoDigits(text, 6), twoDigits(text, 8)];
  if (day < 0 || month < 0 || century < 0 || year < 0) return -1;
  if (length >= MINUTE && !isTime(text)) return -1;
  return ((century * 100 + year) * 100 + month) * 100 + day;
}

function isTime(text: string): boolean {
  if (text.charCodeAt(10) !== SPACE || text.charCodeAt(13) !== COLON) return false;
  if (twoDigits(text, 11) < 0 || twoDigits(text, 14) < 0) return false;
  return text.length === MINUTE || (text.charCodeAt(16) === COLON && twoDigits(text, 17) >= 0);
}

/** −1 where one of both is no digit. */
function twoDigits(text: string, place: number): number {
  const [tens, units] = [text.charCodeAt(place) - 0x30, text.charCodeAt(place + 1) - 0x30];
  return tens < 0 || tens > 9 || units < 0 || units > 9 ? -1 : tens * 10 + units;
}
