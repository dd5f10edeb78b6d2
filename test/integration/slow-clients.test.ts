/**
 * Truth: a connection that brings nothing is not waited for, one that brings what it can is, and a client
 * that holds thousands shuts nobody out. The server's patience is that of `npm start`, at a fiftieth of its time.
 */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCampaign, openFrame } from '#contract/campaigns.ts';
import { downloadFrame } from '#contract/frozen-frame.ts';
import { uploadList } from '#contract/list-preview.ts';
import { buildApp } from '../../server/app.ts';
import { PATIENCE } from '../../server/http/slow-clients.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { drawnCampaign } from '../scenario-frozen.ts';
import { terms } from '../terms.ts';

const CONNECTIONS = 30;
const LOOK = PATIENCE.every / 50;
/** A newcomer counts as idle after a fifth of it; on a busy machine that must be longer than a turn of the loop. */
const CALM_LOOK = PATIENCE.every / 5;
let office: Office;
let app: FastifyInstance;
let port: number;
const sockets = new Set<Socket>();

beforeAll(async () => {
  office = await openOffice();
  app = await listening(LOOK);
  port = portOf(app);
});

async function listening(every: number): Promise<FastifyInstance> {
  const bytes = PATIENCE.bytes / 50;
  const patience = { ...PATIENCE, every, bytes, connections: CONNECTIONS };
  const server = await buildApp(office.deps, undefined, patience);
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
}
const portOf = ({ server }: FastifyInstance) => (server.address() as AddressInfo).port;
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
  await office.close();
});

const opened = (...lines: string[]) => openedAt(port, ...lines);

async function openedAt(serverPort: number, ...lines: string[]): Promise<Socket> {
  const socket = connect(serverPort, '127.0.0.1').setEncoding('utf8');
  sockets.add(socket);
  socket.on('error', () => undefined).resume();
  socket.once('close', () => sockets.delete(socket));
  await once(socket, 'connect');
  if (lines.length > 0) socket.write(lines.join('\r\n'));
  return socket;
}

/** Sends a byte now and then until the other side has had enough; what it said till then. */
async function drip(socket: Socket): Promise<string> {
  let heard = '';
  socket.on('data', (words) => {
    heard += words;
  });
  while (!socket.destroyed) {
    socket.write(' ');
    await pause(20);
  }
  return heard;
}

const JSON_BODY = ['Host: a', 'Content-Type: application/json', 'Content-Length: 3000', '', '{'];

test('a body that drips is cut, and so are headers that do', async () => {
  const bodies = ['POST /api/invitation', 'PUT /api/draft', 'POST /api/session'].map((line) =>
    opened(`${line} HTTP/1.1`, ...JSON_BODY).then(drip),
  );
  const headers = opened('GET / HTTP/1.1', 'Host: a', 'X-Long: ').then(drip);
  await expect(Promise.all(bodies)).resolves.toEqual(['', '', '']);
  // Node's reply to headers that do not come is ours in form.
  expect(await headers).toMatch(/^HTTP\/1\.1 408 [\s\S]*x-content-type-options: nosniff/);
});

test('a list that nobody may upload is not waited for once it is refused', async () => {
  const path = pathOf(uploadList.path, { campaignId: crypto.randomUUID(), agencyCode: '01981' });
  const type = 'Content-Type: application/octet-stream';
  const socket = opened(`PUT ${path} HTTP/1.1`, 'Host: a', type, 'Content-Length: 9000', '', 'x');
  expect(await socket.then(drip)).toMatch(/^HTTP\/1.1 4/);
});

test('a signed-in person’s list may stand still between two places with a network', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { id: campaignId } = await homeAffairs.call(openCampaign, { body: terms() });
  await homeAffairs.call(openFrame, { params: { campaignId } });
  const path = `${pathOf(uploadList.path, { campaignId, agencyCode: 'province' })}?fileName=a.csv`;
  const list = 'a'.repeat(4000);
  const socket = await opened(
    `PUT ${path} HTTP/1.1`,
    'Host: a',
    `Cookie: ${homeAffairs.cookie}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${list.length}`,
    '',
    list.slice(0, 2000),
  );
  await pause(6 * LOOK);
  socket.write(list.slice(2000));
  const [words] = await once(socket, 'data');
  expect(words).toMatch(/^HTTP\/1.1 400[\s\S]*headings_not_found/);
});

const connections = (server = app) =>
  new Promise<number>((resolve) => server.server.getConnections((_, count) => resolve(count)));

test('thousands of idle connections make room for who comes', async () => {
  await Promise.all(Array.from({ length: 3 * CONNECTIONS }, () => opened()));
  const health = await fetch(`http://127.0.0.1:${port}/api/health`);
  expect(health.status).toBe(200);
  expect(await connections()).toBeLessThanOrEqual(CONNECTIONS);
});

test('thousands that have begun to send make room for who comes', async () => {
  const calm = await listening(CALM_LOOK);
  for (const _ of Array.from({ length: 2 * CONNECTIONS })) {
    const request = once(calm.server, 'request');
    await openedAt(portOf(calm), 'POST /api/session HTTP/1.1', ...JSON_BODY);
    await request;
  }
  // Several at once: a new connection is not in the way of the next.
  const asked = Array.from({ length: 5 }, async () => {
    const citizen = await openedAt(portOf(calm), 'GET /api/health HTTP/1.1', 'Host: a', '', '');
    return Promise.race([once(citizen, 'data'), once(citizen, 'close')]);
  });
  for (const [words] of await Promise.all(asked)) expect(words).toMatch(/^HTTP\/1.1 200/);
  expect(await connections(calm)).toBeLessThanOrEqual(CONNECTIONS);
  for (const socket of sockets) socket.destroy();
  await calm.close();
});

test('who reads nothing of a large file is let go', async () => {
  const { campaignId } = await drawnCampaign(office, { peoplePerStratum: 900 });
  const path = pathOf(downloadFrame.path, { campaignId });
  const accepted = once(app.server, 'connection');
  const socket = await opened();
  socket.pause();
  // More than the buffers of both machines take in.
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(100));
  const [connection] = (await accepted) as [Socket];
  await once(connection, 'close');
});
