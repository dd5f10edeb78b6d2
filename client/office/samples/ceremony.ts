import { computed, effect, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import { getFrozenFrame } from '#contract/frames.ts';
import type { DrawRecord, Witness } from '#contract/samples.ts';
import { drawSample, getDraw, getPlan } from '#contract/samples.ts';
import { Refusal } from '../../api.ts';
import type { Failure } from '../../ui/problem-words.ts';
import { createAct } from '../act.ts';
import { createReading } from '../reading.ts';
import type { Ask } from '../session.ts';

export const STEPS = ['roll_call', 'hashes', 'dice', 'seal', 'result'] as const;
export type Step = (typeof STEPS)[number];
export type WitnessRow = z.output<typeof Witness>;
export type CeremonyModel = ReturnType<typeof createCeremony>;

export const DIGITS = 20;
const GROUP = 5;
const EMPTY: WitnessRow = { name: '', body: '' };

/**
 * The draw, step by step. What was rolled is public and survives a reload of the page; nothing is drawn
 * before twenty digits have been read back, five at a time, and the seal has been confirmed.
 */
export function createCeremony(ask: Ask, campaignId: string, store: Storage = sessionStorage) {
  const params = { campaignId };
  const kept = restored(store, campaignId);
  const step = signal<Step>(kept.step);
  const witnesses = signal<readonly WitnessRow[]>(kept.witnesses);
  const digits = signal(kept.digits);
  const confirmed = signal(kept.confirmed);
  const wrong = signal<Failure | undefined>(undefined);
  const seconds = signal<number | undefined>(undefined);
  const record = createReading(() => orNone(() => ask(getDraw, { params }), 'not_drawn'));
  const plan = createReading(() => orNone(() => ask(getPlan, { params }), 'plan_not_published'));
  const frame = createReading(() => ask(getFrozenFrame, { params }));

  const stop = effect(() => {
    store.setItem(
      keyOf(campaignId),
      JSON.stringify({
        step: step.value,
        witnesses: witnesses.value,
        digits: digits.value,
        confirmed: confirmed.value,
      }),
    );
  });

  const present = computed(() =>
    witnesses.value
      .map(({ name, body }) => ({ name: name.trim(), body: body.trim() }))
      .filter(({ name, body }) => name && body),
  );
  const toConfirm = computed(() =>
    digits.value.length >= (confirmed.value + 1) * GROUP
      ? digits.value.slice(confirmed.value * GROUP, (confirmed.value + 1) * GROUP)
      : undefined,
  );

  function type(symbol: string) {
    wrong.value = undefined;
    if (toConfirm.value || digits.value.length >= DIGITS) return;
    if (!/^[0-9]$/.test(symbol)) {
      wrong.value = {
        code: 'dice_not_digits',
        details: { position: digits.value.length + 1, symbol },
      };
      return;
    }
    digits.value += symbol;
  }

  return {
    step,
    witnesses,
    digits,
    confirmed,
    wrong,
    seconds,
    record,
    plan,
    frame,
    present,
    /** Five digits that wait to be read back and confirmed by another person. */
    toConfirm,
    load: () => Promise.all([record.load(), plan.load(), frame.load()]),
    setWitness(position: number, change: Partial<WitnessRow>) {
      witnesses.value = witnesses.value.map((row, at) =>
        at === position ? { ...row, ...change } : row,
      );
    },
    addWitness() {
      witnesses.value = [...witnesses.value, EMPTY];
    },
    finishRollCall() {
      const isFrontThere = present.value.some(({ body }) => isFatherlandFront(body));
      wrong.value = isFrontThere ? undefined : { code: 'witness_missing', details: {} };
      if (isFrontThere) step.value = 'hashes';
    },
    finishHashes() {
      step.value = 'dice';
    },
    type,
    undo() {
      wrong.value = undefined;
      if (digits.value.length > confirmed.value * GROUP) digits.value = digits.value.slice(0, -1);
    },
    confirmGroup() {
      if (!toConfirm.value) return;
      confirmed.value += 1;
      if (confirmed.value * GROUP < DIGITS) return;
      wrong.value = isMonotonous(digits.value)
        ? { code: 'dice_suspicious', details: { digit: digits.value[0] ?? '' } }
        : undefined;
      if (!wrong.value) step.value = 'seal';
    },
    retypeGroup() {
      digits.value = digits.value.slice(0, confirmed.value * GROUP);
    },
    /** All twenty again: for digits that all came out the same. */
    rollAgain() {
      digits.value = '';
      confirmed.value = 0;
      wrong.value = undefined;
      step.value = 'dice';
    },
    seal: createAct(async (): Promise<DrawRecord> => {
      const began = performance.now();
      const drawn = await ask(drawSample, {
        params,
        body: { dice: digits.value, witnesses: [...present.value] },
      });
      seconds.value = (performance.now() - began) / 1000;
      step.value = 'result';
      await record.load();
      return drawn;
    }),
    close() {
      stop();
      if (step.value === 'result') store.removeItem(keyOf(campaignId));
    },
  };
}

/** As the server asks: however it is written, one of them is of the Fatherland Front. */
const isFatherlandFront = (body: string): boolean =>
  /mttq|mat\s*tran/.test(body.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());

const isMonotonous = (digits: string) => new Set(digits).size === 1;

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
    : { step: 'roll_call', witnesses: [EMPTY, EMPTY, EMPTY], digits: '', confirmed: 0 };
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
