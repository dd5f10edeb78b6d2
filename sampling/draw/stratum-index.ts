/** FNV-1a offset and prime: a cheap, even hash of short identifiers (Fowler, Noll, Vo 1991). */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/**
 * Position of a stratum by the bytes of its code: open addressing over the plan's strata, so that
 * ten million frame lines are looked up without making a string of each.
 */
export class StratumIndex {
  private readonly table: Int32Array;
  private readonly codes: readonly Uint8Array[];

  constructor(strata: readonly string[]) {
    const encoder = new TextEncoder();
    this.codes = strata.map((code) => encoder.encode(code));
    let size = 16;
    while (size < 3 * strata.length) size *= 2;
    this.table = new Int32Array(size).fill(-1);
    this.codes.forEach((code, h) => {
      this.table[this.slotOf(code, 0, code.length)] = h;
    });
  }

  /** Position of the stratum `bytes[from, to)` in the list given, or -1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.table[this.slotOf(bytes, from, to)]!;
  }

  /** Slot that holds the code, or the empty slot where it would go. */
  private slotOf(bytes: Uint8Array, from: number, to: number): number {
    const mask = this.table.length - 1;
    let hash = OFFSET;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, PRIME);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const h = this.table[slot]!;
      if (h < 0 || isSame(this.codes[h]!, bytes, from, to)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}

function isSame(code: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (code.length !== to - from) return false;
  for (let i = 0; i < code.length; i++) if (code[i] !== bytes[from + i]) return false;
  return true;
}
