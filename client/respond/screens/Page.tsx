import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { language, t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Help } from './Help.tsx';

interface Props {
  readonly title: string;
  readonly visit: Visit;
  readonly hotline?: string | undefined;
  readonly province?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly tone?: 'received' | 'waiting' | 'refused' | 'error' | undefined;
  /** Above the heading: where the person is. */
  readonly before?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Heading of what the server sent: the page that takes its place leaves the focus where the reader is. */
let sent = document.querySelector('#page > main h1')?.textContent;

/** One screen: band, way back, help, one heading that takes the focus when the screen changes. */
export function Page({ title, visit, hotline, province, onBack, tone, before, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // At once: between two screens the focus is nowhere, and a key that is pressed then would be lost.
  useLayoutEffect(() => {
    if (title !== sent) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    sent = undefined;
  }, []);
  useEffect(() => {
    document.title = `${tone === 'error' ? t('code.error') : ''}${title} – ${t('product')}`;
  }, [title, tone, language.value]);
  return (
    <>
      <header class="band">
        {onBack ? (
          <button type="button" class="link back" onClick={onBack}>
            <span aria-hidden="true">‹ </span>
            {t('back')}
          </button>
        ) : (
          <p class="product">
            {province && <span class="province">{province}</span>}
            {t('product')}
          </p>
        )}
        <Help visit={visit} hotline={hotline} />
      </header>
      <main class={tone}>
        {before}
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}
