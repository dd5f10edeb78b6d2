import { computed, signal } from '@preact/signals';
import type { Replied } from '#contract/endpoint.ts';
import {
  findForm,
  keyForm,
  listPaperWork,
  readDispute,
  readPaperQuestions,
  settleDispute,
} from '#contract/paper.ts';
import type { AnswerValue } from '#contract/questionnaire.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import type { FormItem } from './form-items.ts';
import { itemsOf, typedAnswer } from './form-items.ts';

type OpenForm =
  | ({ readonly kind: 'keying' } & Replied<typeof findForm>)
  | ({ readonly kind: 'dispute' } & Replied<typeof readDispute>);
export type FormEntryModel = ReturnType<typeof createFormEntry>;

/**
 * One form after another. What is typed stays on this screen until the whole form is sent: neither the server
 * nor the browser's storage has half a form.
 */
export function createFormEntry(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const questions = createLoaded(async () => {
    const { questionnaire, officeName } = await ask(readPaperQuestions, { params });
    return itemsOf(questionnaire, officeName);
  });
  const work = createLoaded(() => ask(listPaperWork, { params }));
  const sheet = createSheet(() => questions.value.value ?? []);
  const { form, done, number } = sheet;

  return {
    questions,
    work,
    ...sheet,
    load: () => Promise.all([questions.load(), work.load()]),
    open: createAct(async (wanted: string) => {
      const found = await ask(findForm, { params: { ...params, number: wanted } });
      sheet.begin({ kind: 'keying', ...found });
    }),
    openDispute: createAct(async (wanted: string) => {
      const found = await ask(readDispute, { params: { ...params, number: wanted } });
      sheet.begin({ kind: 'dispute', ...found });
    }),
    leave() {
      form.value = undefined;
    },
    send: createAct(async () => {
      const opened = form.value;
      if (!opened || sheet.wrong.value.length > 0) return;
      const input = {
        params: { ...params, number: opened.number },
        body: { answers: sheet.answers() as never },
      };
      const reply =
        opened.kind === 'keying'
          ? await ask(keyForm, input)
          : { differing: 0, ...(await ask(settleDispute, input)) };
      done.value = { number: opened.number, ...reply };
      form.value = undefined;
      number.value = '';
      await work.load();
    }),
  };
}

/** The form on the desk, and what has been typed of it. */
function createSheet(allItems: () => readonly FormItem[]) {
  const number = signal('');
  const form = signal<OpenForm | undefined>(undefined);
  const typed = signal<Readonly<Record<string, string>>>({});
  const comment = signal('');
  const done = signal<{ number: string; state: string; differing: number } | undefined>(undefined);

  const items = computed(() => {
    const all = allItems();
    const opened = form.value;
    if (opened?.kind !== 'dispute') return all;
    const differing = new Set(opened.items.map(({ question }) => question));
    return all.filter(({ question }) => differing.has(question));
  });
  const wrong = computed(() =>
    items.value.filter((item) => typedAnswer(item, typed.value[item.question] ?? '') === undefined),
  );

  function begin(opened: OpenForm) {
    typed.value = {};
    comment.value = '';
    done.value = undefined;
    form.value = opened;
  }

  function answers(): Record<string, AnswerValue> {
    const given = items.value.map((item): [string, AnswerValue] => [
      item.question,
      typedAnswer(item, typed.value[item.question] ?? '') ?? null,
    ]);
    const text = comment.value.trim();
    return { ...Object.fromEntries(given), ...(text && { comment: text }) };
  }

  return {
    number,
    form,
    typed,
    comment,
    done,
    items,
    wrong,
    /** Neither the server nor this browser has any of it. */
    isHalfTyped: computed(
      () => form.value !== undefined && Object.values(typed.value).some((value) => value !== ''),
    ),
    begin,
    answers,
    type(question: string, value: string) {
      typed.value = { ...typed.value, [question]: value };
    },
  };
}
