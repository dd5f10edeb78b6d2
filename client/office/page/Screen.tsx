import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import type { Loaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { LoadingLine } from './LoadingLine.tsx';
import { StageOrder } from './stage-order.ts';

let isFirst = true;

/** One h1, one line that says what to do, then the screen. The heading takes the focus on every change of screen. */
export function Screen(props: {
  readonly title: string;
  readonly todo?: string | undefined;
  readonly children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const todo = useContext(StageOrder) ?? props.todo;
  useEffect(() => {
    document.title = `${props.title} – ${t('app.name')}`;
  }, [props.title]);
  useEffect(() => {
    // A field of the screen that asked for the focus keeps it: somebody may type in it already.
    const field = document.activeElement?.closest('input, select, textarea') ?? null;
    const isTaken = heading.current?.parentElement?.contains(field) && field !== null;
    if (!isFirst && !isTaken) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {todo && <p class="todo">{t('app.todo', { act: todo })}</p>}
      {props.children}
    </>
  );
}

/** What was read. Where a newer reading fails, the refusal is above the last one: somebody may type in it. */
export function WhenLoaded<T>(props: {
  readonly state: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  const { state } = props;
  const value = state.value.value;
  const failure = state.failure.value;
  return (
    <>
      <RefusalNotice failure={failure}>
        <div class="buttons">
          <Button onPress={state.load}>{t('app.again')}</Button>
        </div>
      </RefusalNotice>
      {value === undefined ? !failure && <LoadingLine /> : props.children(value)}
    </>
  );
}
