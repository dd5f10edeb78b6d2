import type { NameWords, Word } from './name-words.ts';
import { isOneLetterApart } from './one-letter-apart.ts';
import { WEIGHTS } from './weights.ts';

export interface NameEvidence {
  /** In bits. */
  readonly weight: number;
  /** The given name is the same, not only alike, and no other word is another one. */
  readonly isSame: boolean;
}

export interface WrittenName {
  readonly words: readonly Word[];
  /** Typed without any mark. */
  readonly isBare: boolean;
}

const { name: W } = WEIGHTS;

/** Word by word, in the order that fits best: the given name may come first. Each word is a field of its own. */
export function compareNames(a: WrittenName, b: WrittenName, words: NameWords): NameEvidence {
  const context = { words, isBare: a.isBare || b.isBare };
  const best = compareInOrder(a.words, b.words, context);
  if (best.isSame || a.words.length < 2 || b.words.length < 2) return best;
  const turnedRound = [
    compareInOrder(turned(a.words), b.words, context),
    compareInOrder(a.words, turned(b.words), context),
  ].map((found) => ({ ...found, weight: found.weight + W.otherOrder }));
  return [best, ...turnedRound].reduce((x, y) => (y.weight > x.weight ? y : x));
}

const turned = (words: readonly Word[]) => [...words.slice(1), words[0]!];

interface Context {
  readonly words: NameWords;
  readonly isBare: boolean;
}

/** Family with family name, given with given name, and the middle names that both have. */
function compareInOrder(
  left: readonly Word[],
  right: readonly Word[],
  context: Context,
): NameEvidence {
  const [given, otherGiven] = [left.at(-1)!, right.at(-1)!];
  const weight = wordWeight(given, otherGiven, context);
  const family = left.length > 1 && right.length > 1 ? wordWeight(left[0]!, right[0]!, context) : 0;
  const middle = family === 0 ? 0 : middleWeight(left, right, context);
  const isSame =
    weight > 0 &&
    given.text.length > 1 &&
    otherGiven.text.length > 1 &&
    Math.min(family, middle) > W.differs / 2;
  const others = isSame
    ? family + middle
    : Math.min(family + middle, W.mostOfRelatives - Math.max(0, weight));
  return { weight: Math.max(W.least, Math.min(W.most, others + weight)), isSame };
}

/** Each middle name of the shorter with the one that fits best among those of the longer that follow. */
function middleWeight(left: readonly Word[], right: readonly Word[], context: Context): number {
  const [fewer, more] = left.length <= right.length ? [left, right] : [right, left];
  let weight = (more.length - fewer.length) * W.withoutMiddle;
  let next = 1;
  for (let place = 1; place < fewer.length - 1; place++) {
    // Those that follow need a word each.
    const last = more.length - (fewer.length - place);
    let [best, found] = [Number.NEGATIVE_INFINITY, next];
    for (let other = next; other <= last; other++) {
      const fit = wordWeight(fewer[place]!, more[other]!, context);
      if (fit > best) [best, found] = [fit, other];
    }
    weight += best;
    next = found + 1;
  }
  return weight;
}

function wordWeight(a: Word, b: Word, context: Context): number {
  if (a === b) return a.text.length === 1 ? W.initial : context.words.bitsOf(a);
  if (a.unmarked === b.unmarked) return marksWeight(a, b, context);
  if (a.text.length === 1 || b.text.length === 1)
    return a.bare[0] === b.bare[0] ? W.initial : W.differs;
  return isOneLetterApart(a.bare, b.bare) ? nearWeight(a, b, context) : W.differs;
}

function marksWeight(a: Word, b: Word, context: Context): number {
  if (context.isBare) return context.words.bareBitsOf(a);
  if (withD(a.text) !== withD(b.text)) return nearWeight(a, b, context);
  return Math.min(context.words.bitsOf(a), context.words.bitsOf(b)) + W.dForD;
}

function nearWeight(a: Word, b: Word, { words }: Context): number {
  const common = Math.min(words.bitsOf(a), words.bitsOf(b));
  const rare = Math.max(words.bitsOf(a), words.bitsOf(b));
  return rare - common > RARER ? Math.max(W.near, common + W.slip) : W.near;
}
/** Bits by which a word must be rarer than the one beside it to be taken for a slip of the hand. */
const RARER = 3;

const withD = (word: string) => word.replaceAll('đ', 'd');
