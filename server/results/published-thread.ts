import { parentPort } from 'node:worker_threads';
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

/** A publication, read. */
interface Round extends PublishedOrder {
  readonly edition: Results;
}

const reply = ({ publication }: Round, part: Results) =>
  JSON.stringify(getPublished.reply.parse({ ...publication, results: part }));

const changes = ({ earlier, edition }: Round) =>
  changesBetween(earlier === undefined ? null : readEdition(earlier), edition);

type TextForm = Exclude<
  PublishedForm,
  'analysis' | { readonly picturesIn: unknown } | { readonly responses: unknown }
>;

function textOf(form: TextForm, round: Round): string {
  const { edition } = round;
  if (form === 'csv') return csvOf(edition);
  if (form === 'json') return reply(round, edition);
  if (form === 'changes') return JSON.stringify(changes(round));
  if (form === 'models') return JSON.stringify(ModelFigures.parse(modelFiguresOf(edition)));
  if (form === 'overview') return overview(round);
  if (form === 'groups')
    return JSON.stringify(getPublishedGroups.reply.parse({ groups: edition.groups ?? null }));
  if ('years' in form) {
    const { edition: name, tables } = form.years;
    return JSON.stringify({
      ...yearsOf(edition, round.before.map(readEdition), tables),
      edition: name,
    });
  }
  return reply(round, agencyPart(edition, form.agencyCode));
}

const tiles = ({ edition }: Round) =>
  tilesAround(edition.domains.map(({ agencyCode }) => agencyCode));

function overview(round: Round): string {
  const { publication, edition } = round;
  const part = {
    ...publication,
    results: overviewOf(edition),
    changes: changesOfIndex(changes(round), edition),
    tiles: tiles(round),
  };
  // Readers take what is absent for null: the names alone were 1 kB of the first view of 105 agencies.
  return JSON.stringify(getPublishedOverview.reply.parse(part), (key, value) =>
    value === null && key in LEFT_OUT ? undefined : value,
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

/** What only few forms need is loaded for them: it is a quarter of a thread's start. */
async function made(round: Round): Promise<Omit<PublishedText, 'year'>> {
  const { form, publication, edition, boundaries } = round;
  const stored = { ...publication, results: edition, text: publication.results };
  if (form === 'analysis') {
    const { analysisBundle } = await import('./open-data/bundle.ts');
    return { bytes: analysisBundle(stored) };
  }
  if (typeof form === 'object' && 'responses' in form) {
    const { responseArchive } = await import('./response-archive/archive.ts');
    return { bytes: responseArchive(stored, form.responses) };
  }
  if (typeof form === 'object' && 'picturesIn' in form) {
    const { drawPictures } = await import('./published-picture.ts');
    const facts = { results: edition, changes: changes(round), tiles: tiles(round), boundaries };
    const { text, sheets } = drawPictures(form.picturesIn, facts);
    return { bytes: encode(text), sheets };
  }
  return { bytes: encode(textOf(form, round)) };
}

async function obey(order: PublishedOrder): Promise<void> {
  const edition = readEdition(order.publication.results);
  const message: PublishedText = {
    year: edition.year,
    ...(await made({ ...order, edition })),
  };
  parentPort!.postMessage(message, [message.bytes.buffer]);
}

parentPort!.on('message', obey);
