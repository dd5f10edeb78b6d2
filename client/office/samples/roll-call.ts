import { computed, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import type { Witness } from '#contract/samples.ts';
import type { Failure } from '../../ui/problem-words.ts';

export type WitnessRow = z.output<typeof Witness>;
const EMPTY: WitnessRow = { name: '', body: '' };
export const THREE_EMPTY: readonly WitnessRow[] = [EMPTY, EMPTY, EMPTY];

/** Who is there; one of them at least is of the Fatherland Front. */
export function createRollCall(kept: readonly WitnessRow[]) {
  const witnesses = signal(kept);
  const wrong = signal<Failure | undefined>(undefined);
  const present = computed(() =>
    witnesses.value
      .map(({ name, body }) => ({ name: name.trim(), body: body.trim() }))
      .filter(({ name, body }) => name && body),
  );
  return {
    witnesses,
    present,
    wrong,
    setWitness(position: number, change: Partial<WitnessRow>) {
      witnesses.value = witnesses.value.map((row, index) =>
        index === position ? { ...row, ...change } : row,
      );
    },
    addWitness() {
      witnesses.value = [...witnesses.value, EMPTY];
    },
    isComplete(): boolean {
      const isThere = present.value.some(({ body }) => isFatherlandFront(body));
      wrong.value = isThere ? undefined : { code: 'witness_missing', details: {} };
      return isThere;
    },
  };
}

/** As the server asks, however it is written: “MTTQ”, “Mặt trận Tổ quốc”, with or without marks. */
const isFatherlandFront = (body: string): boolean =>
  /mttq|mat\s*tran/.test(body.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
