import { signal } from '@preact/signals';
import { createAct } from './act.ts';

export type SavedChoices<Value> = ReturnType<typeof createSavedChoices<Value>>;

/**
 * Choices in a table's rows, saved as they are made. Who ticks a list down is faster than a village's network: a choice
 * made while another is on its way waits for its turn. One that could not be saved stays in sight.
 */
export function createSavedChoices<Value>(
  save: (row: string, value: Value) => Promise<unknown>,
  load: () => Promise<unknown>,
) {
  const unsaved = signal<ReadonlyMap<string, Value>>(new Map());
  const saveAll = createAct(async () => {
    while (unsaved.value.size > 0) {
      const waiting = unsaved.value;
      for (const [row, value] of waiting) {
        // Chosen anew meanwhile: the next turn saves that.
        if (unsaved.value.get(row) === value) await save(row, value);
      }
      await load();
      unsaved.value = new Map(
        [...unsaved.value].filter(
          ([row, value]) => !waiting.has(row) || waiting.get(row) !== value,
        ),
      );
    }
  });
  return {
    unsaved,
    saveAll,
    choose(row: string, value: Value) {
      unsaved.value = new Map([...unsaved.value, [row, value]]);
      return saveAll.run();
    },
  };
}
