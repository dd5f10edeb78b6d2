import { Refusal } from '../api.ts';
import { Unheard } from './calls.ts';
import type { CopyWatch } from './copy-exchange.ts';
import { fetchCopy, handInCopy } from './copy-exchange.ts';
import type { Slip, Storage } from './storage.ts';

/** The locked copy on the server, which opens by link and continuation code together. */
export interface Backup {
  /** Brings what another phone has written, and hands in what only this one has. */
  pull(): Promise<void>;
  /** Only brings: asked for now and then where somebody else may have continued with the code. */
  look(): Promise<void>;
  /** Whether it has: a copy that did not come is asked for again, also by a phone without answers. */
  isPulled(): boolean;
  /** Soon, and once for several answers in a row. */
  push(): void;
}

const PAUSE = 2000;

export function createBackup(storage: Storage, slip: Slip, watch: CopyWatch): Backup {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  let isPulled = false;

  const handIn = () => {
    const handed = changes;
    return handInCopy(storage, slip, {
      ...watch,
      onKept: (isKept) => handed === changes && watch.onKept(isKept),
    });
  };

  return {
    pull: () =>
      tryQuietly(async () => {
        await fetchCopy(storage, slip, watch);
        isPulled = true;
        await handIn();
      }),
    look: () => tryQuietly(() => fetchCopy(storage, slip, watch)),
    isPulled: () => isPulled,
    push() {
      changes += 1;
      watch.onKept(false);
      clearTimeout(timer);
      timer = setTimeout(() => tryQuietly(handIn), PAUSE);
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
