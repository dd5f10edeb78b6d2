import { looksDoublyEncoded } from '../read/double-encoding.ts';
import { bare, collapse, fold } from './fold.ts';
import { remembered } from './remembered.ts';

const ABBREVIATIONS = new Set(
  'TNHH MTV CP TM DV XD XNK SX UBND HĐND HTX DNTN BQL KCN THCS THPT THPTDTNT PTDTNT PTDTBT TTYT TDP VLXD NLS'.split(
    ' ',
  ),
);
const ORGANIZATION =
  /^(?:công ty|cty|tổng công ty|doanh nghiệp|dntn|hợp tác xã|htx|liên hiệp|tập đoàn|ngân hàng|chi nhánh|văn phòng|trung tâm|trường|bệnh viện|phòng khám|nhà máy|xí nghiệp|quỹ|hiệp hội|hội|liên đoàn|đoàn|ban|giáo xứ|chùa|hộ kinh doanh|hkd|cơ sở|cửa hàng|nhà thuốc|quầy thuốc)(?=\s)/u;
const STATE_BODY = /^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an|sở)(?=\s)/u;
const HONORIFIC = /^(?:ông\s*[/(]\s*bà\)?|bà\s*[/(]\s*ông\)?|(?:ông|bà|anh|chị)\s*[:.])\s*/iu;

/** A name as it should be printed: NFC, single spaces, capitals only where names have them. */
export function readName(text: string): string | null {
  const name = collapse(text).replace(HONORIFIC, '');
  // Of rows that were joined to a list in another encoding: no such name is printed on a slip.
  if (!/\p{L}/u.test(name) || looksDoublyEncoded(name)) return null;
  const isOneCase = name === name.toUpperCase() || name === name.toLowerCase();
  return isOneCase ? titleCase(name) : name;
}

function titleCase(name: string): string {
  const isOrganization = looksLikeOrganization(name);
  return name
    .split(' ')
    .map((word) => titleWord(word, isOrganization))
    .join(' ');
}

function titleWord(word: string, isOrganization: boolean): string {
  if (isOrganization && ABBREVIATIONS.has(word.toUpperCase())) return word.toUpperCase();
  return withCapital(word);
}

/** H’Hen, M'Drắk, Nguyễn-Trần: a letter after the mark begins a name of its own. */
const withCapital = remembered((word) =>
  word.toLowerCase().replaceAll(/(?:^|['’\-(".])\p{L}/gu, (start) => start.toUpperCase()),
);

export const looksLikeOrganization = (name: string): boolean => ORGANIZATION.test(folded(name));
export const looksLikeStateBody = (name: string): boolean => STATE_BODY.test(folded(name));
const folded = (name: string) => collapse(name).toLowerCase();

/** The same name however it is spelt; `isBare` recognises a name typed without any mark. */
export const nameKey = (name: string): string => fold(name);
export const bareName = (name: string): string => bare(name);
export const isBare = (name: string): boolean => nameKey(name) === bareName(name);
