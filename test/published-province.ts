import { estimateResults } from '../server/results/compute-results.ts';
import { settled } from '../server/results/settle-results.ts';
import type { CountedOptions } from './answering-province.ts';
import type { CountedProvince } from './counted-province.ts';
import { countedProvince } from './counted-province.ts';

type Published = CountedProvince & { readonly published: Awaited<ReturnType<typeof settled>> };
const made = new Map<string, Promise<Published>>();

/**
 * A province counted and settled as publishing does it: half a second to a second of a core, so files that only read the
 * same one share it where one thread runs them.
 */
export function publishedProvince(
  options: Omit<CountedOptions, 'groupsOf'>,
  seed?: number,
): Promise<Published> {
  const name = JSON.stringify([options, seed]);
  const known = made.get(name) ?? publish(options, seed);
  made.set(name, known);
  return known;
}

async function publish(options: CountedOptions, seed?: number): Promise<Published> {
  const province = await countedProvince(options, seed);
  return { ...province, published: await settled(await estimateResults(province.fieldwork)) };
}

/** Of six agencies, where some stand out and some have figures withheld: what follows from a publication is asked of it. */
export const sixAgencies = () =>
  publishedProvince(
    { part: 'service', reserves: true, ineligible: 0.02, agencies: 6, factors: [2, 1] },
    6,
  );
