import { parentPort, workerData } from 'node:worker_threads';
import { ModelFigures } from '#contract/model-figures.ts';
import { getPublished, getPublishedOverview } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { changesBetween } from './changes.ts';
import { csvOf } from './csv.ts';
import { tilesAround } from './map/read-tiles.ts';
import { modelFiguresOf } from './models/model-figures.ts';
import { analysisBundle } from './open-data/bundle.ts';
import { agencyPart, overviewOf } from './published-parts.ts';
import type { PublishedForm, PublishedOrder, PublishedText } from './published-text.ts';
import { readEdition } from './read-edition.ts';
import { yearsOf } from './years.ts';

const { form, publication, earlier, before }: PublishedOrder = workerData;

const results = readEdition(publication.results);
const reply = (part: Results) =>
  JSON.stringify(getPublished.reply.parse({ ...publication, results: part }));

function textOf(form: Exclude<PublishedForm, 'analysis'>): string {
  if (form === 'csv') return csvOf(results);
  if (form === 'json') return reply(results);
  if (form === 'changes')
    return JSON.stringify(
      changesBetween(earlier === undefined ? null : readEdition(earlier), results),
    );
  if (form === 'models') return JSON.stringify(ModelFigures.parse(modelFiguresOf(results)));
  if (form === 'overview') return overview();
  if ('years' in form) {
    const { edition, tables } = form.years;
    return JSON.stringify({ ...yearsOf(results, before.map(readEdition), tables), edition });
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
