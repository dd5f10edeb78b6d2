import { computed, effect, signal } from '@preact/signals';
import { getFrozenFrame } from '#contract/frozen-frame.ts';
import { drawSample, getDraw, getPlan } from '#contract/samples.ts';
import { Refusal } from '../../api.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import { createDice } from './dice.ts';
import type { WitnessRow } from './roll-call.ts';
import { createRollCall, THREE_EMPTY } from './roll-call.ts';

export const STEPS = ['roll_call', 'hashes', 'dice', 'seal', 'result'] as const;
export type Step = (typeof STEPS)[number];
export type CeremonyModel = ReturnType<typeof createCeremony>;

/**
 * The draw, step by step. What was rolled is public and survives a reload of the page; nothing is drawn
 * before twenty digits have been read back, five at a time, and the seal has been confirmed.
 */
export function createCeremony(ask: Ask, campaignId: string, store: Storage = sessionStorage) {
  const params = { campaignId };
  const kept = restored(store, campaignId);
  const step = signal<Step>(kept.step);
  const dice = createDice(kept);
  const rollCall = createRollCall(kept.witnesses);
  const seconds = signal<number | undefined>(undefined);
  const record = createLoaded(() => orNone(() => ask(getDraw, { params }), 'not_drawn'));
  const plan = createLoaded(() => orNone(() => ask(getPlan, { params }), 'plan_not_published'));
  const frame = createLoaded(() => ask(getFrozenFrame, { params }));
  const stopKeeping = effect(() => {
    const state: Kept = {
      step: step.value,
      witnesses: rollCall.witnesses.value,
      digits: dice.digits.value,
      confirmed: dice.confirmed.value,
    };
    store.setItem(keyOf(campaignId), JSON.stringify(state));
  });

  return {
    step,
    dice,
    rollCall,
    seconds,
    record,
    plan,
    frame,
    wrong: computed(() => (step.value === 'roll_call' ? rollCall.wrong.value : dice.wrong.value)),
    load: () => Promise.all([record.load(), plan.load(), frame.load()]),
    finishRollCall() {
      if (rollCall.isComplete()) step.value = 'hashes';
    },
    finishHashes() {
      step.value = 'dice';
    },
    confirmGroup() {
      if (dice.confirmGroup()) step.value = 'seal';
    },
    seal: createAct(async () => {
      const began = performance.now();
      const body = { dice: dice.digits.value, witnesses: [...rollCall.present.value] };
      const drawn = await ask(drawSample, { params, body });
      seconds.value = (performance.now() - began) / 1000;
      step.value = 'result';
      await record.load();
      return drawn;
    }),
    close() {
      stopKeeping();
      if (step.value === 'result') store.removeItem(keyOf(campaignId));
    },
  };
}

const keyOf = (campaignId: string) => `ceremony.${campaignId}`;

interface Kept {
  readonly step: Step;
  readonly witnesses: readonly WitnessRow[];
  readonly digits: string;
  readonly confirmed: number;
}

function restored(store: Storage, campaignId: string): Kept {
  const text = store.getItem(keyOf(campaignId));
  return text
    ? (JSON.parse(text) as Kept)
    : { step: 'roll_call', witnesses: THREE_EMPTY, digits: '', confirmed: 0 };
}

/** “Not yet” is an ordinary answer here. */
async function orNone<T>(read: () => Promise<T>, code: string): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return null;
    throw error;
  }
}
