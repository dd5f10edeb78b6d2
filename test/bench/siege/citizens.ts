import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { service, submission } from '../../scenario-collecting.ts';

export interface Felt {
  readonly pages: number[];
  readonly submissions: number[];
  failed: number;
}

const EVERY = 40;
export const visitsIn = (seconds: number): number => Math.ceil((seconds * 1000) / EVERY) + 1;

/** One citizen after the other, each on a connection of its own: the page, the invitation, the answers. */
export async function visitsDuring(
  port: number,
  seconds: number,
  tokens: Iterator<string>,
): Promise<Felt> {
  const felt: Felt = { pages: [], submissions: [], failed: 0 };
  const visits: Promise<void>[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const { value: token, done } = tokens.next();
    if (done) throw new Error('the campaign has no citizen left');
    visits.push(visit(port, token, felt));
    await pause(EVERY);
  }
  await Promise.all(visits);
  return felt;
}

async function visit(port: number, token: string, felt: Felt): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (times: number[], method: string, path: string, body?: object) => {
    const began = performance.now();
    const status = await statusOf({ agent, host: '127.0.0.1', port, method, path }, body);
    times.push(performance.now() - began);
    if (status !== 200) felt.failed += 1;
  };
  const answers = submission(token, service(4));
  await ask(felt.pages, 'GET', `/${token}`);
  await ask(felt.pages, 'POST', '/api/invitation', { token });
  await ask(felt.submissions, 'PUT', `/api/responses/${randomUUID()}`, answers);
  agent.destroy();
}

interface Place {
  readonly agent: Agent;
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly path: string;
}

function statusOf(place: Place, body: object | undefined): Promise<number> {
  const headers = {
    'accept-encoding': 'br',
    ...(body && { 'content-type': 'application/json' }),
  };
  return new Promise((resolve) => {
    const outgoing = request({ ...place, headers }, (reply) => {
      reply.resume().once('end', () => resolve(reply.statusCode ?? 0));
    });
    outgoing.once('error', () => resolve(0));
    outgoing.end(body && JSON.stringify(body));
  });
}
