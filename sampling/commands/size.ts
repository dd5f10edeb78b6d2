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

interface PrecisionRequest {
  readonly domains: readonly PlannedDomain[];
  readonly assumptions: PrecisionAssumptions;
}

type Calculation = (request: never) => unknown;

/** Every calculation checks its own numbers, so the request goes to it as it is. */
const CALCULATIONS: Readonly<Record<string, Calculation>> = {
  proportion: sampleSizeProportion,
  wilson: sampleSizeWilson,
  cv: sampleSizeCV,
  mean: sampleSizeMean,
  slovin: sampleSizeSlovin,
  'two-waves': sampleSizeTwoWaves,
  'margin-of-error': (plan: Parameters<typeof marginOfError>[0]) => ({
    method: 'margin-of-error',
    halfWidth: marginOfError(plan),
  }),
  precision: (plan: PrecisionRequest) => {
    requirePrecisionShape(plan);
    return { method: 'precision', domains: planPrecision(plan.domains, plan.assumptions) };
  },
};

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
    const request = await readRequest(io);
    const method = String(request.method ?? 'proportion');
    if (!Object.hasOwn(CALCULATIONS, method))
      throw new SamplingError('UnknownMethod', `There is no size method "${method}".`, {
        method,
        known: Object.keys(CALCULATIONS),
      });
    requireNumbers(request);
    printResult(io, CALCULATIONS[method]!(request as never));
    return 0;
  },
};

/** JSON may hold text where a number belongs; the formulas would compare it as a number. */
function requireNumbers(request: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(request))
    if (typeof value === 'string' && field !== 'method')
      throw new SamplingError('BadRequest', `${field} must be a number.`, { field });
}

function requirePrecisionShape({ domains, assumptions }: PrecisionRequest): void {
  const isList =
    Array.isArray(domains) &&
    domains.every(
      (domain) =>
        Array.isArray(domain?.strata) && domain.strata.every((h: unknown) => h instanceof Object),
    );
  if (!isList || !(assumptions instanceof Object))
    throw new SamplingError(
      'BadRequest',
      'precision needs domains [{code, strata}] and assumptions.',
    );
}
