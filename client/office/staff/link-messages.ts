import { signal } from '@preact/signals';
import type { Replied } from '#contract/endpoint.ts';
import { listLinkMessages, sendStaffLinks } from '#contract/staff-links.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type LinkMessagesModel = ReturnType<typeof createLinkMessages>;

export function createLinkMessages(ask: Ask) {
  const loaded = createLoaded(() => ask(listLinkMessages, {}));
  const result = signal<Replied<typeof sendStaffLinks> | undefined>(undefined);
  return {
    loaded,
    result,
    /** Where the server has neither, links are printed or downloaded. */
    canSend: () => Boolean(loaded.value.value?.hasGateway || loaded.value.value?.hasMail),
    send: createAct(async (staffIds: readonly string[]) => {
      result.value = await ask(sendStaffLinks, { body: { staffIds: [...staffIds] } });
      await loaded.load();
      return true;
    }),
  };
}
