import { cleanedText } from './clean-text.ts';

const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  shy: '\u00ad',
};
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu;
const LETTER = /^([a-z])(grave|acute|circ|tilde)$/iu;

/** A text between tags as a person reads it. */
export const htmlText = (text: string): string =>
  cleanedText(withoutEntities(text))
    .replaceAll(/[ \t\r\n\u00a0]+/gu, ' ')
    .trim();

/** The same of XML, where line ends within a cell were typed. */
export const xmlText = (text: string): string => cleanedText(withoutEntities(text)).trim();

const withoutEntities = (text: string): string =>
  text.replaceAll(ENTITY, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? letterOf(name) ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });

function letterOf(name: string): string | undefined {
  const [, letter, mark] = LETTER.exec(name) ?? [];
  return letter && mark && (letter + MARKS[mark.toLowerCase()]!).normalize('NFC');
}
