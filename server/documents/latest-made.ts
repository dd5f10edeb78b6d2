/** What was made for the latest so many keys: each once, however many ask for it while it is made; a failure is not kept. */
export function latestMade<T>(most: number) {
  const kept = new Map<string, Promise<T>>();
  return (key: string, make: () => Promise<T>): Promise<T> => {
    const made = kept.get(key) ?? make();
    // The latest comes last, and the first is the longest unread.
    kept.delete(key);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    for (const [first] of kept) if (kept.size > most) kept.delete(first);
    return made;
  };
}
