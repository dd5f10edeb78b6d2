import { Refusal } from '../api.ts';
import { Unheard } from './calls.ts';
import type { CopyWatch } from './copy-exchange.ts';
import { fetchCopy, handInCopy } from './copy-exchange.ts';
import type { Storage } from './storage.ts';
import type { Slip } from './stored-draft.ts';

/** The locked copy on the server, which opens by link and continuation code together. */
export interface Backup {
  /** Brings what another phone has written, and hands in what only this one has. */
  pull(): Promise<void>;
  /** Only brings: asked for now and then where somebody else may have continued with the code. */
  look(): Promise<void>;
  /** Whether it has: a copy that did not come is asked for again, also by a phone without answers. */
  isPulled(): boolean;
  /** Nothing is about to be handed in by itself. */
  isIdle(): boolean;
  /** An answer was stored: it is handed in within a minute, with those that follow. */
  touch(): void;
  /** Soon: a screen was left. A copy of each answer was 128 kB for the 583 bytes of a service's answers. */
  push(): void;
  /** At once: the page may be closed next. */
  flush(): void;
}

const PAUSE = 2000;
const MINUTE = 60_000;

export function createBackup(storage: Storage, slip: Slip, watch: CopyWatch): Backup {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSoon = false;
  let changes = 0;
  let underWay = 0;
  let isPulled = false;

  async function handIn(): Promise<void> {
    const handed = changes;
    clearTimeout(timer);
    timer = undefined;
    underWay += 1;
    try {
      await handInCopy(storage, slip, {
        ...watch,
        onKept: (isKept) => handed === changes && watch.onKept(isKept),
      });
    } finally {
      underWay -= 1;
    }
  }

  function schedule(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => tryQuietly(handIn), pause);
    isSoon = pause === PAUSE;
  }

  function touch(): void {
    changes += 1;
    watch.onKept(false);
    if (timer === undefined) schedule(MINUTE);
    else if (isSoon) schedule(PAUSE);
  }

  return {
    pull: () =>
      tryQuietly(async () => {
        await fetchCopy(storage, slip, watch);
        isPulled = true;
        await handIn();
      }),
    look: () => tryQuietly(() => fetchCopy(storage, slip, watch)),
    isPulled: () => isPulled,
    isIdle: () => timer === undefined && underWay === 0,
    touch,
    push() {
      touch();
      schedule(PAUSE);
    },
    flush() {
      if (timer !== undefined) void tryQuietly(handIn);
    },
  };
}

/** A copy that cannot be had now is no trouble: the answers are on the device. */
async function tryQuietly(work: () => Promise<void>): Promise<void> {
  // On a plain-http address there is no seal, and so no copy.
  if (!globalThis.crypto?.subtle) return;
  try {
    await work();
  } catch (error) {
    const isExpected = [Unheard, Refusal, DOMException].some((kind) => error instanceof kind);
    if (!isExpected) throw error;
  }
}
