import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '../../deps.ts';

/** PGlite has one connection: requests that wait for it are served between two chunks. */
const YIELD_MS = 4;

export const isEmbedded = ({ config }: Pick<Deps, 'config'>): boolean =>
  config.databaseUrl === undefined;

/** How many connections an import takes; the others are for requests. */
export const connectionsFor = (deps: Pick<Deps, 'config'>): number => (isEmbedded(deps) ? 1 : 3);

export const yieldToRequests =
  (deps: Pick<Deps, 'config'>): (() => Promise<void>) =>
  () =>
    wait(isEmbedded(deps) ? YIELD_MS : 0);
