import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { FormEntryModel } from './form-entry.ts';
import type { FormItem } from './form-items.ts';
import { typedAnswer } from './form-items.ts';

/** All items of a form. Enter goes to the next line and not past a digit that no box has. */
export function FormLines({ model }: { readonly model: FormEntryModel }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    boxesOf(form.current)[0]?.focus();
  }, []);
  const opened = model.form.value!;
  function submit(event: Event) {
    event.preventDefault();
    model.send.run();
  }
  return (
    <form
      class="form-lines"
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => step(event, model, boxesOf(form.current))}
      noValidate
    >
      <p>
        <strong>{t('paper.form', { number: opened.number })}</strong> · {opened.agencyName} ·{' '}
        {opened.fieldName}
      </p>
      <RefusalNotice failure={model.send.failure.value} />
      <ol>
        {model.items.value.map((item) => (
          <Line key={item.question} item={item} model={model} />
        ))}
      </ol>
      {opened.kind === 'keying' && <Comment model={model} />}
      <div class="buttons">
        <Button kind="primary" type="submit" isBusy={model.send.isBusy.value}>
          {t('paper.send')}
        </Button>
        <Button onPress={model.leave}>{t('paper.leave')}</Button>
      </div>
    </form>
  );
}

const boxesOf = (form: HTMLFormElement | null): HTMLElement[] => [
  ...(form?.querySelectorAll<HTMLElement>('input, textarea, button[type=submit]') ?? []),
];

function step(event: KeyboardEvent, model: FormEntryModel, boxes: readonly HTMLElement[]): void {
  const steps = stepOf(event);
  const box = event.target as HTMLInputElement;
  if (steps === 0 || box.tagName === 'BUTTON') return;
  event.preventDefault();
  const item = model.items.value.find(({ question }) => question === box.name);
  if (steps > 0 && item && typedAnswer(item, box.value) === undefined) {
    box.select();
    return;
  }
  const next = boxes[boxes.indexOf(box) + steps];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function Comment({ model }: { readonly model: FormEntryModel }) {
  return (
    <label class="field">
      {t('paper.comment')}
      <textarea
        class="input"
        value={model.comment.value}
        onInput={(event) => {
          model.comment.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

/** Enter and ↓ on, ↑ back; a comment has lines of its own, and ends with Ctrl and Enter. */
function stepOf({ key, ctrlKey, target }: KeyboardEvent): number {
  const isText = (target as Element).tagName === 'TEXTAREA';
  if (isText) return key === 'Enter' && ctrlKey ? 1 : 0;
  if (key === 'Enter' || key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : 0;
}

function Line({ item, model }: { readonly item: FormItem; readonly model: FormEntryModel }) {
  const typed = model.typed.value[item.question] ?? '';
  const isWrong = typedAnswer(item, typed) === undefined;
  const opened = model.form.value;
  const pair =
    opened?.kind === 'dispute'
      ? opened.items.find(({ question }) => question === item.question)
      : undefined;
  const id = `item-${item.number}`;
  return (
    <li value={item.number}>
      <input
        class="input"
        id={id}
        name={item.question}
        inputmode="numeric"
        autocomplete="off"
        maxLength={item.isMultiple ? item.values.length : 1}
        value={typed}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-key`}
        onInput={(event) => model.type(item.question, event.currentTarget.value)}
      />
      <label for={id}>{item.text}</label>
      <span id={`${id}-key`} class={isWrong ? 'wrong' : 'hint'}>
        {isWrong ? t('paper.no_such_box', { key: item.key }) : item.key}
        {pair &&
          ` — ${t('paper.readings', { first: shown(pair.first), second: shown(pair.second) })}`}
      </span>
    </li>
  );
}

const shown = (values: readonly number[]): string => values.join('') || '0';
