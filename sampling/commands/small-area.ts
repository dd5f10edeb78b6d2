import { arcsineFayHerriot } from '../small-area/arcsine-fay-herriot.ts';
import { benchmarkToTotal } from '../small-area/benchmark-to-total.ts';
import type { FayHerriotFit, SmallArea } from '../small-area/fay-herriot.ts';
import { fayHerriot } from '../small-area/fay-herriot.ts';
import type { SmoothedVariances } from '../small-area/smooth-variance.ts';
import { smoothVariance } from '../small-area/smooth-variance.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { JsonObject } from './request-shape.ts';
import {
  badRequest,
  neededNumberAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
} from './request-shape.ts';

export const command: Command = {
  summary: 'Fay-Herriot estimates for small wards, to be shown beside the direct ones.',
  usage: `npm run -s sampling -- small-area < request.json
  "covariates": names of the columns to use, e.g. ["x_online","x_60plus"]
  "areas": [{area, y, psi, <covariates>}]  with a smoothed sampling variance psi, or
           [{area, y, se, n, <covariates>}]  which is smoothed here; y null = no sample
  "scale": normal (default) or arcsine, for shares near 1; arcsine smooths from y, se and n
  "whenZero": clip (default) or adjust, when the areas show no variance between them
  "benchmark": {total, method: ratio | difference}  with "size" (persons) for each area.`,
  example: `npm run -s sampling -- small-area < areas.json
  {"covariates":["x_online"],"areas":[{"area":"C001","y":0.74,"se":0.10,"n":18,"x_online":0.29}, ...]}`,
  async run(args, io) {
    readOptions(args, []);
    const request = await readRequest(io, KEYS);
    const covariates = textsAt(request, 'covariates');
    const rows = objectsAt(request, 'areas', [...AREA_KEYS, ...covariates]);
    const smoothed = rows.some((row) => row.psi !== undefined) ? null : smooth(rows);
    const areas = readAreas(rows, covariates, smoothed);
    const whenZero = choiceAt(request, 'whenZero', ['clip', 'adjust']);
    if (choiceAt(request, 'scale', ['normal', 'arcsine']) === 'arcsine') {
      if (!smoothed) throw badRequest('scale');
      const shares = sharesOf(rows, areas, smoothed);
      printResult(io, { ...arcsineFayHerriot(shares, { whenZero }), smoothed });
      return 0;
    }
    const fit = fayHerriot(areas, { whenZero });
    const benchmarked = benchmark(request, rows, fit);
    printResult(io, { ...fit, smoothed, ...(benchmarked ? { benchmarked } : {}) });
    return 0;
  },
};

const KEYS = ['covariates', 'areas', 'scale', 'whenZero', 'benchmark'];
const AREA_KEYS = ['area', 'y', 'psi', 'se', 'n', 'size'];

/** One of `choices`; the first when the request does not say. */
const choiceAt = <T extends string>(request: JsonObject, name: string, choices: readonly T[]): T =>
  request[name] === undefined ? choices[0]! : textAt(request, name, choices);

function readAreas(
  rows: readonly JsonObject[],
  names: readonly string[],
  smoothed: SmoothedVariances | null,
): SmallArea[] {
  return rows.map((row, i) => {
    const estimate = numberAt(row, 'y');
    const psi = smoothed ? smoothed.areas[i]!.variance : numberAt(row, 'psi');
    return {
      area: textAt(row, 'area'),
      estimate: psi === null ? null : estimate,
      variance: estimate === null ? null : psi,
      covariates: names.map((name) => neededNumberAt(row, name)),
    };
  });
}

const sharesOf = (
  rows: readonly JsonObject[],
  areas: readonly SmallArea[],
  { designEffect }: SmoothedVariances,
) =>
  areas.map((area, i) => ({
    ...area,
    value: area.estimate,
    nEffective: area.estimate === null ? null : respondents(rows[i]!) / designEffect,
  }));

const respondents = (row: JsonObject) => neededNumberAt(row, 'n');

const smooth = (rows: readonly JsonObject[]) =>
  smoothVariance(
    rows.map((row) => ({
      area: textAt(row, 'area'),
      value: numberAt(row, 'y'),
      se: numberAt(row, 'se'),
      nRespondents: respondents(row),
    })),
  );

function benchmark(request: JsonObject, rows: readonly JsonObject[], fit: FayHerriotFit) {
  const wanted = objectAt(request, 'benchmark', ['total', 'method']);
  if (wanted === null) return null;
  const total = neededNumberAt(wanted, 'total');
  const areas = fit.areas.map((area, i) => ({ ...area, size: neededNumberAt(rows[i]!, 'size') }));
  const method = choiceAt(wanted, 'method', ['ratio', 'difference']);
  return benchmarkToTotal(areas, total, method);
}
