import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { SharedReadings } from '../http/shared-reading.ts';
import type { Health } from './health.ts';
import { readHealth } from './health.ts';

/**
 * For proxies and monitoring. 503 only where requests cannot be answered or the server is about to end, so
 * that a proxy takes it out of its list.
 */
export function serveHealth(app: FastifyInstance, deps: Deps): void {
  const readings = new SharedReadings<Health>();
  let isStopping = false;
  app.get('/api/health', async (_request, reply) => {
    const health = await readings.read('', () => readHealth(deps, isStopping));
    const isServing = health.status === 'ready' || health.status === 'degraded';
    return reply.code(isServing ? 200 : 503).send(health);
  });
  app.addHook('preClose', async () => {
    isStopping = true;
  });
}
