import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Boundaries } from '#contract/pictures/boundary-map.ts';
import { Refusal } from '../../problem.ts';
import type { Commune } from './match-areas.ts';
import { matchAreas } from './match-areas.ts';
import { readGeoJson } from './read-geojson.ts';
import { simplifyAreas } from './simplify-areas.ts';

const { path, communes }: { path: string; communes: readonly Commune[] } = workerData;

function read() {
  const bytes = readFileSync(path);
  const areas = readGeoJson(bytes);
  const { polygons, ...matched } = matchAreas(areas, communes);
  const { kept, ...drawn } = simplifyAreas(polygons);
  const given = areas
    .flatMap((area) => area.polygons.flat())
    .reduce((sum, ring) => sum + ring.length, 0);
  const report = { sha256: createHash('sha256').update(bytes).digest('hex'), given, kept };
  return {
    map: Boundaries.parse({ ...drawn, source: '' }),
    report: { ...report, ...matched },
  };
}

try {
  parentPort!.postMessage({ done: read() });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort!.postMessage({ refused: { code: error.code, details: error.details } });
}
