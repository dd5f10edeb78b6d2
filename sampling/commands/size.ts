import { SamplingError } from '../errors.ts';
import type { PlannedDomain, PrecisionAssumptions } from '../size/plan-precision.ts';
import { planPrecision } from '../size/plan-precision.ts';
import {
  marginOfError,
  sampleSizeCV,
  sampleSizeMean,
  sampleSizeProportion,
  sampleSizeSlovin,
} from '../size/sample-size.ts';
import { sampleSizeTwoWaves } from '../size/two-waves.ts';
import { sampleSizeWilson } from '../size/wilson.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { JsonObject } from './request-shape.ts';
import { badRequest, objectAt, objectsAt, withKeys } from './request-shape.ts';

interface PrecisionRequest {
  readonly domains: readonly PlannedDomain[];
  readonly assumptions: PrecisionAssumptions;
}

interface Calculation {
  /** Fields beside `method`. */
  readonly keys: readonly string[];
  run(request: never): unknown;
}

const LOSSES = ['N', 'designEffect', 'responseRate', 'eligibility'];
const DESIGN = [...LOSSES, 'confidence'];
const ASSUMPTIONS = ['responseRate', 'eligibility', 'proportion', 'designEffect', 'level'];

/** Every calculation checks its own numbers, so the request goes to it as it is. */
const CALCULATIONS: Readonly<Record<string, Calculation>> = {
  proportion: { keys: ['p', 'e', ...DESIGN], run: sampleSizeProportion },
  wilson: { keys: ['p', 'e', ...DESIGN], run: sampleSizeWilson },
  cv: { keys: ['p', 'cv', ...DESIGN], run: sampleSizeCV },
  mean: { keys: ['S', 'e', ...DESIGN], run: sampleSizeMean },
  slovin: { keys: ['e', ...LOSSES], run: sampleSizeSlovin },
  'two-waves': {
    keys: ['p1', 'p2', 'power', 'overlap', 'correlation', ...DESIGN],
    run: sampleSizeTwoWaves,
  },
  'margin-of-error': {
    keys: ['n', 'p', 'N', 'confidence', 'designEffect'],
    run: (plan: Parameters<typeof marginOfError>[0]) => ({
      method: 'margin-of-error',
      halfWidth: marginOfError(plan),
    }),
  },
  precision: {
    keys: ['domains', 'assumptions'],
    run: (plan: PrecisionRequest) => {
      requirePrecisionShape(plan);
      return { method: 'precision', domains: planPrecision(plan.domains, plan.assumptions) };
    },
  },
};
const KEYS = ['method', ...Object.values(CALCULATIONS).flatMap(({ keys }) => keys)];

export const command: Command = {
  summary: 'Sample size for a proportion, a mean, a CV or two waves; precision planned per domain.',
  usage: `npm run -s sampling -- size < request.json
  "method": ${Object.keys(CALCULATIONS).join(', ')}
  proportion, wilson: p, e; cv: p, cv; mean: S, e; slovin: N, e; two-waves: p1, p2, power, overlap,
  correlation; margin-of-error: n, p; precision: domains [{code, strata: [{N, n}]}], assumptions
  {responseRate, eligibility, proportion, designEffect, level}.
  All take, where it makes sense: N, confidence, designEffect, responseRate, eligibility.`,
  example: `echo '{"method":"proportion","p":0.8,"e":0.03,"N":20124,"designEffect":1.3,"responseRate":0.65,"eligibility":0.98}' \\
  | npm run -s sampling -- size`,
  async run(args, io) {
    readOptions(args, []);
    const request = await readRequest(io, KEYS);
    const method = String(request.method ?? 'proportion');
    if (!Object.hasOwn(CALCULATIONS, method))
      throw new SamplingError('UnknownMethod', `There is no size method "${method}".`, {
        method,
        known: Object.keys(CALCULATIONS),
      });
    requireNumbers(request);
    const { keys, run } = CALCULATIONS[method]!;
    withKeys(request, ['method', ...keys]);
    printResult(io, run(request as never));
    return 0;
  },
};

/** JSON may hold text where a number belongs; the formulas would compare it as a number. */
function requireNumbers(request: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(request))
    if (typeof value === 'string' && field !== 'method')
      throw new SamplingError('BadRequest', `${field} must be a number.`, { field });
}

function requirePrecisionShape(request: PrecisionRequest): void {
  const wanted = request as unknown as JsonObject;
  for (const domain of objectsAt(wanted, 'domains', ['code', 'strata']))
    objectsAt(domain, 'strata', ['N', 'n']);
  if (!objectAt(wanted, 'assumptions', ASSUMPTIONS)) throw badRequest('assumptions');
}
