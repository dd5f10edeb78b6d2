import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export type NoticeKind = 'info' | 'attention' | 'error' | 'success';

/** One shape for each kind, so that colour is never alone. */
const SHAPES: Record<NoticeKind, string> = {
  info: 'M12 4a8 8 0 1 0 .01 0M12 11v6M12 7.5v.5',
  attention: 'M12 3 22 21H2ZM12 10v5M12 17.5v.5',
  error: 'M12 3 22 21H2ZM12 10v5M12 17.5v.5',
  success: 'M12 4a8 8 0 1 0 .01 0M8 12.5l3 3 5-6',
};

/** A panel in the flow that stays until its cause goes; a refusal takes the focus. */
export function Notice(props: {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const isError = props.kind === 'error';
  // Again when the sentence changes: the next refusal is as new as the first.
  useEffect(() => {
    if (isError && props.title) panel.current?.focus();
  }, [isError, props.title]);
  return (
    <section
      class="notice"
      data-kind={props.kind}
      aria-labelledby={id}
      ref={panel}
      tabIndex={isError ? -1 : undefined}
      role={isError ? 'alert' : undefined}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d={SHAPES[props.kind]} />
      </svg>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}
