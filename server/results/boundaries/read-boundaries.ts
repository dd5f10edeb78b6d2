import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BoundaryReport } from '#contract/boundaries.ts';
import type { Boundaries } from '#contract/pictures/boundary-map.ts';
import type { Problem } from '#contract/problems.ts';
import { readInBounds } from '../../http/bounded-thread.ts';
import { problem } from '../../problem.ts';
import type { Commune } from './match-areas.ts';

const THREAD = join(import.meta.dirname, 'boundaries-thread.ts');
/** Boundaries of all 3,321 communes at a page's detail are some 10 MB; of one province at a map sheet's as many. */
const LARGEST_MB = 30;
const BOUNDS = { heapMb: 768, seconds: 60 };

export interface ReadBoundaries {
  readonly map: Boundaries;
  readonly report: BoundaryReport;
}

type Message =
  | { readonly done: ReadBoundaries }
  | { readonly refused: { readonly code: Problem['code']; readonly details: Problem['details'] } };

const tooLarge = () => problem('boundaries_too_large', { limitMb: LARGEST_MB });

/** Reads a file in a thread with its own heap and time: one made to exhaust either ends as a refusal. */
export async function readBoundaries(
  dataDir: string,
  content: unknown,
  communes: readonly Commune[],
): Promise<ReadBoundaries> {
  if (!(content instanceof Readable)) throw problem('boundaries_not_geojson', { fault: '0 B' });
  const folder = join(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    await pipeline(content, limited, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return await readInThread(path, communes);
  } finally {
    await rm(path, { force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_MB * 1024 * 1024) throw tooLarge();
    yield chunk;
  }
}

async function readInThread(path: string, communes: readonly Commune[]): Promise<ReadBoundaries> {
  const message = await readInBounds<Message>(THREAD, { path, communes }, BOUNDS);
  if (!message) throw tooLarge();
  if ('refused' in message) throw problem(message.refused.code, message.refused.details);
  return message.done;
}
