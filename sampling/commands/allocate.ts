import type { AllocationRequest } from '../allocation/allocate.ts';
import { ALLOCATION_METHODS, allocate } from '../allocation/allocate.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { JsonObject } from './request-shape.ts';
import { objectsAt, textsAt } from './request-shape.ts';

export const command: Command = {
  summary: 'Spreads a sample size over strata, within bounds.',
  usage: `npm run -s sampling -- allocate < request.json
  "method": ${ALLOCATION_METHODS.join(', ')}
  "n", "strata": [{code, N, S or p, mean, cost, lower, upper}], "q" (power), "k" (costa);
  multi-domain instead of n: "targets": [{domain: [codes], moe}], "confidence".
  Answers {real, n, objective, binding, warnings, ...} in the order the strata were given.`,
  example: `echo '{"method":"neyman","n":300,"strata":[{"code":"a","N":1200,"S":0.42,"mean":0.8,"cost":1,"lower":2,"upper":1200},{"code":"b","N":800,"S":0.35}]}' \\
  | npm run -s sampling -- allocate`,
  async run(args, io) {
    readOptions(args, []);
    const request = await readRequest(io, KEYS);
    printResult(io, allocate(requireShape(request)));
    return 0;
  },
};

const KEYS = ['method', 'n', 'strata', 'q', 'k', 'targets', 'confidence'];
const STRATUM_KEYS = ['code', 'N', 'S', 'mean', 'p', 'cost', 'lower', 'upper'];

/** The numbers are checked by the allocation; here only what is a list, and null for "not given". */
function requireShape(request: JsonObject): AllocationRequest {
  const strata = objectsAt(request, 'strata', STRATUM_KEYS);
  const targets =
    request.targets === undefined ? [] : objectsAt(request, 'targets', ['domain', 'moe']);
  for (const target of targets) textsAt(target, 'domain');
  return withoutNulls({ ...request, strata: strata.map(withoutNulls) }) as never;
}

const withoutNulls = (object: JsonObject) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
