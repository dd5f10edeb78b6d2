import { signal } from '@preact/signals';
import type { CheckedAnswers, RecheckedCase, Unreached, VisitedCase } from '#contract/rechecks.ts';
import {
  readRecheckCall,
  readRecheckVisits,
  recordRecheck,
  takeRecheckCall,
  takeRecheckVisits,
} from '#contract/rechecks.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type RecheckCallsModel = ReturnType<typeof createRecheckCalls>;
export type Shown = RecheckedCase & {
  readonly phone: string | null;
  readonly address: string | null;
};
export type FindingModel = ReturnType<typeof createFinding>;

/** One case of the re-check by telephone at a time, and the cases that wait for a visit. */
export function createRecheckCalls(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const work = createLoaded(() => ask(readRecheckCall, { params }));
  const call = signal<{ readonly shown: Shown; readonly finding: FindingModel } | null>(null);
  const visits = signal<readonly { readonly shown: VisitedCase; readonly finding: FindingModel }[]>(
    [],
  );
  const isQueueEmpty = signal(false);
  const findingOf = ({ caseId }: RecheckedCase, onDone: () => unknown) =>
    createFinding(ask, { ...params, caseId }, onDone);
  const begin = (shown: Shown | null) => {
    call.value = shown && { shown, finding: findingOf(shown, () => begin(null)) };
  };
  const setVisits = (cases: readonly VisitedCase[]) => {
    visits.value = cases.map((shown) => ({ shown, finding: findingOf(shown, loadVisits) }));
  };
  const loadVisits = async () => setVisits((await ask(readRecheckVisits, { params })).visits);
  return {
    work,
    call,
    visits,
    isQueueEmpty,
    async load() {
      await Promise.all([work.load(), loadVisits().catch(() => undefined)]);
      const held = work.value.value?.held;
      if (held) begin({ ...held, phone: null, address: null });
    },
    take: createAct(async () => {
      const { call: next } = await ask(takeRecheckCall, { params });
      isQueueEmpty.value = next === null;
      begin(next);
    }),
    takeVisits: createAct(async () => {
      const taken = (await ask(takeRecheckVisits, { params })).visits;
      isQueueEmpty.value = taken.length === visits.value.length;
      setVisits(taken);
    }),
  };
}

/** What is found out about one case. */
function createFinding(
  ask: Ask,
  params: { readonly campaignId: string; readonly caseId: string },
  onDone: () => unknown,
) {
  const answers = signal<Partial<CheckedAnswers>>({});
  const record = async (
    body: { readonly answers: CheckedAnswers } | { readonly unreached: Unreached },
  ) => {
    await ask(recordRecheck, { params, body });
    await onDone();
  };
  return {
    answers,
    answer(question: keyof CheckedAnswers, value: string) {
      answers.value = { ...answers.value, [question]: value };
    },
    send: createAct((given: CheckedAnswers) => record({ answers: given })),
    giveUp: createAct((unreached: Unreached) => record({ unreached })),
  };
}
