import { signal } from '@preact/signals';
import type { CheckedAnswers, RecheckedCase, Unreached } from '#contract/rechecks.ts';
import { readRecheckCall, recordRecheck, takeRecheckCall } from '#contract/rechecks.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type RecheckCallsModel = ReturnType<typeof createRecheckCalls>;
export type Shown = RecheckedCase & {
  readonly phone: string | null;
  readonly address: string | null;
};

/** One case of the re-check at a time. */
export function createRecheckCalls(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const work = createLoaded(() => ask(readRecheckCall, { params }));
  const call = signal<Shown | null>(null);
  const isQueueEmpty = signal(false);
  const answers = signal<Partial<CheckedAnswers>>({});
  const begin = (next: Shown | null) => {
    call.value = next;
    answers.value = {};
  };
  const record = async (
    body: { readonly answers: CheckedAnswers } | { readonly unreached: Unreached },
  ) => {
    const { caseId } = call.value!;
    await ask(recordRecheck, { params: { ...params, caseId }, body });
    begin(null);
  };
  return {
    work,
    call,
    isQueueEmpty,
    answers,
    async load() {
      await work.load();
      const held = work.value.value?.held;
      if (held) begin({ ...held, phone: null, address: null });
    },
    answer(question: keyof CheckedAnswers, value: string) {
      answers.value = { ...answers.value, [question]: value };
    },
    take: createAct(async () => {
      const { call: next } = await ask(takeRecheckCall, { params });
      isQueueEmpty.value = next === null;
      begin(next);
    }),
    send: createAct((given: CheckedAnswers) => record({ answers: given })),
    giveUp: createAct((unreached: Unreached) => record({ unreached })),
  };
}
