import { signal } from '@preact/signals';
import type { FreezeProgress } from '#contract/frozen-frame.ts';
import { freezeFrame, getFreezeProgress } from '#contract/frozen-frame.ts';
import { createAct } from '../../page/act.ts';
import type { Ask } from '../../page/session.ts';

const POLL_MS = 1000;

/** The freezing of a province's list takes seconds to a minute: how far it is, is asked meanwhile. */
export function createFreeze(ask: Ask, params: { readonly campaignId: string }, pollMs = POLL_MS) {
  const freezing = signal<FreezeProgress | null>(null);
  let isRunning = false;

  async function follow(): Promise<void> {
    while (isRunning) {
      await new Promise((done) => setTimeout(done, pollMs));
      // A poll that fails says nothing about the freezing.
      const found = await ask(getFreezeProgress, { params }).catch(() => undefined);
      if (isRunning && found) freezing.value = found.progress;
    }
  }

  return {
    freezing,
    freeze: createAct(async (absentReason: string, unacceptedReason: string) => {
      isRunning = true;
      follow();
      try {
        return await ask(freezeFrame, {
          params,
          body: {
            ...(absentReason ? { absentReason } : {}),
            ...(unacceptedReason ? { unacceptedReason } : {}),
          },
        });
      } finally {
        isRunning = false;
        freezing.value = null;
      }
    }),
  };
}
