import { parentPort, workerData } from 'node:worker_threads';
import { getPublished, Results } from '#contract/results.ts';
import { csvOf } from './csv.ts';
import type { PublishedOrder, PublishedText } from './published-text.ts';

const { form, publication }: PublishedOrder = workerData;

/** Up to version 0.1.0 an agency had one mark, its total's: no other figure has it. */
function withTotalsMark(edition: OldEdition): unknown {
  const total = edition.nodes.find(({ level }) => level === 'total')?.code;
  const domains = edition.domains.map(({ tier, figures, ...domain }) => ({
    ...domain,
    figures: figures.map((figure) =>
      tier && figure.node === total ? { ...figure, tier } : figure,
    ),
  }));
  return { ...edition, domains };
}

interface OldEdition {
  readonly nodes: readonly { readonly code: string; readonly level: string }[];
  readonly domains: readonly {
    readonly tier?: string | null;
    readonly figures: readonly { readonly node: string }[];
  }[];
}

/** Editions of version 0.1.0 say `unit`. Their text and its hash stay; today's names are given when it is read. */
const withAgencyNames = (results: string): string =>
  results
    .replaceAll('"unitCode":', '"agencyCode":')
    .replaceAll(/"level":"unit(_field)?"/g, '"level":"agency$1"');

const results = Results.parse(withTotalsMark(JSON.parse(withAgencyNames(publication.results))));
const text =
  form === 'csv'
    ? csvOf(results)
    : JSON.stringify(getPublished.reply.parse({ ...publication, results }));
const message: PublishedText = { year: results.year, bytes: new TextEncoder().encode(text) };
parentPort!.postMessage(message, [message.bytes.buffer]);
