import type { FastifyInstance } from 'fastify';
import { loggedError } from '../http/logged-error.ts';

const EVERY_MS = 60_000;

/** While the server listens; a failure is in the log, and the next minute tries again. */
export function eachMinute(
  app: FastifyInstance,
  work: () => Promise<unknown>,
  failure: string,
): void {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<unknown> = Promise.resolve();
  app.addHook('onListen', async () => {
    timer = setInterval(() => {
      working = work().catch((error: Error) => app.log.error(loggedError(error), failure));
    }, EVERY_MS).unref();
  });
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await working;
  });
}
