import { remembered } from './remembered.ts';

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const ALL_MARKS = /[\u0300-\u036f]/gu;

/**
 * A key that is the same for two spellings of one Vietnamese text: case, spaces and the place of the tone
 * mark do not count (Định Hoá = Định Hóa). Letters and tones do: Văn Lang is not Văn Lăng.
 */
export const fold = (text: string): string => formsOf(text).folded;

interface Forms {
  readonly text: string;
  readonly folded: string;
  readonly bare: string;
}
/** A cell is folded for its key, stripped for its search and folded again to be compared, one after the other. */
let last: Forms = { text: '', folded: '', bare: '' };

function formsOf(text: string): Forms {
  if (text === last.text) return last;
  const words = UNEVEN.test(text) ? text.trim().split(SPACES) : text.split(' ');
  let [folded, unmarked] = ['', ''];
  for (const [place, word] of words.entries()) {
    const forms = formsOfWord(word);
    folded += place === 0 ? forms.folded : ` ${forms.folded}`;
    unmarked += place === 0 ? forms.bare : ` ${forms.bare}`;
  }
  last = { text, folded, bare: unmarked };
  return last;
}
const SPACES = /\s+/u;
/** Anything but single spaces between words. */
const UNEVEN = /^\s|\s$|\s\s|[^\S ]/u;

const formsOfWord = remembered((word) => ({ folded: foldWord(word), bare: bareWord(word) }));

const foldWord = (word: string): string =>
  toneLast(
    word
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[’‘ʼ`]/gu, "'"),
  ).normalize('NFC');

function toneLast(word: string): string {
  const tones = word.match(TONES);
  return tones ? word.replace(TONES, '') + tones.join('') : word;
}

/** Words of a heading or a label: folded, without punctuation. */
export const foldWords = (text: string): string =>
  fold(text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' '));

/** Without any mark, for searching only: it joins Văn Lang to Văn Lăng. */
export const bare = (text: string): string => formsOf(text).bare;

const bareWord = (word: string): string =>
  word.normalize('NFD').replace(ALL_MARKS, '').toLowerCase().replaceAll('đ', 'd');

/** Words of composed Latin letters with one space between: most cells are so, and stay as they are. */
const PLAIN = /^[!-~À-ɏḀ-ỿ]+(?: [!-~À-ɏḀ-ỿ]+)*$/u;

export const collapse = (text: string): string =>
  text === '' || PLAIN.test(text)
    ? text
    : text.normalize('NFC').replaceAll(LEFT_OF_FONTS, '').replaceAll(/\s+/gu, ' ').trim();

/** Letters of fonts from before Unicode in a text that is in none. */
const LEFT_OF_FONTS = /[\u0080-\u009f\u00ad]/gu;
