import { problem } from '../../problem.ts';
import type { Ring } from './check-rings.ts';
import type { DrawnArea } from './read-geojson.ts';

export interface Commune {
  readonly code: string;
  readonly name: string;
}

export interface MatchedAreas {
  /** A commune that the file draws in several areas has all of them. */
  readonly polygons: ReadonlyMap<string, readonly (readonly Ring[])[]>;
  readonly byCode: number;
  readonly byName: number;
  readonly unmatched: readonly string[];
  readonly missing: readonly Commune[];
}

const folded = (words: string) => words.toLowerCase().replaceAll(/\s+/g, ' ').trim();
/** Five digits, whose leading zeros a table may have lost. */
const codeOf = (words: string) => (/^\d{3,5}$/.test(words) ? words.padStart(5, '0') : words);

/**
 * The property that most often has a commune's code tells the commune, otherwise the one that most often has its name:
 * another property may have the same digits, such as a number of people.
 */
export function matchAreas(
  areas: readonly DrawnArea[],
  communes: readonly Commune[],
): MatchedAreas {
  const known = new Set(communes.map(({ code }) => code));
  const named = new Map(communes.map(({ code, name }) => [folded(name), code]));
  const byCode = (words: string) => (known.has(codeOf(words)) ? codeOf(words) : undefined);
  const byName = (words: string) => named.get(folded(words));
  const codeKey = bestKey(areas, byCode);
  const nameKey = bestKey(areas, byName);
  const polygons = new Map<string, (readonly Ring[])[]>();
  const matches = { byCode: 0, byName: 0 };
  const unmatched: string[] = [];
  for (const { properties, polygons: drawn } of areas) {
    const coded = byCode(properties.get(codeKey ?? '') ?? '');
    const code = coded ?? byName(properties.get(nameKey ?? '') ?? '');
    if (code === undefined) {
      unmatched.push([...properties.values()].filter(Boolean).join(' · ').slice(0, 100));
      continue;
    }
    matches[coded === undefined ? 'byName' : 'byCode'] += 1;
    polygons.set(code, [...(polygons.get(code) ?? []), ...drawn]);
  }
  if (polygons.size === 0) throw problem('boundaries_unmatched', { area: unmatched[0] ?? '' });
  const missing = communes.filter(({ code }) => !polygons.has(code));
  return { polygons, ...matches, unmatched, missing };
}

function bestKey(
  areas: readonly DrawnArea[],
  find: (words: string) => string | undefined,
): string | undefined {
  const found = new Map<string, Set<string>>();
  for (const { properties } of areas)
    for (const [key, words] of properties) {
      const code = find(words);
      if (code !== undefined) found.set(key, (found.get(key) ?? new Set()).add(code));
    }
  return [...found].toSorted(([, a], [, b]) => b.size - a.size)[0]?.[0];
}
