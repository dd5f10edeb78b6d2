const AT_ONCE = 8;

/** As many people act at once as there are workers; none waits for the slowest of a batch. */
export async function inParallel<T>(
  all: readonly T[],
  act: (element: T) => Promise<void>,
): Promise<void> {
  const queue = all.values();
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const element of queue) await act(element);
  });
  await Promise.all(workers);
}
