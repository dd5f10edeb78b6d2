import type { Storage } from '../storage.ts';
import { inMemory } from '../storage.ts';
import type { Draft } from '../stored-draft.ts';
import type { DeviceStore } from './device-store.ts';
import type { VaultKey } from './vault.ts';
import { conceal, reveal } from './vault.ts';

export const draftName = (caseId: string): string => `draft ${caseId}`;

/** An interview under way, written after each answer as on every phone, and under the PIN's key. */
export async function openVisitDraft(
  store: DeviceStore,
  key: VaultKey,
  begun: Draft,
): Promise<{ storage: Storage; draft: Draft }> {
  const name = draftName(begun.key);
  const draft = (await reveal<Draft>(store, key, name)) ?? begun;
  const memory = inMemory();
  await memory.transact((access) => access.put('draft', draft));
  let queue: Promise<unknown> = Promise.resolve();
  const storage: Storage = {
    isLasting: true,
    transact(run) {
      const turn = queue.then(async () => {
        const result = await memory.transact(run);
        const held = await memory.transact((access) => access.get('draft', begun.key));
        if (held) {
          const record = await conceal(key, name, held);
          await store((access) => access.put('secret', record));
        }
        return result;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
  return { storage, draft };
}
