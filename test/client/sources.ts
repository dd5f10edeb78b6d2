import { globSync, readFileSync } from 'node:fs';

/** Sources as text, by patterns from the root. Served by Vite, each of a thousand was a module: four times as long. */
export const sourcesOf = (...patterns: readonly string[]): string[] =>
  globSync(patterns)
    .toSorted()
    .map((path) => readFileSync(path, 'utf8'));
