import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type {
  ConnectionError,
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { ProblemCode } from '#contract/problems.ts';
import type { Refusal } from '../problem.ts';
import { isDataException, problem, refusalOf } from '../problem.ts';
import { drainTurns } from './drained-body.ts';
import { EVERY_REPLY, guarded, PAGE_POLICY } from './headers.ts';
import { loggedError } from './logged-error.ts';

const mayDrain = drainTurns();

/** A refusal as a page for a person; of a request that could not be read there is nothing but the refusal. */
export type RefusalPage = (refusal: Refusal, request?: FastifyRequest) => Promise<string>;

/**
 * Every error leaves in the catalogue's form, also those that the framework meets before a route: a
 * browser that navigates to an address gets the citizen's page without scripts, any other client `{ code,
 * details }`. The address is never repeated: it may be a person's link.
 */
export function answerErrors(app: FastifyInstance, page: RefusalPage): void {
  app.setErrorHandler<Error>((error, request, reply) =>
    refuse(reportedAs(request, error), page, request, reply),
  );
  app.setNotFoundHandler((request, reply) => refuse(problem('not_found'), page, request, reply));
}

async function refuse(
  refusal: Refusal,
  page: RefusalPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  guarded(reply.code(refusal.status));
  // The framework ends the connection; otherwise Node reads the rest.
  if (refusal.status === 413 && mayDrain()) reply.removeHeader('connection');
  const content = isForBrowser(request) && (await page(refusal, request).catch(() => undefined));
  if (content) return reply.headers(PAGE_POLICY).type('text/html; charset=utf-8').send(content);
  return reply.send({ code: refusal.code, details: refusal.details });
}

const isForBrowser = ({ url, routeOptions, headers }: FastifyRequest): boolean =>
  !(routeOptions?.url ?? url).startsWith('/api') && headers.accept?.includes('text/html') === true;

/** An address that cannot be decoded, or with too long a part, belongs to nobody. */
export const refuseAddress = (page: RefusalPage, request: FastifyRequest, reply: FastifyReply) =>
  refuse(problem('not_found'), page, request, reply);

/** What is no HTTP, or more of it than is read: the reply is written to the connection itself. */
export async function refuseConnection(
  page: RefusalPage,
  error: ConnectionError,
  socket: Socket,
): Promise<void> {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // A browser navigated to an address; all else asked for data, or for nothing that can be recognised.
  const asked = /^(?:GET|HEAD) (\/\S*)/.exec(String(error.rawPacket ?? '').slice(0, 200))?.[1];
  const isForPage = asked !== undefined && !asked.startsWith('/api');
  const content = isForPage && (await page(problem('not_found')).catch(() => undefined));
  const refusal = problem('request_invalid', { at: ['request'] });
  writeRefusal(socket, refusal, STATUS_OF[error.code] ?? 400, content || undefined);
}

/** RFC 9110 §9.3.6: a proxy's method. Node would end the connection without a word. */
export function refuseTunnel(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  const refusal = problem('not_found');
  writeRefusal(socket, refusal, refusal.status, undefined);
}

function writeRefusal(
  socket: Socket,
  { code, details }: Refusal,
  status: number,
  content: string | undefined,
): void {
  const body = content ?? JSON.stringify({ code, details });
  const headers = {
    ...EVERY_REPLY,
    ...(content !== undefined && PAGE_POLICY),
    'cache-control': 'no-store',
    'content-type': `${content === undefined ? 'application/json' : 'text/html'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable)
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`);
  else socket.destroy();
}

const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Refusals behind which is a fault of the machine, by their names in the log. */
const FAULTS: Partial<Record<ProblemCode, string>> = {
  disk_full: 'disk full',
  database_away: 'database away',
};

/** The refusal that an error is to those who asked; what is our fault gets a number that the log has too. */
export function reportedAs(request: FastifyRequest, error: Error): Refusal {
  const refusal = refusalOf(error) ?? refusalOfRequest(error as FastifyError, request.method);
  // Who asks can only wait; who runs the server has to see it.
  const fault = refusal && FAULTS[refusal.code];
  if (fault) request.log.error({ route: request.routeOptions.url, ...loggedError(error) }, fault);
  if (refusal) return refusal;
  if (isDataException(error)) {
    // A net under the schemas: the reader can do something, and we have a schema to mend.
    request.log.warn({ route: request.routeOptions.url, ...loggedError(error) }, 'data exception');
    return problem('request_invalid', { at: ['request'] });
  }
  const incident = randomBytes(4).toString('hex').toUpperCase();
  // Neither the address nor the message: both may hold a person's link or name.
  request.log.error(
    { incident, route: request.routeOptions.url, ...loggedError(error) },
    'internal',
  );
  return problem('internal', { incident });
}

/**
 * What the framework itself refuses: a body that is no JSON, too large, or of an unknown kind; and without a body the path of
 * a built file that leads out of their folder or is no path, or a condition that its file does not meet.
 */
function refusalOfRequest({ statusCode }: FastifyError, method: string) {
  if (statusCode === undefined || statusCode >= 500) return undefined;
  if (statusCode === 413) return problem('request_too_large');
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (hasBody) return problem('request_invalid', { at: ['body'] });
  if (statusCode === 412) return problem('request_invalid', { at: ['headers'] });
  return problem('not_found');
}
