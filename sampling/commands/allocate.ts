import type { AllocationRequest } from '../allocation/allocate.ts';
import { ALLOCATION_METHODS, allocate } from '../allocation/allocate.ts';
import { SamplingError } from '../errors.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';

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
    const request = await readRequest(io);
    printResult(io, allocate(requireShape(request)));
    return 0;
  },
};

/** The numbers are checked by the allocation; here only what is a list, and null for "not given". */
function requireShape(request: Record<string, unknown>): AllocationRequest {
  const { strata, targets = [] } = request;
  if (!isListOfObjects(strata)) throw badRequest('strata');
  if (!isListOfObjects(targets) || !targets.every((target) => Array.isArray(target.domain)))
    throw badRequest('targets');
  return withoutNulls({ ...request, strata: strata.map(withoutNulls) }) as never;
}

const isListOfObjects = (it: unknown): it is Record<string, unknown>[] =>
  Array.isArray(it) && it.every((one) => one !== null && typeof one === 'object');

const withoutNulls = (it: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(it).filter(([, value]) => value !== null));

const badRequest = (field: string) =>
  new SamplingError('BadRequest', `"${field}" does not have the form --help shows.`, { field });
