/**
 * The same reading, done once for a text that thousands of rows repeat. Texts that no other row has must
 * not fill the memory, so all is forgotten now and then.
 */
export function remembered<T>(read: (text: string) => T, limit = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const own = copyOf(text);
    const result = read(own);
    if (known.size >= limit) known.clear();
    known.set(own, result);
    return result;
  };
}

/** The same for texts that a number tells apart: nothing of the text is hashed. */
export function rememberedByNumber<T>(
  read: (text: string) => T,
  limit = 20_000,
): (number: number, text: string) => T {
  const known = new Map<number, T>();
  return (number, text) => {
    const before = known.get(number);
    if (before !== undefined) return before;
    const result = read(copyOf(text));
    if (known.size >= limit) known.clear();
    known.set(number, result);
    return result;
  };
}

/** A cell is a view into the piece of the file that it was cut from: to keep it would keep the whole piece. */
const copyOf = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
