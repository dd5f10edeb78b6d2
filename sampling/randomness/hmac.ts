import { sha256, wordsToBytes } from './sha256.ts';
import { compress, INITIAL_STATE } from './sha256-block.ts';

const BLOCK = 64;

/** Longest message that, with padding, fits the one block after the key block. */
export const SHORT_MESSAGE = 55;

/**
 * HMAC-SHA-256 under one key with both key blocks compressed beforehand, so that a message of at
 * most 55 bytes costs two compressions instead of four. Source: RFC 2104 (1997), §4.
 */
export class HmacKey {
  private readonly inner: Int32Array;
  private readonly outer: Int32Array;
  private readonly digest = new Int32Array(8);
  private readonly state = new Int32Array(8);
  private readonly words = new Int32Array(16);
  private readonly outerWords = new Int32Array(16);

  constructor(key: Uint8Array) {
    const padded = new Uint8Array(BLOCK);
    padded.set(key.length > BLOCK ? sha256(key) : key);
    this.inner = midstate(padded, 0x36);
    this.outer = midstate(padded, 0x5c);
    this.outerWords[8] = 0x80 << 24;
    this.outerWords[15] = (BLOCK + 32) * 8;
  }

  /** MAC of a message of any length, 32 bytes. */
  mac(message: Uint8Array): Uint8Array {
    return wordsToBytes(this.macWords(message));
  }

  /** The same of its first `length` bytes, as eight words that the next call overwrites. */
  macWords(message: Uint8Array, length: number = message.length): Int32Array {
    const { words, state } = this;
    state.set(this.inner);
    let offset = 0;
    for (; offset + BLOCK <= length; offset += BLOCK) {
      loadWords(words, message, offset, BLOCK);
      compress(state, words, state);
    }
    loadWords(words, message, offset, length - offset);
    if (length - offset > SHORT_MESSAGE) {
      compress(state, words, state);
      words.fill(0);
    }
    words[15] = (BLOCK + length) * 8;
    compress(state, words, this.outerWords);
    compress(this.outer, this.outerWords, this.digest);
    return this.digest;
  }

  /**
   * MAC of a message of at most 55 bytes given as one padded block of sixteen words whose last word
   * this fills in. Returns eight words that the next call overwrites; nothing is copied between.
   */
  macOfBlock(words: Int32Array, length: number): Int32Array {
    words[15] = (BLOCK + length) * 8;
    compress(this.inner, words, this.outerWords);
    compress(this.outer, this.outerWords, this.digest);
    return this.digest;
  }
}

/** Big-endian words of up to 64 bytes, followed by the padding bit where there is room. */
function loadWords(words: Int32Array, bytes: Uint8Array, offset: number, length: number): void {
  words.fill(0);
  for (let i = 0; i < length; i++) words[i >> 2]! |= bytes[offset + i]! << (24 - 8 * (i & 3));
  if (length < BLOCK) words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
}

function midstate(key: Uint8Array, pad: number): Int32Array {
  const state = INITIAL_STATE.slice();
  const words = new Int32Array(16);
  loadWords(
    words,
    key.map((byte) => byte ^ pad),
    0,
    BLOCK,
  );
  compress(state, words, state);
  return state;
}
