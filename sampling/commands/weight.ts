import { calibrate } from '../weighting/calibrate.ts';
import type { CalibrationDistance } from '../weighting/calibration-distance.ts';
import { cellPropensities, rIndicator } from '../weighting/r-indicator.ts';
import type { Margin } from '../weighting/rake.ts';
import { marginColumns, rake } from '../weighting/rake.ts';
import { kishDesignEffect, trimWeights } from '../weighting/trim.ts';
import type { WeightedSample } from '../weighting/weight-sample.ts';
import type { Command } from './command.ts';
import { readOptions, readRequest } from './command.ts';
import { columnOf, csvField } from './csv.ts';
import type { JsonObject } from './request-shape.ts';
import { badRequest, neededNumberAt, objectAt, textAt, textsAt } from './request-shape.ts';
import type { SampleFiles } from './sample-file.ts';
import { frameMargins, readSampleFiles, weighSampleFile } from './sample-file.ts';

export const command: Command = {
  summary: 'Weights: base, adjusted for non-response, optionally raked or calibrated and trimmed.',
  usage: `npm run -s sampling -- weight --sample sample.csv [--frame frame.csv] < request.json
  "strata": [columns], "collapseWithin": column inside which strata may be pooled (rule C1)
  "rake": [columns] to the margins of the frame, or
  "calibrate": {"columns": [columns], "method": "linear", "raking" or "logit", "bounds": [0.3, 3]}
  "trim": {"cap": largest weight}, "id": "unit_id"
  Prints CSV in the order of the sample: unit_id, vs (variance stratum and response cell), N_vs,
  nr_factor, w, then w_raked or w_calibrated and w_trimmed. Units without known status weigh 0.`,
  example: `echo '{"strata":["commune","field"],"collapseWithin":"commune","rake":["channel","age_group"]}' \\
  | npm run -s sampling -- weight --frame frame.csv --sample sample.csv`,
  async run(args, io) {
    const paths = readOptions(args, ['sample'], ['frame']);
    const request = await readRequest(io, KEYS);
    const files = await readSampleFiles(io, paths);
    const strata = textsAt(request, 'strata');
    const collapseWithin = textAt(request, 'collapseWithin');
    const { weighted, isRespondent } = weighSampleFile(files, { strata, collapseWithin });
    const adjusted = adjustedWeights(files, weighted.weights, request);
    const id = request.id === undefined ? 'unit_id' : textAt(request, 'id');
    io.out(weightTable(columnOf(files.sample, id, 'sample'), weighted, adjusted));
    for (const message of messagesAbout(weighted, adjusted)) io.err(`${message}\n`);
    io.err(`${responseMessage(weighted, isRespondent)}\n`);
    return 0;
  },
};

const KEYS = ['strata', 'collapseWithin', 'rake', 'calibrate', 'trim', 'id'];

type Adjustment = Readonly<{ column: string; weights: Float64Array }>;

/** A response cell whose weights grow more than this many times is worth a word (sampling.md §1c). */
const LARGE_FACTOR = 3;

function readDistance(request: JsonObject): CalibrationDistance {
  const method = textAt(request, 'method', ['linear', 'raking', 'logit'] as const);
  if (method !== 'logit') return { method };
  const { bounds } = request;
  if (!Array.isArray(bounds) || bounds.length !== 2 || !bounds.every(Number.isFinite))
    throw badRequest('bounds');
  return { method, bounds: [bounds[0], bounds[1]] };
}

/** Indicator columns of the margins as auxiliary variables, dependent ones left out by the method. */
function marginAuxiliaries(margins: readonly Margin[]) {
  const columns = marginColumns(margins);
  const names = margins.flatMap(({ name, categories, targets }) =>
    categories.map((category, c) => ({ name: `${name} ${category}`, total: targets[c]! })),
  );
  return names.map(({ name, total }, j) => ({ name, total, values: columns[j]! }));
}

function adjustedWeights(
  files: SampleFiles,
  weights: Float64Array,
  request: JsonObject,
): Adjustment[] {
  const steps: Adjustment[] = [];
  const current = () => steps.at(-1)?.weights ?? weights;
  if (request.rake) {
    const margins = frameMargins(files, textsAt(request, 'rake'));
    steps.push({ column: 'w_raked', weights: rake(current(), margins).weights });
  }
  const wanted = objectAt(request, 'calibrate', ['columns', 'method', 'bounds']);
  if (wanted) {
    const margins = frameMargins(files, textsAt(wanted, 'columns'));
    const result = calibrate(current(), marginAuxiliaries(margins), readDistance(wanted));
    steps.push({ column: 'w_calibrated', weights: result.weights });
  }
  const trim = objectAt(request, 'trim', ['cap']);
  if (trim) {
    const cap = neededNumberAt(trim, 'cap');
    steps.push({ column: 'w_trimmed', weights: trimWeights(current(), cap).weights });
  }
  return steps;
}

function weightTable(
  ids: readonly string[],
  { design, groupOf, nonresponseFactor, weights }: WeightedSample,
  adjusted: readonly Adjustment[],
): string {
  const header = [
    'unit_id',
    'vs',
    'N_vs',
    'nr_factor',
    'w',
    ...adjusted.map(({ column }) => column),
  ];
  const lines = ids.map((id, i) => {
    const { code, population } = design.groups[groupOf[i]!]!;
    const figures = [population, nonresponseFactor[i]!, weights[i]!];
    const fields = [id, code, ...figures, ...adjusted.map(({ weights }) => weights[i]!)];
    return fields.map(csvField).join(',');
  });
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

function messagesAbout(weighted: WeightedSample, adjusted: readonly Adjustment[]): string[] {
  const { design, groupOf, nonresponseFactor, weights } = weighted;
  const pooled = design.groups.filter(({ members }) => members.length > 1);
  const large = new Set<string>();
  groupOf.forEach((g, i) => {
    if (nonresponseFactor[i]! > LARGE_FACTOR) large.add(design.groups[g]!.code);
  });
  const effects = [{ column: 'w', weights }, ...adjusted].map(
    ({ column, weights }) => `${column} ${kishDesignEffect(weights).toFixed(4)}`,
  );
  return [
    `${design.strata.length} strata, ${pooled.length} pools (rule C1)`,
    `Kish effect: ${effects.join(', ')}`,
    ...(large.size > 0 ? [`response factor above ${LARGE_FACTOR}: ${[...large].join(' ')}`] : []),
  ];
}

/** How many answered and how evenly, by response cell: no standard error says this. */
function responseMessage(
  { base, groupOf, design }: WeightedSample,
  isRespondent: (row: number) => boolean,
): string {
  const responded = Array.from(base, (_, i) => Number(isRespondent(i)));
  if (!responded.includes(1)) return 'nobody answered';
  const propensities = cellPropensities(groupOf, design.groups.length, responded, base);
  const { meanPropensity, rIndicator: r } = rIndicator(propensities, base);
  return `weighted response rate ${meanPropensity.toFixed(4)}, R-indicator ${r.toFixed(4)}`;
}
