import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { Endpoint, Received, ReplyOf } from '#contract/endpoint.ts';
import { isOfOneAgency } from '#contract/endpoint.ts';
import type { SignedIn } from '#contract/staff.ts';
import { unnoted } from '../answering.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { admit, callerOf, refuseForeignReading } from './access.ts';
import type { Asked } from './ask-within.ts';
import { answersOf } from './ask-within.ts';
import { faultsIn, refuseCrowded } from './body-faults.ts';
import { Bulkhead } from './bulkhead.ts';
import { Composed } from './composed.ts';
import { attached, Kept, sendKept } from './send-kept.ts';

const SMALL_BODY = 4 * 1024;
export const LARGE_BODY = 1024 * 1024;

export interface Sender {
  /** Who is signed in; on a public endpoint there may be nobody. */
  readonly caller: SignedIn;
  /** The only agency whose rows may be in the reply, or null for all. */
  readonly scope: string | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface FileReply {
  readonly fileName: string;
  readonly content: string | Buffer | Readable;
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export type Result<E extends Endpoint> = E['file'] extends string ? FileReply : ReplyOf<E>;
type Upload<E extends Endpoint> = E['upload'] extends true ? { upload: Readable } : unknown;

/** Serves one endpoint: who may ask, what came in, what goes out, each by the endpoint's own schemas. */
export function serve<E extends Endpoint>(
  app: FastifyInstance,
  deps: Deps,
  endpoint: E,
  handle: (input: Received<E> & Upload<E>, sender: Sender) => Promise<Result<E> | Kept | Composed>,
  turn: Turn = isReading(endpoint) ? inTurn : (work) => work(),
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimit ?? (endpoint.access === 'public' ? SMALL_BODY : LARGE_BODY),
    async handler(request, reply) {
      const result = await watched(() => answer(request, request, reply));
      if (result instanceof Kept) return sendKept(request, reply, result);
      if (result instanceof Composed) return result.send(request, reply);
      if (endpoint.file) return sendFile(reply, endpoint.file, result as FileReply);
      return endpoint.reply?.parse(result);
    },
  });
  answersOf(app).set(endpoint, answer);
  const watched: Turn = isDoor(endpoint) ? unnoted : (work) => work();

  async function answer(asked: Asked, request: FastifyRequest, reply: FastifyReply) {
    // Every reply carries the clock that decides; a visitor's own may be a year wrong.
    reply.header('date', deps.now().toUTCString());
    refuseForeignReading(endpoint, request);
    const caller = endpoint.access === 'public' ? undefined : await callerOf(deps, request);
    admit(endpoint, caller, asked.params);
    if (endpoint.access === 'public') refuseCrowded(asked.body);
    const input = {
      ...part(endpoint.params, 'params', asked.params),
      ...part(endpoint.query, 'query', asked.query),
      ...(endpoint.upload ? { upload: asked.body } : part(endpoint.body, 'body', asked.body)),
    };
    const sender = {
      caller: caller as SignedIn,
      scope: caller && isOfOneAgency(caller.role) ? caller.agencyCode : null,
      request,
      reply,
    };
    const work = () => handle(input as Received<E> & Upload<E>, sender);
    return turn(work);
  }
}

/** Where anybody reads what is public; who answers waits for none of them. */
const isReading = ({ access, method }: Endpoint): boolean =>
  access === 'public' && method === 'GET';
/** Asked by a citizen, or by who asks and enters for one: the hour of its statements would be the hour of an answer. */
const isDoor = ({ access, method }: Endpoint): boolean =>
  access === 'public'
    ? method !== 'GET'
    : [access].flat().some((role) => role === 'interviewer' || role === 'entry');
const readers = new Bulkhead(4, 1000);

export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = await readers.run(async () => ({ result: await work() }));
  if (!done) throw problem('service_busy');
  return done.result;
}

function part(schema: z.ZodMiniType | undefined, name: string, value: unknown) {
  if (!schema) return {};
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) {
    throw problem('request_invalid', { at: faultsIn(name, parsed.error.issues) });
  }
  return { [name]: parsed.data };
}

function sendFile(reply: FastifyReply, contentType: string, file: FileReply) {
  return reply
    .type(contentType)
    .header('content-disposition', attached(file.fileName))
    .send(file.content);
}
