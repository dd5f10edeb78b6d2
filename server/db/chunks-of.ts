/** So many rows at a time: what one statement writes is held in memory twice, and holds up everybody on PGlite. */
export function* chunksOf<T>(rows: readonly T[], size = 1000): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
