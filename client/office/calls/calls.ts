import { signal } from '@preact/signals';
import type { CalledCase, CallOutcome } from '#contract/calls.ts';
import { readCalls, recordCall, submitCall, takeCall } from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import type { AnswerValue } from '#contract/questionnaire.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import type { FormItem } from '../paper/form-items.ts';
import { itemsOf, typedAnswer } from '../paper/form-items.ts';

export type CallsModel = ReturnType<typeof createCalls>;

/** One case on the line. Answers are sealed here, under the box's public key, before they leave. */
export function createCalls(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const work = createLoaded(() => ask(readCalls, { params }));
  const call = signal<(CalledCase & { readonly phone: string | null }) | null>(null);
  const isQueueEmpty = signal(false);
  const hasConsent = signal(false);
  const typed = signal<Readonly<Record<string, string>>>({});
  const comment = signal('');
  const receipt = signal('');
  let submissionId = '';

  function begin(next: typeof call.value) {
    call.value = next;
    hasConsent.value = false;
    typed.value = {};
    comment.value = '';
    submissionId = crypto.randomUUID();
  }
  const items = () => {
    const loaded = work.value.value;
    return loaded ? itemsOf(loaded.questionnaire, loaded.officeName) : [];
  };
  return {
    work,
    call,
    isQueueEmpty,
    hasConsent,
    typed,
    comment,
    receipt,
    items,
    async load() {
      await work.load();
      const held = work.value.value?.held;
      if (held) begin({ ...held, phone: null });
    },
    type(question: string, value: string) {
      typed.value = { ...typed.value, [question]: value };
    },
    take: createAct(async () => {
      receipt.value = '';
      const { call: next } = await ask(takeCall, { params });
      isQueueEmpty.value = next === null;
      begin(next);
    }),
    record: createAct(
      async (outcome: CallOutcome, appointment: { day: string; part: DayPart } | null) => {
        const { caseId } = call.value!;
        await ask(recordCall, { params: { ...params, caseId }, body: { outcome, appointment } });
        begin(null);
      },
    ),
    send: createAct(async () => {
      const { caseId } = call.value!;
      const { boxKey, questionnaire } = work.value.value!;
      const body = await sealInterview(boxKey, boundTo(caseId, submissionId), {
        questionnaireVersion: questionnaire.version,
        language: 'vi',
        answers: answersIn(items(), typed.value, comment.value),
      });
      const reply = await ask(submitCall, { params: { ...params, caseId, submissionId }, body });
      begin(null);
      receipt.value = reply.code;
    }),
  };
}

function answersIn(
  items: readonly FormItem[],
  typed: Readonly<Record<string, string>>,
  comment: string,
): Record<string, AnswerValue> {
  const given = items.map((item): [string, AnswerValue] => [
    item.question,
    typedAnswer(item, typed[item.question] ?? '') ?? null,
  ]);
  const text = comment.trim();
  return { ...Object.fromEntries(given), ...(text && { comment: text }) };
}
