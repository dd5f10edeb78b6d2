import type { FastifyInstance } from 'fastify';
import { loggedError } from '../http/logged-error.ts';

const EVERY_MS = 60_000;

/**
 * While the server listens; a failure is in the log, and the next minute tries again. One at a time: of looks at a disk that
 * does not answer, each would hold a thread of the process.
 */
export function eachMinute(
  app: FastifyInstance,
  work: () => Promise<unknown>,
  failure: string,
): void {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<unknown> | undefined;
  const begin = () => {
    working ??= work()
      .catch((error: Error) => app.log.error(loggedError(error), failure))
      .finally(() => {
        working = undefined;
      });
  };
  app.addHook('onListen', async () => {
    timer = setInterval(begin, EVERY_MS).unref();
  });
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await working;
  });
}
