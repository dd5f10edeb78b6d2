// Strangers in a process of their own: connections that ask the same again and again, or that stay idle.
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import type { SiegeOrder, SiegeTally } from './siege-order.ts';

const order = JSON.parse(await text(process.stdin)) as SiegeOrder;
setPriority(order.niceness);
const { port, connections, method, path, body = '' } = order;
const asked = Buffer.from(
  `${method} ${path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ${order.encoding}\r\n` +
    (method === 'GET'
      ? '\r\n'
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
);
const statuses: Record<string, number> = {};
const tally = { replies: 0, bytes: 0, cut: 0, statuses } satisfies SiegeTally;

/** Asks again as soon as a reply has ended; its text is not looked at. */
function besiege(): void {
  const socket = opened(besiege, () => socket.write(asked));
  let head = '';
  let left: number | undefined;
  socket.on('data', (part: Buffer) => {
    tally.bytes += part.length;
    if (left === undefined) {
      head += part.toString('latin1');
      left = bytesLeft(head);
    } else left -= part.length;
    const isLastChunk = left === Number.POSITIVE_INFINITY && part.subarray(-5).equals(LAST_CHUNK);
    if (left === undefined || (left > 0 && !isLastChunk)) return;
    const status = head.slice(9, 12);
    tally.replies += 1;
    statuses[status] = (statuses[status] ?? 0) + 1;
    head = '';
    left = undefined;
    socket.write(asked);
  });
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Of a reply whose head may not be whole yet; without a length it ends with its last chunk. */
function bytesLeft(head: string): number | undefined {
  const end = head.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(head.slice(0, end))?.[1];
  return length ? Number(length) - (head.length - end - 4) : Number.POSITIVE_INFINITY;
}

function stayIdle(): void {
  opened(stayIdle).resume();
}

function opened(again: () => void, onConnect?: () => void): Socket {
  const socket = connect(port, '127.0.0.1', onConnect);
  socket.on('error', () => undefined);
  socket.once('close', () => {
    tally.cut += 1;
    setTimeout(again, order.isIdle ? 1000 : 20);
  });
  return socket;
}

for (let i = 0; i < connections; i += 1) setTimeout(order.isIdle ? stayIdle : besiege, i / 10);
setTimeout(() => process.stdout.write('begun\n'), connections / 10);
process.once('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify(tally)}\n`, () => process.exit(0));
});
