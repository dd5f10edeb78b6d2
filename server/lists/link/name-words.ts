import { bare } from '../understand/fold.ts';

/** A word of names in one agency's list. */
export interface Word {
  readonly text: string;
  readonly bare: string;
  /** Names that have it. */
  count: number;
  readonly unmarked: { count: number };
  /** In bits: how much it says that two names have it; and when no mark is written. NaN until asked for. */
  bits: number;
  bareBits: number;
}

/** Shares among all Vietnamese names, where a list has too few to tell: Nguyễn alone is a third (Lê Trung Hoa 2005). */
const USUAL: Readonly<Record<string, number>> = {
  nguyễn: 0.31,
  trần: 0.11,
  lê: 0.09,
  phạm: 0.06,
  hoàng: 0.05,
  thị: 0.3,
  văn: 0.2,
};
const RARE = 0.005;
/** Names that the usual shares weigh as much as. */
const PRIOR = 100;

/**
 * How often each word occurs in the names of one agency (Winkler 1988): two who are both called Nguyễn agree in little.
 * A name counts once, however many dossiers have it.
 */
export class NameWords {
  private readonly words = new Map<string, Word>();
  private readonly unmarked = new Map<string, { count: number }>();
  private names = 0;

  count(name: string): void {
    this.names += 1;
    for (const text of name.split(' ')) {
      const word = this.wordOf(text);
      word.count += 1;
      word.unmarked.count += 1;
    }
  }

  wordOf(text: string): Word {
    const known = this.words.get(text);
    if (known) return known;
    const unmarkedText = bare(text);
    let unmarked = this.unmarked.get(unmarkedText);
    if (!unmarked) {
      unmarked = { count: 0 };
      this.unmarked.set(unmarkedText, unmarked);
    }
    const word = {
      text,
      bare: unmarkedText,
      count: 0,
      unmarked,
      bits: Number.NaN,
      bareBits: Number.NaN,
    };
    this.words.set(text, word);
    return word;
  }

  bitsOf(word: Word): number {
    if (Number.isNaN(word.bits)) word.bits = this.bitsOfShare(word.count, USUAL[word.text]);
    return word.bits;
  }

  bareBitsOf(word: Word): number {
    if (Number.isNaN(word.bareBits))
      word.bareBits = this.bitsOfShare(word.unmarked.count, UNMARKED.get(word.bare));
    return word.bareBits;
  }

  private bitsOfShare(count: number, usual = RARE): number {
    return -Math.log2(Math.min(1, (count + PRIOR * usual) / (this.names + PRIOR)));
  }
}

const UNMARKED = new Map(Object.entries(USUAL).map(([word, share]) => [bare(word), share]));
