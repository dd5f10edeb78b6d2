import { promisify } from 'node:util';
import { brotliCompress, constants, crc32, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Encoding } from './compress.ts';
import { encodingFor } from './compress.ts';

/** Most that a stored block holds, in either format. */
const MOST = 65_535;

/** What many replies have in common: compressed once, as well as can be, and left open for what follows. */
export interface Shared<T extends object> {
  readonly value: T;
  readonly start: Readonly<Record<Encoding | 'identity', Buffer>>;
}

/** Of a JSON object with at least one member; its closing brace is left to what follows. */
export async function sharedStart<T extends object>(value: T): Promise<Shared<T>> {
  const identity = Buffer.from(JSON.stringify(value).slice(0, -1));
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, {
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    promisify(gzip)(identity, { finishFlush: constants.Z_SYNC_FLUSH, level: 9 }),
  ]);
  return { value, start: { identity, br, gzip: gzipped } };
}

/** A JSON reply of which only the end is this asker's own. */
export class Composed<S extends object = object, O extends object = object> {
  readonly shared: Shared<S>;
  readonly own: O;

  constructor(shared: Shared<S>, own: O) {
    this.shared = shared;
    this.own = own;
  }

  get value(): S & O {
    return { ...this.shared.value, ...this.own };
  }

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const end = Buffer.from(`,${JSON.stringify(this.own).slice(1)}`);
    const accepted = encodingFor(request.headers['accept-encoding']);
    const encoding = end.length > MOST ? undefined : accepted;
    if (encoding) reply.header('content-encoding', encoding);
    return reply
      .type('application/json; charset=utf-8')
      .header('vary', 'accept-encoding')
      .send(this.#bytes(encoding, end));
  }

  #bytes(encoding: Encoding | undefined, end: Buffer): Buffer {
    const { identity, br, gzip: gzipped } = this.shared.start;
    if (encoding === 'br') return Buffer.concat([br, ...brotliEnd(end)]);
    if (encoding === 'gzip') return Buffer.concat([gzipped, ...gzipEnd(identity, end)]);
    return Buffer.concat([identity, end]);
  }
}

/**
 * RFC 7932 §9.2: an uncompressed meta-block (not the last, length in four nibbles), and an empty last one.
 * A flushed stream ends at a byte's edge.
 */
function brotliEnd(end: Buffer): Buffer[] {
  const head = Buffer.alloc(3);
  head.writeUIntLE(((end.length - 1) << 3) | (1 << 19), 0, 3);
  return [head, end, Buffer.from([0x03])];
}

/** RFC 1951 §3.2.4: a stored block, the last; RFC 1952 §2.3.1: checksum and length of the whole. */
function gzipEnd(start: Buffer, end: Buffer): Buffer[] {
  const head = Buffer.from([1, 0, 0, 0, 0]);
  head.writeUInt16LE(end.length, 1);
  head.writeUInt16LE(MOST - end.length, 3);
  const foot = Buffer.alloc(8);
  foot.writeUInt32LE(crc32(end, crcOf(start)), 0);
  foot.writeUInt32LE(start.length + end.length, 4);
  return [head, end, foot];
}

const crcs = new WeakMap<Buffer, number>();
function crcOf(start: Buffer): number {
  const known = crcs.get(start) ?? crc32(start);
  crcs.set(start, known);
  return known;
}
