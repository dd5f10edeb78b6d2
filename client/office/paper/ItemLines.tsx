import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import type { FormItem } from './form-items.ts';
import { typedAnswer } from './form-items.ts';

export interface ItemSheet {
  readonly items: readonly FormItem[];
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (question: string, value: string) => void;
  /** Absent where no comment is asked. */
  readonly comment?: Signal<string>;
  /** What else a line says of a question. */
  readonly noteOf?: (question: string) => string;
  /** What the paper shows of a question, and of the comment. */
  readonly pictureOf?: (question: string) => ComponentChildren;
  readonly commentPicture?: ComponentChildren;
}

/** A digit and Enter for each item. Enter goes to the next line and not past a digit that no box has. */
export function ItemLines(props: {
  readonly sheet: ItemSheet;
  readonly onSubmit: () => void;
  /** Above the lines, and the buttons below them. */
  readonly heading: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { sheet } = props;
  const form = useRef<HTMLFormElement>(null);
  // With the drawing, not after it: a quick clerk's first digit is not lost.
  useLayoutEffect(() => {
    boxesOf(form.current)[0]?.focus();
  }, []);
  function submit(event: Event) {
    event.preventDefault();
    props.onSubmit();
  }
  return (
    <form
      class="form-lines"
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => step(event, sheet.items, boxesOf(form.current))}
      noValidate
    >
      {props.heading}
      <ol>
        {sheet.items.map((item) => (
          <Line key={item.question} item={item} sheet={sheet} />
        ))}
      </ol>
      {sheet.commentPicture}
      {sheet.comment && <Comment comment={sheet.comment} />}
      <div class="buttons">{props.children}</div>
    </form>
  );
}

const boxesOf = (form: HTMLFormElement | null): HTMLElement[] => [
  ...(form?.querySelectorAll<HTMLElement>('input, textarea, button[type=submit]') ?? []),
];

function step(
  event: KeyboardEvent,
  items: readonly FormItem[],
  boxes: readonly HTMLElement[],
): void {
  const steps = stepOf(event);
  const box = event.target as HTMLInputElement;
  if (steps === 0 || box.tagName === 'BUTTON') return;
  event.preventDefault();
  const item = items.find(({ question }) => question === box.name);
  if (steps > 0 && item && typedAnswer(item, box.value) === undefined) {
    box.select();
    return;
  }
  const next = boxes[boxes.indexOf(box) + steps];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}

/** Enter and ↓ forward, ↑ back; a comment has lines of its own, and ends with Ctrl and Enter. */
function stepOf({ key, ctrlKey, target }: KeyboardEvent): number {
  const isText = (target as Element).tagName === 'TEXTAREA';
  if (isText) return key === 'Enter' && ctrlKey ? 1 : 0;
  if (key === 'Enter' || key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : 0;
}

function Comment({ comment }: { readonly comment: Signal<string> }) {
  return (
    <label class="field">
      {t('paper.comment')}
      <textarea
        class="input"
        value={comment.value}
        onInput={(event) => {
          comment.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

function Line({ item, sheet }: { readonly item: FormItem; readonly sheet: ItemSheet }) {
  const typed = sheet.typed[item.question] ?? '';
  const isWrong = typedAnswer(item, typed) === undefined;
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
        onInput={(event) => sheet.onType(item.question, event.currentTarget.value)}
      />
      <label for={id}>{item.text}</label>
      <span id={`${id}-key`} class={isWrong ? 'wrong' : 'hint'}>
        {isWrong ? t('paper.no_such_box', { key: item.key }) : item.key}
        {sheet.noteOf?.(item.question)}
      </span>
      {sheet.pictureOf?.(item.question)}
    </li>
  );
}
