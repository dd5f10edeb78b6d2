import { parentPort, workerData } from 'node:worker_threads';
import { ModelFigures } from '#contract/model-figures.ts';
import { getPublished, getPublishedGroups, getPublishedOverview } from '#contract/published.ts';
import type { Results } from '#contract/results.ts';
import { changesBetween } from './changes.ts';
import { csvOf } from './csv.ts';
import { tilesAround } from './map/read-tiles.ts';
import { modelFiguresOf } from './models/model-figures.ts';
import { agencyPart, changesOfIndex, LEFT_OUT, overviewOf } from './published-parts.ts';
import type { PublishedForm, PublishedOrder, PublishedText } from './published-text.ts';
import { readEdition } from './read-edition.ts';
import { yearsOf } from './years.ts';

const { form, publication, boundaries, earlier, before }: PublishedOrder = workerData;

const results = readEdition(publication.results);
const reply = (part: Results) =>
  JSON.stringify(getPublished.reply.parse({ ...publication, results: part }));

const changes = () => changesBetween(earlier === undefined ? null : readEdition(earlier), results);

type TextForm = Exclude<
  PublishedForm,
  'analysis' | { readonly picturesIn: unknown } | { readonly responses: unknown }
>;

function textOf(form: TextForm): string {
  if (form === 'csv') return csvOf(results);
  if (form === 'json') return reply(results);
  if (form === 'changes') return JSON.stringify(changes());
  if (form === 'models') return JSON.stringify(ModelFigures.parse(modelFiguresOf(results)));
  if (form === 'overview') return overview();
  if (form === 'groups')
    return JSON.stringify(getPublishedGroups.reply.parse({ groups: results.groups ?? null }));
  if ('years' in form) {
    const { edition, tables } = form.years;
    return JSON.stringify({ ...yearsOf(results, before.map(readEdition), tables), edition });
  }
  return reply(agencyPart(results, form.agencyCode));
}

const tiles = () => tilesAround(results.domains.map(({ agencyCode }) => agencyCode));

const facts = () => ({ results, changes: changes(), tiles: tiles(), boundaries });

function overview(): string {
  const part = {
    ...publication,
    results: overviewOf(results),
    changes: changesOfIndex(changes(), results),
    tiles: tiles(),
  };
  // Readers take what is absent for null: the names alone were 1 kB of the first view of 105 agencies.
  return JSON.stringify(getPublishedOverview.reply.parse(part), (key, value) =>
    value === null && key in LEFT_OUT ? undefined : value,
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

/** What only few forms need is loaded for them: it is a quarter of a thread's start. */
async function made(): Promise<Omit<PublishedText, 'year'>> {
  const edition = { ...publication, results, text: publication.results };
  if (form === 'analysis') {
    const { analysisBundle } = await import('./open-data/bundle.ts');
    return { bytes: analysisBundle(edition) };
  }
  if (typeof form === 'object' && 'responses' in form) {
    const { responseArchive } = await import('./response-archive/archive.ts');
    return { bytes: responseArchive(edition, form.responses) };
  }
  if (typeof form === 'object' && 'picturesIn' in form) {
    const { drawPictures } = await import('./published-picture.ts');
    const { text, sheets } = drawPictures(form.picturesIn, facts());
    return { bytes: encode(text), sheets };
  }
  return { bytes: encode(textOf(form)) };
}

const message: PublishedText = { year: results.year, ...(await made()) };
parentPort!.postMessage(message, [message.bytes.buffer]);
