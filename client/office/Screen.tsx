import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { RefusalNotice } from '../ui/RefusalNotice.tsx';
import { LoadingLine } from './LoadingLine.tsx';
import type { Reading } from './reading.ts';

let isFirst = true;

/** One h1, one line that says what to do, then the screen. The heading takes the focus on every change of screen. */
export function Screen(props: {
  readonly title: string;
  readonly todo?: string | undefined;
  readonly children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} – ${t('app.name')}`;
  }, [props.title]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.todo && <p class="todo">{t('app.todo', { act: props.todo })}</p>}
      {props.children}
    </>
  );
}

/** What was read, or why not; while a newer value is on its way the last one stays. */
export function Shown<T>(props: {
  readonly reading: Reading<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  const { reading } = props;
  const value = reading.value.value;
  if (reading.failure.value) {
    return (
      <RefusalNotice failure={reading.failure.value}>
        <div class="buttons">
          <Button onPress={reading.load}>{t('app.again')}</Button>
        </div>
      </RefusalNotice>
    );
  }
  if (value === undefined) return <LoadingLine />;
  return <>{props.children(value)}</>;
}
