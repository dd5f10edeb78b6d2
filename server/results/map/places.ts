import { readFileSync } from 'node:fs';

/** A commune's true place on a plane, in kilometres to the east and the south, and whom it borders. */
export interface Place {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly neighbours: readonly string[];
}

const KM_PER_DEGREE = 111.2;

/** Centroids and shared borders inside each province: vietnamese-provinces-database (MIT, © Thang Le Quoc). */
export function readPlaces(): Map<string, Place[]> {
  const [, ...lines] = readFileSync(new URL('places.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const provinces = new Map<string, Place[]>();
  for (const line of lines) {
    const [province = '', code = '', longitude, latitude, neighbours = ''] = line.split(',');
    const shrink = Math.cos((Number(latitude) * Math.PI) / 180);
    const place = {
      code,
      x: Number(longitude) * KM_PER_DEGREE * shrink,
      y: -Number(latitude) * KM_PER_DEGREE,
      neighbours: neighbours.split(' ').filter(Boolean),
    };
    provinces.set(province, [...(provinces.get(province) ?? []), place]);
  }
  return provinces;
}
