import { rankIntervalsJoint } from '../ranking/rank-intervals-joint.ts';
import { rankIntervalsPairwise } from '../ranking/rank-intervals-pairwise.ts';
import type { ComparedArea } from '../ranking/tier-against-reference.ts';
import { tierAgainstReference } from '../ranking/tier-against-reference.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { JsonObject } from './request-shape.ts';
import { neededNumberAt, numberAt, objectAt, objectsAt, textAt } from './request-shape.ts';

export const command: Command = {
  summary: 'Rank intervals of areas, and their tiers against a reference value.',
  usage: `npm run -s sampling -- rank < request.json
  "areas": [{area, est, se, df, covariance}]  higher is better; se null = left out and named
  "level": joint level of the rank intervals, 0.9
  "correction": sidak, bonferroni (joint); pairwise-bonferroni, pairwise-holm
  "reference": {value, se}  adds tiers above / not-different / below, corrected by Holm
  "tierLevel": level of the tiers, 0.95; "covariance" is that of area and reference.`,
  example: `echo '{"areas":[{"area":"C001","est":0.74,"se":0.05},{"area":"C002","est":0.94,"se":0.02}],"reference":{"value":0.80,"se":0.01}}' \\
  | npm run -s sampling -- rank`,
  async run(args, io) {
    readOptions(args, []);
    const request = await readRequest(io, KEYS);
    const areas = objectsAt(request, 'areas', AREA_KEYS).map(readArea);
    const reference = objectAt(request, 'reference', ['value', 'se']);
    const ranks = rankIntervals(areas, request);
    if (reference === null) printResult(io, ranks);
    else printResult(io, { ...ranks, tiers: tiers(areas, request, reference) });
    return 0;
  },
};

const KEYS = ['areas', 'level', 'correction', 'reference', 'tierLevel'];
const AREA_KEYS = ['area', 'est', 'se', 'df', 'covariance'];

function readArea(row: JsonObject): ComparedArea {
  const [df, covariance] = [numberAt(row, 'df'), numberAt(row, 'covariance')];
  return {
    area: textAt(row, 'area'),
    estimate: neededNumberAt(row, 'est'),
    se: numberAt(row, 'se'),
    ...(df === null ? {} : { df }),
    ...(covariance === null ? {} : { covariance }),
  };
}

const CORRECTIONS = ['sidak', 'bonferroni', 'pairwise-bonferroni', 'pairwise-holm'] as const;

function rankIntervals(areas: readonly ComparedArea[], request: JsonObject) {
  const level = numberAt(request, 'level') ?? 0.9;
  const given =
    request.correction === undefined ? 'sidak' : textAt(request, 'correction', CORRECTIONS);
  if (given === 'sidak' || given === 'bonferroni')
    return rankIntervalsJoint(areas, { level, correction: given });
  const correction = given === 'pairwise-holm' ? 'holm' : 'bonferroni';
  return rankIntervalsPairwise(areas, { level, correction });
}

function tiers(areas: readonly ComparedArea[], request: JsonObject, reference: JsonObject) {
  const level = numberAt(request, 'tierLevel') ?? 0.95;
  const value = neededNumberAt(reference, 'value');
  return tierAgainstReference(areas, { value, se: numberAt(reference, 'se') ?? 0 }, { level });
}
