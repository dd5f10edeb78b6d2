import { bare, fold } from './fold.ts';
import { remembered } from './remembered.ts';

const TITLES = 'ông bà anh chị cô chú bác cụ em ongba'.split(' ');
const BARE_TITLES = new Set(TITLES.map(bare));
const MARKED_TITLES = new Set(TITLES.map(fold));
const ALL_TITLES = BARE_TITLES.union(MARKED_TITLES);
/** Known under another name too: “(tức Bình)”, “hay còn gọi là Bình”. */
const ALIAS =
  /\([^)]*\)|[,;]?\s*(?:^|\s)(?:tức|tuc|bí danh|hay còn gọi|còn gọi là|tên khác)(?=\s|:).*$/gu;
/** Lý is Lí and Mỹ is Mĩ: a syllable of one consonant and y (QĐ 240/QĐ 1984 allowed both). */
const LAST_Y = /^([hklmst]|qu)y(?=[\u0300-\u036f]*$)/u;

/**
 * The words of a person's name as they are compared: no titles and aliases, dots of initials apart, Ð (eth) and other
 * letters that look like Đ as Đ, i for y.
 */
export function comparedName(name: string): string {
  const folded = fold(name);
  return AS_IT_IS.test(folded) ? folded : withoutExtras(name);
}

/** Letters and spaces, no title in front, no last y, no alias: most names. */
const AS_IT_IS = new RegExp(
  `^(?!(?:${[...ALL_TITLES].join('|')}) )(?!.*(?:[ðɖ]|(?:^| )(?:[hklmst]|qu)[yỳýỷỹỵ](?: |$)|${fold('tức')}|tuc|${['bí danh', 'gọi', 'khác'].map(fold).join('|')}))[\\p{L}\\p{M}' ]+$`,
  'u',
);

function withoutExtras(name: string): string {
  const text = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ðɖ]/gu, 'đ')
    .replace(ALIAS, ' ')
    .replaceAll(/[^\p{L}\p{M}']+/gu, ' ');
  const words = fold(text).split(' ').map(withI);
  const titles = words.every((word) => word === bare(word)) ? BARE_TITLES : MARKED_TITLES;
  // Three words are left: Ông and Ba are names as well.
  while (words.length > 3 && titles.has(words[0]!)) words.shift();
  return words.join(' ');
}

const withI = (word: string): string =>
  word.normalize('NFD').replace(LAST_Y, '$1i').normalize('NFC');

/** What says how a company is constituted, not which: the law forbids names that differ in it alone (59/2020/QH14, Điều 41). */
const LEGAL_FORMS = [
  'trach nhiem huu han',
  'mot thanh vien',
  '1 thanh vien',
  '1tv',
  'cong ty',
  'co phan',
  'tnhh',
  'mtv',
  'cty',
  'ct',
  'cp',
  'va',
].map((form) => form.split(' '));

const ABBREVIATED: readonly (readonly [words: string, short: string])[] = [
  ['thuong mai', 'tm'],
  ['dich vu', 'dv'],
  ['xay dung', 'xd'],
  ['san xuat', 'sx'],
  ['dau tu', 'dt'],
  ['xuat nhap khau', 'xnk'],
  ['doanh nghiep tu nhan', 'dntn'],
  ['hop tac xa', 'htx'],
  ['ho kinh doanh', 'hkd'],
  ['tmdv', 'tm dv'],
];

/** By their first word. `short` is missing where the phrase is left out. */
const PHRASES = Map.groupBy(
  [
    ...LEGAL_FORMS.map((form) => ({ words: form, short: undefined })),
    ...ABBREVIATED.map(([phrase, short]) => ({ words: phrase.split(' '), short })),
  ],
  ({ words }) => words[0]!,
);

/** The words that tell an organisation from others; a branch keeps its place, so it is another one. */
export const comparedOrganization = remembered((name) => {
  const text = fold(name)
    // A character that nobody sees, as before “T.N.H.H”, would divide a form.
    .replaceAll(/\p{Cf}+/gu, '')
    .replaceAll(/(?<=(?:^|[\s.])\p{L})\.(?=\p{L})/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  const words = text.split(' ');
  const unmarked = words.map(bare);
  const kept: string[] = [];
  for (let place = 0; place < words.length; ) {
    const phrase = PHRASES.get(unmarked[place]!)?.find((known) =>
      known.words.every((word, i) => word === unmarked[place + i]),
    );
    if (!phrase) kept.push(words[place]!);
    else if (phrase.short) kept.push(phrase.short);
    place += phrase?.words.length ?? 1;
  }
  return kept.join(' ');
}, 5000);
