/** Texts one after another outside the heap: 20 bytes a name, where a string of JavaScript takes 60. */
export class GrowingText {
  private readonly blocks: Buffer[] = [];
  private end = BLOCK;

  /** Its place; a text longer than any name is cut off. */
  add(text: string): number {
    if (this.end + LONGEST > BLOCK) {
      this.blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      this.end = 0;
    }
    const block = this.blocks.at(-1)!;
    const length = block.write(text, this.end + 1, LONGEST - 1);
    block[this.end] = length;
    const place = (this.blocks.length - 1) * BLOCK + this.end;
    this.end += 1 + length;
    return place;
  }

  at(place: number): string {
    const block = this.blocks[Math.floor(place / BLOCK)]!;
    const start = place % BLOCK;
    return block.toString('utf8', start + 1, start + 1 + block[start]!);
  }

  free(): void {
    this.blocks.length = 0;
    this.end = BLOCK;
  }
}

const LONGEST = 256;
const BLOCK = 1024 * 1024;
