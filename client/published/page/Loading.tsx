import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { language, t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

/** A page's heading at once, and its content when it has come. */
export function Loading<T>(props: {
  readonly title: string;
  readonly titleOf?: (value: T) => string;
  readonly read: () => Promise<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  // A page reads once: its address never changes under it.
  const loaded = useMemo(() => createLoaded(props.read), []);
  useEffect(() => {
    loaded.load();
  }, [loaded]);
  const value = loaded.value.value;
  const title = value && props.titleOf ? props.titleOf(value) : props.title;
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, language.value]);
  return (
    <>
      <h1>{title}</h1>
      <RefusalNotice failure={loaded.failure.value} />
      {value ? props.children(value) : !loaded.failure.value && <p role="status">{t('loading')}</p>}
    </>
  );
}
