import type { MaskKind } from '#contract/comments.ts';
import {
  FAMILY_NAMES,
  FORMS_OF_ADDRESS,
  KINDS_OF_PLACE,
  MIDDLE_NAMES,
  NO_NAMES,
  NO_PLACES,
  OFFICES,
} from './vietnamese-names.ts';

export interface Mask {
  readonly from: number;
  readonly to: number;
  readonly kind: MaskKind;
}

const INSTEAD: Record<MaskKind, string> = {
  name: '[tên]',
  phone: '[số điện thoại]',
  number: '[số]',
  dossier: '[mã hồ sơ]',
  place: '[nơi]',
  address: '[địa chỉ]',
};

/**
 * What should not be read by whom a comment is about: a suggestion for the person who reads it first, who
 * decides. It rather marks too much: what was marked wrongly is put back with one press.
 */
export function suggestedMasks(text: string): Mask[] {
  const found = [...patternMasks(text), ...wordMasks(text)];
  const inOrder = found.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Mask[] = [];
  for (const mask of inOrder) {
    const last = kept.at(-1);
    if (!last || mask.from >= last.to) kept.push(mask);
    else if (mask.to > last.to) kept[kept.length - 1] = { ...last, to: mask.to };
  }
  return kept;
}

export function maskedText(text: string, masks: readonly Mask[]): string {
  let masked = '';
  let done = 0;
  for (const { from, to, kind } of masks) {
    masked += text.slice(done, from) + INSTEAD[kind];
    done = to;
  }
  return masked + text.slice(done);
}

const PATTERNS: readonly (readonly [MaskKind, RegExp])[] = [
  ['address', /[\w.+-]+@[\w-]+\.[\w.]+|(?:https?:\/\/|www\.)\S+/gi],
  ['phone', /(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/g],
  ['dossier', /(?<![\p{L}\d])\p{Lu}{1,4}\d{0,3}(?:\.\d+)*[-–.]\d{2,}(?:[-–.]\d+)*/gu],
  // Identity papers, dossiers, accounts: long, and no money.
  [
    'number',
    /(?<![\d.,])\d(?:[ .-]?\d){5,}(?!\d)(?!\s*(?:đ|đồng|dong|vnđ|vnd|triệu|nghìn|ngàn)(?!\p{L}))/giu,
  ],
  [
    'number',
    /(?<=(?:thửa|thửa đất|tờ bản đồ|hồ sơ|biên nhận|phiếu|cccd|cmnd|tài khoản) số:? ?)[\p{L}\d][\p{L}\d./-]*/giu,
  ],
  ['address', /(?<!\p{L})(?:số nhà|nhà số|sn)\s*\d+\p{L}?(?:\/\d+\p{L}?)*/giu],
];

const patternMasks = (text: string): Mask[] =>
  PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind,
      from: match.index,
      to: match.index + match[0].length,
    })),
  );

interface Word {
  readonly from: number;
  readonly to: number;
  readonly plain: string;
  readonly isCapital: boolean;
  readonly isShouted: boolean;
  readonly isFirst: boolean;
  /** Nothing but a space before it. */
  readonly joins: boolean;
}

function wordsOf(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(/[\p{L}\p{M}]+|\d+\p{L}?/gu)].map((match) => {
    const [word] = match;
    const between = text.slice(end, match.index);
    const from = match.index;
    const isFirst = end === 0 || /[.!?\n:;"“(-]/.test(between);
    end = from + word.length;
    const upper = word.toUpperCase();
    return {
      from,
      to: end,
      plain: word.normalize('NFC').toLowerCase(),
      isCapital: /^\p{Lu}/u.test(word),
      isShouted: word === upper && word.length > 1,
      isFirst,
      joins: /^[ \u00a0]+$/.test(between),
    };
  });
}

function wordMasks(text: string): Mask[] {
  const words = wordsOf(text);
  const isShouting = words.filter(({ isShouted }) => isShouted).length > words.length / 2;
  const masks: Mask[] = [];
  for (let i = 0; i < words.length; ) {
    const length = nameAfterTitle(words, i, isShouting) || placeAfterKind(words, i, isShouting);
    const start = length ? i + 1 : i;
    const count = length || bareName(words, i, isShouting);
    if (count === 0) {
      i += 1;
      continue;
    }
    const kind = length && KINDS_OF_PLACE.has(words[i]!.plain) ? 'place' : 'name';
    masks.push({ kind, from: words[start]!.from, to: words[start + count - 1]!.to });
    i = start + count;
  }
  return masks;
}

const MOST_SYLLABLES = 5;

/** Words in a row from `start` that look like parts of one name. */
function run(words: readonly Word[], start: number, fits: (word: Word) => boolean): number {
  let count = 0;
  while (count < MOST_SYLLABLES) {
    const word = words[start + count];
    if (!word || (count > 0 && !word.joins) || !fits(word)) break;
    count += 1;
  }
  return count;
}

const standsOut = (isShouting: boolean) => (word: Word) => word.isCapital && !isShouting;

/** “chị Hoa”, “ông Nguyễn Văn An”, “anh tuấn”. */
function nameAfterTitle(words: readonly Word[], i: number, isShouting: boolean): number {
  const [title, next] = [words[i]!, words[i + 1]];
  if (!FORMS_OF_ADDRESS.has(title.plain) || !next?.joins || /\d/.test(next.plain)) return 0;
  const capitals = run(words, i + 1, standsOut(isShouting));
  if (capitals > 0 && !FORMS_OF_ADDRESS.has(next.plain)) return capitals;
  if (NO_NAMES.has(next.plain) || FORMS_OF_ADDRESS.has(next.plain)) return 0;
  return fullName(words, i + 1) || 1;
}

/** “thôn Nà Cà”, “xóm 3”, “tổ dân phố Hòa Bình”, “xóm đình”. */
function placeAfterKind(words: readonly Word[], i: number, isShouting: boolean): number {
  if (!KINDS_OF_PLACE.has(words[i]!.plain)) return 0;
  const skip = ['dân', 'dan', 'khu', 'phố'].includes(words[i + 1]?.plain ?? '') ? 1 : 0;
  const skipped = skip && words[i + 2]?.plain === 'phố' ? 2 : skip;
  const start = i + 1 + skipped;
  const next = words[start];
  if (!next?.joins) return 0;
  const named = run(words, start, (word) => standsOut(isShouting)(word) || /^\d/.test(word.plain));
  if (named > 0) return skipped + named;
  const isSmall = ['thôn', 'xóm', 'ấp', 'buôn', 'thon', 'xom'].includes(words[i]!.plain);
  if (!(isSmall || isShouting) || NO_PLACES.has(next.plain) || NO_NAMES.has(next.plain)) return 0;
  const second = words[start + 1];
  const goesOn = second?.joins && !NO_PLACES.has(second.plain) && !NO_NAMES.has(second.plain);
  return skipped + (goesOn ? 2 : 1);
}

/** A name without a word before it: by its family name, or by capitals in the middle of a sentence. */
function bareName(words: readonly Word[], i: number, isShouting: boolean): number {
  const full = fullName(words, i);
  if (full > 0) return full;
  const word = words[i]!;
  if (isShouting || !word.isCapital || word.isShouted) return 0;
  const count = run(words, i, (part) => part.isCapital && !part.isShouted);
  const parts = words.slice(i, i + count);
  if (parts.every(({ plain }) => OFFICES.has(plain))) return 0;
  if (word.isFirst) return count > 1 && !OFFICES.has(word.plain) ? count : 0;
  return count;
}

/** “Nguyễn Thị Hoa”, also small, without marks or shouted. */
function fullName(words: readonly Word[], i: number): number {
  const [family, second, third] = [words[i]!, words[i + 1], words[i + 2]];
  if (!FAMILY_NAMES.has(family.plain) || !second?.joins) return 0;
  if (family.isCapital && second.isCapital && !family.isShouted)
    return run(words, i, (word) => word.isCapital);
  if (!MIDDLE_NAMES.has(second.plain) || !third?.joins) return 0;
  const fourth = words[i + 3];
  const goesOn = family.isCapital && fourth?.joins && fourth.isCapital;
  return goesOn && !NO_NAMES.has(fourth.plain) ? 4 : 3;
}
