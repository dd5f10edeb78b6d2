import { join } from 'node:path';
import type { Boundaries } from '#contract/pictures/boundary-map.ts';
import type { PictureKind } from '#contract/pictures/picture-kinds.ts';
import type { Db } from '../db/database.ts';
import { problem } from '../problem.ts';
import { askThread } from '../warm-threads.ts';
import { publishedBoundaries } from './boundaries/keep-boundaries.ts';
import { findPublication, publicationBefore, publicationTexts } from './publications.ts';
import type { StoredResponses } from './response-archive/stored-responses.ts';
import type { EarlierYear } from './years.ts';

/** A round's forms are asked for one after the other, by who has read the one before. */
const THREAD = { script: join(import.meta.dirname, 'published-thread.ts'), idleMs: 10_000 };
/** Counted responses are in the archive that was asked for, and in no thread afterwards. */
const ONCE = { ...THREAD, idleMs: 0 };

/** The whole, or a part of it: the first view, or one agency. */
export type PublishedForm =
  | 'json'
  | 'csv'
  | 'overview'
  | 'groups'
  | 'changes'
  | 'analysis'
  | 'models'
  | { readonly agencyCode: string }
  | { readonly responses: StoredResponses }
  | { readonly years: YearsOrder }
  | { readonly picturesIn: 'vi' | 'en' };

/** Which publications and tables a publication is put beside. */
export interface YearsOrder {
  readonly edition: string;
  readonly tables: readonly EarlierYear[];
  /** Rounds of before. */
  readonly before: readonly string[];
}

export interface PublishedOrder {
  readonly form: PublishedForm;
  readonly publication: {
    readonly results: string;
    readonly sha256: string;
    readonly publishedAt: string;
  };
  /** Own boundaries of the province, for its pictures. */
  readonly boundaries: Boundaries | null;
  /** The publication before, for the changes since. */
  readonly earlier?: string | undefined;
  /** Publications of the rounds of before, for the years. */
  readonly before: readonly string[];
}

export interface PublishedText {
  readonly year: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of pictures: each as a file of its own, with its sentence and source. */
  readonly sheets?: Readonly<Partial<Record<PictureKind, string>>>;
}

/** One thread at a time: each holds a publication several times over, and every agency's part is asked for by strangers. */
let turn: Promise<unknown> = Promise.resolve();

/** Several megabytes are parsed, checked and written anew in a thread: half a second nobody else waits for. */
export function publishedText(
  db: Db,
  campaignId: string,
  form: PublishedForm,
): Promise<PublishedText> {
  const made = turn.then(() => makeText(db, campaignId, form));
  turn = made.catch(() => undefined);
  return made;
}

async function makeText(db: Db, campaignId: string, form: PublishedForm): Promise<PublishedText> {
  const publication = await findPublication(db, campaignId);
  if (!publication) throw problem('not_published');
  const { results, sha256, publishedAt } = publication;
  const order: PublishedOrder = {
    form,
    publication: { results, sha256, publishedAt: publishedAt.toISOString() },
    boundaries: isPicture(form) ? await publishedBoundaries(db, campaignId) : null,
    earlier: isBesideEarlier(form) ? await publicationBefore(db, campaignId) : undefined,
    before:
      typeof form === 'object' && 'years' in form
        ? await publicationTexts(db, form.years.before)
        : [],
  };
  return askThread<PublishedText>(isArchive(form) ? ONCE : THREAD, order);
}

const isPicture = (form: PublishedForm): boolean =>
  typeof form === 'object' && 'picturesIn' in form;

const isArchive = (form: PublishedForm): boolean => typeof form === 'object' && 'responses' in form;

const isBesideEarlier = (form: PublishedForm): boolean =>
  form === 'changes' || form === 'overview' || isPicture(form);
