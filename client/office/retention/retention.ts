import { signal } from '@preact/signals';
import type { Retention } from '#contract/retention.ts';
import { ERASE_WORDS, eraseNow, getRetention, postponeErasure } from '#contract/retention.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

const AGAIN_MS = 2000;

export type RetentionModel = ReturnType<typeof createRetention>;

/** Until when a campaign's personal data are kept; while they are being erased it looks again and again. */
export function createRetention(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const retention = createLoaded<Retention>(() => ask(getRetention, { params }));
  const until = signal('');
  const reason = signal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  async function load(): Promise<void> {
    await retention.load();
    clearTimeout(timer);
    if (!isClosed && retention.value.value?.state === 'erasing') timer = setTimeout(load, AGAIN_MS);
  }

  return {
    retention: { ...retention, load },
    until,
    reason,
    postpone: createAct(async () => {
      const body = { until: until.value, reason: reason.value.trim() };
      const changed = await ask(postponeErasure, { params, body });
      until.value = '';
      reason.value = '';
      return changed;
    }),
    erase: createAct(() => ask(eraseNow, { params, body: { confirm: ERASE_WORDS } })),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
