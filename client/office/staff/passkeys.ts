import { signal } from '@preact/signals';
import type { Passkey } from '#contract/passkeys.ts';
import { addPasskey, listPasskeys, preparePasskey, removePasskey } from '#contract/passkeys.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import { makePasskey } from '../page/browser-passkey.ts';
import type { Ask } from '../page/session.ts';

export type PasskeysModel = ReturnType<typeof createPasskeys>;

export function createPasskeys(ask: Ask) {
  const passkeys = createLoaded(async (): Promise<readonly Passkey[]> => {
    return (await ask(listPasskeys, {})).passkeys;
  });
  const isAdded = signal(false);
  return {
    passkeys,
    isAdded,
    add: createAct(async (name: string, password: string) => {
      const passkey = await makePasskey(await ask(preparePasskey, { body: { password } }));
      await ask(addPasskey, { body: { name, passkey } });
      isAdded.value = true;
      await passkeys.load();
      return true;
    }),
    remove: createAct(async (passkeyId: string, password: string) => {
      await ask(removePasskey, { params: { passkeyId }, body: { password } });
      isAdded.value = false;
      await passkeys.load();
      return true;
    }),
  };
}
