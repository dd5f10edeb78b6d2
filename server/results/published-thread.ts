import { parentPort, workerData } from 'node:worker_threads';
import { ModelFigures } from '#contract/model-figures.ts';
import { getPublished, getPublishedOverview } from '#contract/published.ts';
import { Results } from '#contract/results.ts';
import { changesBetween } from './changes.ts';
import { csvOf } from './csv.ts';
import { tilesAround } from './map/read-tiles.ts';
import { modelFiguresOf } from './models/model-figures.ts';
import { analysisBundle } from './open-data/bundle.ts';
import { agencyPart, overviewOf } from './published-parts.ts';
import type { PublishedForm, PublishedOrder, PublishedText } from './published-text.ts';
import { yearsOf } from './years.ts';

const { form, publication, earlier, before }: PublishedOrder = workerData;

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
    .replaceAll(/"level":"unit(_field)?"/g, '"level":"agency$1"')
    .replaceAll('"mode":"assisted"', '"mode":"counter"')
    .replace('"unaccepted":{"units":', '"unaccepted":{"agencies":')
    .replace('"reason":"unknown_unit"', '"reason":"unknown_agency"');

const read = (text: string): Results =>
  Results.parse(withTotalsMark(JSON.parse(withAgencyNames(text))));
const results = read(publication.results);
const reply = (part: Results) =>
  JSON.stringify(getPublished.reply.parse({ ...publication, results: part }));

function textOf(form: Exclude<PublishedForm, 'analysis'>): string {
  if (form === 'csv') return csvOf(results);
  if (form === 'json') return reply(results);
  if (form === 'changes')
    return JSON.stringify(changesBetween(earlier === undefined ? null : read(earlier), results));
  if (form === 'models') return JSON.stringify(ModelFigures.parse(modelFiguresOf(results)));
  if (form === 'overview') return overview();
  if ('years' in form) {
    const { edition, tables } = form.years;
    return JSON.stringify({ ...yearsOf(results, before.map(read), tables), edition });
  }
  return reply(agencyPart(results, form.agencyCode));
}

function overview(): string {
  const tiles = tilesAround(results.domains.map(({ agencyCode }) => agencyCode));
  const part = { ...publication, results: overviewOf(results), tiles };
  return JSON.stringify(getPublishedOverview.reply.parse(part));
}

const bytes =
  form === 'analysis'
    ? analysisBundle({ ...publication, results, text: publication.results })
    : new TextEncoder().encode(textOf(form));
const message: PublishedText = { year: results.year, bytes };
parentPort!.postMessage(message, [message.bytes.buffer]);
