import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { fieldText } from './texts.ts';

/** A page of the device itself; a person's pages are those of every phone. */
export function FieldPage(props: {
  readonly title: string;
  readonly onBack?: () => void;
  readonly children?: ComponentChildren;
}) {
  const { title, onBack, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} – ${fieldText('product')}`;
  }, [title]);
  return (
    <>
      <header class="band">
        {onBack ? (
          <button type="button" class="link back" onClick={onBack}>
            <span aria-hidden="true">‹ </span>
            {fieldText('back')}
          </button>
        ) : (
          <p class="product">{fieldText('product')}</p>
        )}
      </header>
      <main>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}
