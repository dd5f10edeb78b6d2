/** Seeded chance (mulberry32): the same seed fills and scans the same forms. */
export class Chance {
  /** A signed word of 32 bits: above 2^31 each step would make a number on the heap. */
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** 0 to 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.share() * (most - least);
  }

  isMet(probability: number): boolean {
    return this.share() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.share() * values.length)]!;
  }
}
