import { digitsOf } from './numbers.ts';

/** Eleven-digit mobile numbers got new prefixes in September 2018. */
const PREFIXES_2018: Readonly<Record<string, string>> = {
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0186': '056',
  '0188': '058',
  '0199': '059',
};
const VALID = /^0(?:[35789]\d{8}|2\d{8,9})$/u;

/** As most lists have it; ten digits that are one digit over and over are nobody's. */
const MOBILE = /^0([35789])(?!\1{8}$)\d{8}$/u;

/** The first usable number of a cell as `0xxxxxxxxx`, or null. */
export function readPhone(text: string): string | null {
  if (text === '') return null;
  if (MOBILE.test(text)) return text;
  const number = digitsOf(text);
  if (number === null) return null;
  for (const part of number.split(/[/;,|\n]|hoặc|\s-\s/iu)) {
    const phone = normalised(part);
    if (phone) return phone;
  }
  return normalised(number);
}

function normalised(text: string): string | null {
  const digits = text
    .trim()
    .replace(/\.0+$/u, '')
    .replaceAll(/[^\d+]/gu, '')
    .replace(/^(?:\+|00)?84(?=\d{9,10}$)/u, '0')
    .replace(/^00(?=[35789]\d{8}$)/u, '0');
  const full = digits.startsWith('0') ? digits : `0${digits}`;
  const prefix = full.length === 11 ? PREFIXES_2018[full.slice(0, 4)] : undefined;
  const phone = prefix ? prefix + full.slice(4) : full;
  return VALID.test(phone) && !/^0(\d)\1+$/u.test(phone) ? phone : null;
}
