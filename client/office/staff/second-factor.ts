import { signal } from '@preact/signals';
import {
  confirmSecondFactor,
  getSecondFactor,
  prepareSecondFactor,
  removeSecondFactor,
} from '#contract/second-factor.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type SecondFactorModel = ReturnType<typeof createSecondFactor>;

/** From the password over the app's first code to the recovery codes, which are shown once. */
export function createSecondFactor(ask: Ask) {
  const factor = createLoaded(() => ask(getSecondFactor, {}));
  const prepared = signal<{ uri: string; secret: string } | undefined>(undefined);
  const recoveryCodes = signal<readonly string[]>([]);
  return {
    factor,
    prepared,
    recoveryCodes,
    prepare: createAct(async (password: string) => {
      prepared.value = await ask(prepareSecondFactor, { body: { password } });
    }),
    confirm: createAct(async (code: string) => {
      const reply = await ask(confirmSecondFactor, { body: { code } });
      recoveryCodes.value = reply.recoveryCodes;
      prepared.value = undefined;
      await factor.load();
    }),
    remove: createAct(async (password: string) => {
      await ask(removeSecondFactor, { body: { password } });
      await factor.load();
    }),
  };
}
