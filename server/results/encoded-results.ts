import type { Results } from '#contract/results.ts';
import { getResults } from '#contract/results.ts';
import { keepInMemory } from '../http/kept-file.ts';
import { Kept } from '../http/send-kept.ts';
import type { ResultsOf } from './closed-results.ts';

interface Encoding {
  readonly results: Results;
  readonly reply: Promise<Kept>;
}

/** Behind a session: figures that are not published yet stay in no cache of a computer that others use, too. */
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
};

/**
 * The whole results as bytes, checked by the contract and encoded once for each computation: of a province that was 4.2 MB
 * to be written anew for each reader.
 */
export function encodedResults(resultsOf: ResultsOf): (campaignId: string) => Promise<Kept> {
  const encoded = new Map<string, Encoding>();
  return async (campaignId) => {
    const results = await resultsOf(campaignId);
    const last = encoded.get(campaignId);
    if (last?.results === results) return last.reply;
    const reply = encode(results);
    encoded.set(campaignId, { results, reply });
    reply.catch(() => encoded.delete(campaignId));
    return reply;
  };
}

const encode = async (results: Results): Promise<Kept> =>
  new Kept(await keepInMemory(JSON.stringify(getResults.reply.parse(results))), HEADERS);
