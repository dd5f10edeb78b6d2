import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Endpoint, Received, ReplyOf } from '#contract/endpoint.ts';
import type { Deps } from '../deps.ts';
import type { KeptFile, KeptText } from './kept-file.ts';
import { keepFile, keepInMemory } from './kept-file.ts';
import { Kept, keptHeaders } from './send-kept.ts';
import type { Result } from './serve.ts';
import { inTurn, serve } from './serve.ts';
import { SharedReadings } from './shared-reading.ts';

export interface KeptContent {
  readonly fileName?: string;
  readonly text: KeptText;
}

/** What is asked for and not there yet is refused by its maker; then nothing is kept. */
type Make<E extends Endpoint, Made> = (input: Received<E>) => Promise<Made>;

/**
 * Serves a reply that never changes once it is final. It is made by the first who asks, while others
 * wait for the same making, and sent to all from the same encoded bytes.
 */
export function serveKept<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  make: Make<E, ReplyOf<E>>,
  isFinal: (reply: ReplyOf<E>) => boolean = () => true,
): void {
  serveOnceMade(app, deps, endpoint, async (input) => {
    const reply = await make(input);
    if (!isFinal(reply)) return { reply: reply as Result<E> };
    return { content: { text: JSON.stringify(endpoint.reply?.parse(reply)) } };
  });
}

/**
 * Serves what anybody may read and staff still change: read a few times a second at most, encoded when it
 * has changed, and with an ETag. Who has changed it reads what is new.
 */
export function serveShared<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  make: Make<E, ReplyOf<E>>,
): void {
  const readings = new SharedReadings<Kept>();
  const headers = keptHeaders(endpoint, undefined);
  const encode = async (input: Received<E>) => {
    const text = JSON.stringify(endpoint.reply?.parse(await make(input)));
    return new Kept(await keepInMemory(text), headers);
  };
  const read = (input: Received<E>) =>
    readings.read(JSON.stringify(input), () => inTurn(() => encode(input)));
  // Only the reading takes a place among readers; who waits for it keeps nobody from one.
  serve(
    app,
    deps,
    endpoint,
    (input) => read(input as Received<E>),
    (work) => work(),
  );
}

/** The same of a text: a file, or a reply that is encoded already. */
export function serveKeptText<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  make: Make<E, KeptContent>,
): Prepare<E> {
  return serveOnceMade(app, deps, endpoint, async (input) => ({ content: await make(input) }));
}

/** Makes a reply before anybody asks; one that cannot be made yet is made for whom asks later. */
export type Prepare<E extends Endpoint> = (input: Received<E>) => Promise<void>;

/** Files whose own format compresses them. */
const PACKED = new Set(['application/zip', 'image/png']);

type Made<E extends Endpoint> = { readonly content: KeptContent } | { readonly reply: Result<E> };

function serveOnceMade<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  make: Make<E, Made<E>>,
): Prepare<E> {
  const folder = join(deps.config.dataDir, 'public');
  const makings = new Map<string, Promise<Kept | Result<E>>>();
  const files: KeptFile[] = [];
  let isClosing = false;
  // What is made before anybody asks begins nothing new in a folder that the server leaves.
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onClose', async () => {
    await Promise.allSettled(makings.values());
    await Promise.all(files.map((file) => file.close()));
  });

  async function keep(key: string, input: Received<E>): Promise<Kept | Result<E>> {
    try {
      const made = await inTurn(() => make(input));
      if ('content' in made) {
        const file = await keepFile(folder, made.content.text, PACKED.has(endpoint.file ?? ''));
        files.push(file);
        return new Kept(file, keptHeaders(endpoint, made.content.fileName));
      }
      makings.delete(key);
      return made.reply;
    } catch (error) {
      makings.delete(key);
      throw error;
    }
  }

  const begin = (key: string, input: Received<E>): Promise<Kept | Result<E>> => {
    const making = makings.get(key) ?? keep(key, input);
    makings.set(key, making);
    return making;
  };
  // What is not final yet, or is refused, is looked for a few times a second, however many ask.
  const readings = new SharedReadings<Kept | Result<E>>();
  const madeOnce = (input: Received<E>): Promise<Kept | Result<E>> => {
    const key = JSON.stringify(input);
    return makings.get(key) ?? readings.read(key, () => begin(key, input));
  };
  // Only the making takes a place among readers; who waits for it keeps nobody from one.
  serve(
    app,
    deps,
    endpoint,
    (input) => madeOnce(input as Received<E>),
    (work) => work(),
  );
  return async (input) => {
    if (!isClosing) await madeOnce(input).catch(() => undefined);
  };
}
