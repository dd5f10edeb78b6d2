import { readFileSync } from 'node:fs';
import type { Tile } from '#contract/pictures/tile-map.ts';

/** By province; made by `npm run tiles`. Places and borders: vietnamese-provinces-database (MIT, © Thang Le Quoc). */
export function readTiles(): Map<string, Tile[]> {
  const [, ...lines] = readFileSync(new URL('tiles.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const provinces = new Map<string, Tile[]>();
  for (const line of lines) {
    const [province = '', code = '', column, row] = line.split(',');
    const tile = { code, column: Number(column), row: Number(row) };
    provinces.set(province, [...(provinces.get(province) ?? []), tile]);
  }
  return provinces;
}

/** The whole province in which one of the agencies is a commune; empty where none is. */
export function tilesAround(agencyCodes: readonly (string | null)[]): Tile[] {
  const wanted = new Set(agencyCodes);
  for (const tiles of readTiles().values())
    if (tiles.some(({ code }) => wanted.has(code))) return tiles;
  return [];
}
