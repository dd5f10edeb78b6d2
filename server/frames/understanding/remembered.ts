/**
 * The same reading, done once for a text that thousands of rows repeat. Texts that no other row has must
 * not fill the memory, so all is forgotten now and then.
 */
export function remembered<T>(read: (text: string) => T, limit = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const result = read(text);
    if (known.size >= limit) known.clear();
    known.set(text, result);
    return result;
  };
}
