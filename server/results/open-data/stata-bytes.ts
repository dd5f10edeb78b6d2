/** Values as a Stata file has them: little-endian, texts UTF-8. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}

/** Parts between an opening and a closing mark. */
export const tagged = (tag: string, parts: readonly Uint8Array[]): Uint8Array =>
  joined([bytesOf(`<${tag}>`), ...parts, bytesOf(`</${tag}>`)]);

/** A number of nought and more in so many bytes. */
export function whole(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let place = 0; rest > 0; place += 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** A text with its length before it. */
export function pairOf(text: string, width: number): Uint8Array[] {
  const content = bytesOf(text);
  return [whole(content.length, width), content];
}

/** A text in a place of fixed size, ended by zeros. */
export function padded(text: string, width: number): Uint8Array {
  const bytes = new Uint8Array(width);
  bytes.set(bytesOf(text));
  return bytes;
}

/** 2^1023, beyond which Stata keeps its missing values; the first of them is “.”. */
const MISSING = 2 ** 1023;

export function real(value: number | null): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value ?? MISSING, true);
  return bytes;
}
