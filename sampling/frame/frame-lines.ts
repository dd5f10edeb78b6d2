import { IDENTIFIER, IDENTIFIER_LENGTH } from './identifier.ts';

const TAB = 9;
const LF = 10;
const LONGEST_LINE = 2 * IDENTIFIER_LENGTH + 2;
const ALLOWED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 128 && IDENTIFIER.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Receives one frame line: unit id in `bytes[from, tab)`, stratum in `bytes[tab + 1, end)`. */
export type UnitSink = (bytes: Uint8Array, from: number, tab: number, end: number) => void;

/** First byte of a frame that is not canonical: `line` counts from 1. */
export interface FrameFault {
  readonly line: number;
  readonly reason: string;
}

/**
 * Reads canonical frame bytes arriving in pieces and hands every unit on without making strings.
 * It never throws: the first fault is kept, because a frame that is not the committed one should
 * be refused for that, and its hash is known only at the end. Source: SIPAS-DRAW/1, frame.tsv.
 */
export class FrameLines {
  /** Lines read so far. */
  count = 0;
  fault: FrameFault | undefined;
  private readonly sink: UnitSink;
  private readonly previous = new Uint8Array(IDENTIFIER_LENGTH);
  private previousLength = 0;
  private readonly carry = new Uint8Array(LONGEST_LINE);
  private carried = 0;

  constructor(sink: UnitSink) {
    this.sink = sink;
  }

  /** Reads the next piece of the frame. */
  write(bytes: Uint8Array): void {
    let offset = 0;
    if (this.carried > 0) offset = this.completeCarried(bytes);
    while (this.fault === undefined && offset < bytes.length) {
      const end = this.readLine(bytes, offset, bytes.length);
      if (end < 0) {
        this.carryOver(bytes, offset);
        return;
      }
      offset = end + 1;
    }
  }

  /** To be called after the last piece: a line without its LF is a fault. */
  end(): void {
    if (this.carried > 0) this.fail('the last line does not end with LF');
  }

  private completeCarried(bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, LONGEST_LINE - this.carried);
    this.carry.set(bytes.subarray(0, taken), this.carried);
    const end = this.readLine(this.carry, 0, this.carried + taken);
    if (end < 0) {
      this.carried += taken;
      if (this.carried === LONGEST_LINE) this.fail(NOT_A_FRAME_LINE);
      return taken;
    }
    const used = end + 1 - this.carried;
    this.carried = 0;
    return used;
  }

  private carryOver(bytes: Uint8Array, offset: number): void {
    if (this.fault !== undefined) return;
    const rest = bytes.length - offset;
    if (rest >= LONGEST_LINE) {
      this.fail(NOT_A_FRAME_LINE);
      return;
    }
    this.carry.set(bytes.subarray(offset));
    this.carried = rest;
  }

  /** Position of the line's LF, or -1 when the piece ends before it. */
  private readLine(bytes: Uint8Array, from: number, limit: number): number {
    const tab = identifierEnd(bytes, from, limit);
    if (tab === limit && tab - from <= IDENTIFIER_LENGTH) return -1;
    const end = bytes[tab] === TAB ? identifierEnd(bytes, tab + 1, limit) : tab;
    if (end === limit && end - tab - 1 <= IDENTIFIER_LENGTH) return -1;
    if (bytes[end] !== LF || !isLength(tab - from) || !isLength(end - tab - 1)) {
      this.fail(NOT_A_FRAME_LINE);
      return -1;
    }
    if (this.isInOrder(bytes, from, tab)) {
      this.count++;
      this.sink(bytes, from, tab, end);
    }
    return end;
  }

  private isInOrder(bytes: Uint8Array, from: number, tab: number): boolean {
    const { previous, previousLength } = this;
    const length = tab - from;
    let i = 0;
    while (i < length && i < previousLength && bytes[from + i] === previous[i]) i++;
    const isTwice = i === length && i === previousLength;
    const isBefore = i === length || (i < previousLength && bytes[from + i]! < previous[i]!);
    if (isTwice) this.fail('the unit is there twice');
    else if (isBefore) this.fail('not sorted by unit_id');
    for (; i < length; i++) previous[i] = bytes[from + i]!;
    this.previousLength = length;
    return this.fault === undefined;
  }

  private fail(reason: string): void {
    this.fault ??= { line: this.count + 1, reason };
  }
}

const NOT_A_FRAME_LINE = 'not "unit_id TAB stratum LF"';

const isLength = (length: number) => length >= 1 && length <= IDENTIFIER_LENGTH;

function identifierEnd(bytes: Uint8Array, from: number, limit: number): number {
  let offset = from;
  while (offset < limit && ALLOWED[bytes[offset]!] === 1) offset++;
  return offset;
}
