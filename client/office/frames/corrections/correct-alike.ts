import { signal } from '@preact/signals';
import type { CorrectionGroups } from '#contract/corrections.ts';
import { correctAlike, previewAlike } from '#contract/corrections.ts';
import type { Fault } from '#contract/row-counts.ts';
import { createAct } from '../../page/act.ts';
import type { CorrectionsModel } from './corrections.ts';

export type WrongValue = CorrectionGroups['groups'][number]['values'][number];
export type CorrectAlikeModel = ReturnType<typeof createCorrectAlike>;

interface Reach {
  readonly rows: number;
  readonly corrected: number;
  readonly excluded: number;
  readonly inError: number;
}

/** One fix for all rows that say the same: typed, looked at, applied. */
export function createCorrectAlike(corrections: CorrectionsModel, fault: Fault, wrong: WrongValue) {
  const typed = signal('');
  const reach = signal<Reach | undefined>(undefined);
  const body = () => ({
    fileId: corrections.fileId(),
    fault,
    column: wrong.column,
    value: wrong.value,
    to: typed.value.trim(),
  });
  return {
    typed,
    reach,
    type(value: string) {
      typed.value = value;
      reach.value = undefined;
    },
    look: createAct(async () => {
      if (typed.value.trim() === '') return;
      reach.value = await corrections.ask(previewAlike, {
        params: corrections.params,
        body: body(),
      });
    }),
    apply: createAct(async () => {
      const result = await corrections.ask(correctAlike, {
        params: corrections.params,
        body: body(),
      });
      reach.value = undefined;
      return corrections.finished(result);
    }),
  };
}
