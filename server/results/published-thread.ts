import { parentPort, workerData } from 'node:worker_threads';
import { getPublished, Results } from '#contract/results.ts';
import { csvOf } from './csv.ts';
import type { PublishedOrder, PublishedText } from './published-text.ts';

const { form, publication }: PublishedOrder = workerData;
const results = Results.parse(JSON.parse(publication.results));
const text =
  form === 'csv'
    ? csvOf(results)
    : JSON.stringify(getPublished.reply.parse({ ...publication, results }));
const message: PublishedText = { year: results.year, bytes: new TextEncoder().encode(text) };
parentPort!.postMessage(message, [message.bytes.buffer]);
