import { text } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import { Composed } from './composed.ts';
import { Kept } from './send-kept.ts';

export interface Asked {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}
type Answer = (asked: Asked, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const answers = new WeakMap<object, Map<Endpoint, Answer>>();
/** Of one application: its parts with scopes of their own share the server. */
export function answersOf({ server }: FastifyInstance): Map<Endpoint, Answer> {
  const known = answers.get(server) ?? new Map<Endpoint, Answer>();
  answers.set(server, known);
  return known;
}

/**
 * A page of this server asks what a phone asks, in the same request: the endpoint's rules hold, and
 * nothing is written as JSON to be read again.
 */
export async function askWithin<E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  input: Sent<E>,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<Replied<E>> {
  const answer = answersOf(app).get(endpoint);
  if (!answer) throw new Error(`${endpoint.path} is not served`);
  const result = await answer(input, request, reply);
  if (result instanceof Composed) return result.value as Replied<E>;
  const read = result instanceof Kept ? JSON.parse(await textOf(result)) : result;
  return endpoint.reply?.parse(read) as Replied<E>;
}

/** A reply that is kept encoded, as it was made. */
async function textOf({ file }: Kept): Promise<string> {
  const content = file.forms.identity.content();
  if (Buffer.isBuffer(content)) return content.toString('utf8');
  return text(content);
}
