import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '#contract/endpoint.ts';
import { encodingFor } from './compress.ts';
import type { KeptFile } from './kept-file.ts';

/** A kept file with the headers of its reply. */
export class Kept {
  readonly file: KeptFile;
  readonly headers: Readonly<Record<string, string>>;

  constructor(file: KeptFile, headers: Readonly<Record<string, string>>) {
    this.file = file;
    this.headers = headers;
  }
}

/**
 * Files are what they are for good. JSON is asked for again each time, and answered with 304: pages take
 * the server's clock from its reply.
 */
export const keptHeaders = ({ file }: Endpoint, fileName: string | undefined) => ({
  'content-type': file ?? 'application/json; charset=utf-8',
  'cache-control': file ? 'public, max-age=31536000, immutable' : 'public, no-cache',
  ...(fileName && { 'content-disposition': attached(fileName) }),
});

export const attached = (fileName: string): string =>
  `attachment; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`;

export function sendKept(request: FastifyRequest, reply: FastifyReply, { file, headers }: Kept) {
  const wanted = encodingFor(request.headers['accept-encoding']);
  const encoding = wanted && file.forms[wanted] ? wanted : undefined;
  // A strong tag names the very bytes, so each encoding has its own.
  const etag = `"${file.sha256.slice(0, 32)}${encoding ? `-${encoding}` : ''}"`;
  reply.headers({ ...headers, etag, vary: 'accept-encoding' });
  if (names(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const form = (encoding && file.forms[encoding]) ?? file.forms.identity;
  reply.header('content-length', form.size);
  if (encoding) reply.header('content-encoding', encoding);
  return reply.send(request.method === 'HEAD' ? Readable.from([]) : form.content());
}

/**
 * Proxies that compress make a strong tag a weak one; asking whether it is still the same they may. `*` is
 * whatever there is.
 */
const names = (asked: string | undefined, etag: string): boolean =>
  (asked ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
