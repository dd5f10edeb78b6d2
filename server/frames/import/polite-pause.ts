import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '../../deps.ts';

/** PGlite has one connection: whoever waits for it comes between two chunks. */
const FOR_OTHERS_MS = 4;

export const isEmbedded = ({ config }: Pick<Deps, 'config'>): boolean =>
  config.databaseUrl === undefined;

/** How many connections an import takes: the others are everybody's. */
export const connectionsFor = (deps: Pick<Deps, 'config'>): number => (isEmbedded(deps) ? 1 : 3);

export const politePause =
  (deps: Pick<Deps, 'config'>): (() => Promise<void>) =>
  () =>
    wait(isEmbedded(deps) ? FOR_OTHERS_MS : 0);
