type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
type Make<A extends Numbers> = new (buffer: ArrayBuffer) => A;

const BLOCK = 16_384;

/** Columns of numbers that grow together in place: pages of memory are taken as rows come, none are copied. */
export class GrowingColumns {
  size = 0;
  private capacity = 0;
  private readonly limit: number;
  private readonly buffers: { readonly buffer: ArrayBuffer; readonly width: number }[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  add<A extends Numbers>(make: Make<A> & { readonly BYTES_PER_ELEMENT: number }): A {
    const width = make.BYTES_PER_ELEMENT;
    const buffer = new ArrayBuffer(0, { maxByteLength: (this.limit + BLOCK) * width });
    this.buffers.push({ buffer, width });
    return new make(buffer);
  }

  /** The place of a new row. */
  next(): number {
    if (this.size === this.capacity) {
      this.capacity += BLOCK;
      for (const { buffer, width } of this.buffers) buffer.resize(this.capacity * width);
    }
    return this.size++;
  }

  /** Gives the memory of a column back: nobody asks for it any more. */
  free(column: Numbers): void {
    (column.buffer as ArrayBuffer).resize(0);
  }
}
