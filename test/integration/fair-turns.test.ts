/**
 * Truth: fair queueing (Demers, Keshav and Shenker 1989): who asks little waits for nobody who asks without end, and two who
 * ask without end have the same, however many connections each of them holds. The clock of the allowances does not move here.
 */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { takeTurns } from '../../server/http/fair-turns.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

const CROWD = 30;
/** More than an allowance for each connection, or for a network of them all. */
const WARM = 10 * CROWD;
const PATHS = ['/api/languages/vi', '/%zz'];

let office: Office;
let app: FastifyInstance;
let sockets: Socket[] = [];

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  office = await openOffice();
  app = await listening();
});

async function listening(): Promise<FastifyInstance> {
  const server = await buildApp(office.deps);
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
}

afterEach(async () => {
  const open = sockets.filter(({ destroyed }) => !destroyed);
  sockets = [];
  await Promise.all(open.map((socket) => once(socket.destroy(), 'close')));
});
afterAll(async () => {
  await app.close();
  await office.close();
  vi.useRealTimers();
});

async function opened(server = app): Promise<Socket> {
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

interface Crowd {
  replies: number;
  readonly sockets: Socket[];
  /** Resolves when there have been so many replies. */
  until(replies: number): Promise<void>;
}

/** Connections that ask again as soon as they have a reply. */
async function crowd(connections: number, { server = app, ...ask }: Asking = {}): Promise<Crowd> {
  const asked = asking(ask);
  let reach = () => {};
  let goal = Number.POSITIVE_INFINITY;
  const crowd: Crowd = {
    replies: 0,
    sockets: [],
    until(replies) {
      goal = replies;
      return new Promise((resolve) => {
        reach = resolve;
      });
    },
  };
  for (let i = 0; i < connections; i += 1) {
    const socket = await opened(server);
    crowd.sockets.push(socket);
    onReply(socket, () => {
      crowd.replies += 1;
      if (crowd.replies >= goal) reach();
      socket.write(asked);
    });
    socket.write(asked);
  }
  return crowd;
}

interface Asking {
  readonly path?: string;
  /** As a proxy names it. */
  readonly network?: string;
  readonly server?: FastifyInstance;
}

const asking = ({ path = PATHS[0], network }: Asking = {}): string =>
  `GET ${path} HTTP/1.1\r\nHost: a\r\n${network ? `X-Forwarded-For: ${network}\r\n` : ''}\r\n`;

function onReply(socket: Socket, hear: (reply: string) => void): void {
  let heard = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    heard += part;
    const length = /content-length: (\d+)\r\n[\s\S]*?\r\n\r\n/.exec(heard);
    const end = length ? length.index + length[0].length + Number(length[1]) : 0;
    if (!length || heard.length < end) return;
    const reply = heard.slice(0, end);
    heard = heard.slice(end);
    hear(reply);
  });
}

/** One request of somebody, and how many of the crowd's were answered meanwhile. */
async function meanwhile(crowd: Crowd, socket: Socket, ask: Asking = {}): Promise<number> {
  const before = crowd.replies;
  const reply = new Promise<string>((resolve) => onReply(socket, resolve));
  socket.write(asking(ask));
  expect(await reply).toMatch(/^HTTP\/1.1 200/);
  return crowd.replies - before;
}

test.each(PATHS)('thirty connections that ask for %s keep no newcomer waiting', async (path) => {
  const strangers = await crowd(CROWD, { path });
  await strangers.until(WARM);
  expect(await meanwhile(strangers, await opened())).toBeLessThan(CROWD / 2);
});

test('beside somebody who asks little, those who ask without end have 250 turns a second', async () => {
  const strangers = await crowd(CROWD);
  await strangers.until(WARM);
  // The clock of the allowances does not move here: what a newcomer asked was lately.
  await meanwhile(strangers, await opened());
  const [began, before] = [Date.now(), strangers.replies];
  await strangers.until(before + 100);
  expect(Date.now() - began).toBeGreaterThan(0.9 * 100 * 4);
});

test('of those who wait in line a few are at work at a time, however many connections they have', async () => {
  const slow = fastify();
  const atWork = { now: 0, most: 0 };
  slow.addHook('onRequest', takeTurns());
  slow.get('/', async () => {
    atWork.now += 1;
    atWork.most = Math.max(atWork.most, atWork.now);
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    atWork.now -= 1;
    return {};
  });
  await slow.listen({ port: 0, host: '127.0.0.1' });
  const strangers = await crowd(CROWD, { path: '/', server: slow });
  await strangers.until(WARM);
  atWork.most = 0;
  await strangers.until(WARM + 5 * CROWD);
  expect(atWork.most).toBeLessThan(CROWD / 2);
  await slow.close();
});

test('behind a proxy a network with thirty connections has no more turns than one with one', async () => {
  const strangers = await crowd(CROWD, { network: '203.0.113.1' });
  const other = await crowd(1, { network: '203.0.113.2' });
  await Promise.all([strangers.until(WARM), other.until(25)]);
  const [before, own] = [strangers.replies, other.replies];
  await other.until(own + 50);
  expect(strangers.replies - before).toBeLessThan(2 * 50);
  expect(await meanwhile(strangers, await opened(), { network: '203.0.113.3' })).toBeLessThan(
    CROWD / 2,
  );
});

test('who sends a thousand requests ahead is cut, and who has gone is not answered', async () => {
  const strangers = await crowd(CROWD);
  await strangers.until(WARM);
  const hasty = await opened();
  hasty.resume().write(asking().repeat(1000));
  await once(hasty, 'close');
  for (const socket of strangers.sockets) socket.destroy();
});

test('a server that stops answers all who wait in line', async () => {
  const stopping = await listening();
  const strangers = await crowd(CROWD, { server: stopping });
  await strangers.until(WARM);
  const last = strangers.sockets.map(
    (socket) =>
      new Promise<boolean>((resolve) => {
        let heard = '';
        socket.removeAllListeners('data').on('data', (part: string) => {
          heard += part;
        });
        socket.once('close', () => resolve(/connection: close\r\n/.test(heard)));
      }),
  );
  await stopping.close();
  expect(await Promise.all(last)).toEqual(Array(CROWD).fill(true));
});
