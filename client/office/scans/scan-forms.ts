import { computed, signal } from '@preact/signals';
import type { Replied } from '#contract/endpoint.ts';
import { keyForm, readPaperQuestions } from '#contract/paper.ts';
import type { AnswerValue } from '#contract/questionnaire.ts';
import { readPrintedForm } from '#contract/scans.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';
import type { FormItem } from '../paper/form-items.ts';
import { itemsOf, typedAnswer } from '../paper/form-items.ts';
import { NoPicture, pagesOfFile } from './pages-of-file.ts';
import type { ReadForm, UnreadPage } from './read-forms.ts';
import { isClear, itemsOfForm, unsureItems, withSheet } from './read-forms.ts';
import type { SheetReader } from './sheet-reader.ts';
import { createSheetReader } from './sheet-reader.ts';

export type ScanFormsModel = ReturnType<typeof createScanForms>;
export interface SentForm {
  readonly number: string;
  readonly state: Replied<typeof keyForm>['state'];
  readonly differing: number;
}

/**
 * Pictures of forms are read here, in the browser's memory: none is sent or stored, and when the screen is left or a
 * form is sent, its pictures are gone.
 */
export function createScanForms(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const prepared = createLoaded(async () => {
    const [{ questionnaire, officeName }, form] = await Promise.all([
      ask(readPaperQuestions, { params }),
      ask(readPrintedForm, { params }),
    ]);
    return { items: itemsOf(questionnaire, officeName), reader: createSheetReader(form) };
  });
  const pile = createPile();
  const items = () => prepared.value.value?.items ?? [];
  const review = createReview(items);
  const sent = signal<readonly SentForm[]>([]);

  async function put(form: ReadForm, answers: Record<string, AnswerValue>) {
    const reply = await ask(keyForm, {
      params: { ...params, number: form.number },
      body: { answers: answers as never, isScanned: true },
    });
    sent.value = [{ number: form.number, ...reply }, ...sent.value];
    pile.remove(form.number);
  }

  return {
    prepared,
    close: () => prepared.value.value?.reader.close(),
    ...pile,
    review,
    sent,
    read: createAct(async (files: readonly File[]) => {
      const reader = prepared.value.value?.reader;
      if (reader) await pile.readAll(files, reader);
    }),
    sendClear: createAct(async () => {
      for (const form of pile.forms.value.filter(isClear))
        await put(form, clearAnswers(form, items()));
    }),
    send: createAct(async () => {
      const form = review.form.value;
      if (!form || review.wrong.value.length > 0) return;
      await put(form, { ...clearAnswers(form, items()), ...review.answers() });
      review.form.value = undefined;
    }),
  };
}

/** What the reader has decided, as the form's own items take it: a list only where several answers are asked. */
function clearAnswers(form: ReadForm, items: readonly FormItem[]): Record<string, AnswerValue> {
  const multiple = new Set(items.filter((item) => item.isMultiple).map(({ question }) => question));
  return Object.fromEntries(
    itemsOfForm(form).flatMap(({ question, values }): [string, AnswerValue][] => {
      if (!values) return [];
      const [first = null] = values;
      return [[question, first !== null && multiple.has(question) ? values : first]];
    }),
  );
}

/** Forms that were read and not yet sent. */
function createPile() {
  const forms = signal<readonly ReadForm[]>([]);
  const unread = signal<readonly UnreadPage[]>([]);
  const pages = signal(0);
  const reading = signal<string | undefined>(undefined);

  async function readOne(file: File, reader: SheetReader) {
    let page = 0;
    const miss = (reason: UnreadPage['reason']) => {
      unread.value = [...unread.value, { file: file.name, page, reason }];
    };
    try {
      for await (const picture of pagesOfFile(file)) {
        page += 1;
        const found = await reader.read(picture);
        pages.value += 1;
        if (typeof found === 'string') miss(found);
        else forms.value = withSheet(forms.value, found);
      }
    } catch (error) {
      if (!(error instanceof NoPicture)) throw error;
      miss('no_picture');
    }
  }

  return {
    forms,
    unread,
    pages,
    reading,
    remove(number: string) {
      forms.value = forms.value.filter((form) => form.number !== number);
    },
    async readAll(files: readonly File[], reader: SheetReader) {
      unread.value = [];
      try {
        for (const file of files) {
          reading.value = file.name;
          await readOne(file, reader);
        }
      } finally {
        reading.value = undefined;
      }
    },
  };
}

/** One form whose unsure items somebody decides from their pictures. */
function createReview(allItems: () => readonly FormItem[]) {
  const form = signal<ReadForm | undefined>(undefined);
  const typed = signal<Readonly<Record<string, string>>>({});
  const comment = signal('');
  const items = computed(() => {
    const unsure = new Set(
      form.value ? unsureItems(form.value).map(({ question }) => question) : [],
    );
    return allItems().filter(({ question }) => unsure.has(question));
  });
  const wrong = computed(() =>
    items.value.filter((item) => typedAnswer(item, typed.value[item.question] ?? '') === undefined),
  );
  return {
    form,
    typed,
    comment,
    items,
    wrong,
    begin(opened: ReadForm) {
      typed.value = {};
      comment.value = '';
      form.value = opened;
    },
    type(question: string, value: string) {
      typed.value = { ...typed.value, [question]: value };
    },
    answers(): Record<string, AnswerValue> {
      const given = items.value.map((item): [string, AnswerValue] => [
        item.question,
        typedAnswer(item, typed.value[item.question] ?? '') ?? null,
      ]);
      const text = comment.value.trim();
      return { ...Object.fromEntries(given), ...(text && { comment: text }) };
    },
  };
}
