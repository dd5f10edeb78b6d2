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

/** A cell is a view into the piece of the file that it was cut from: to keep it would keep the whole piece. */
const copyOf = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
