import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from './Button.tsx';
import { createLoaded } from './loaded.ts';
import { isWholeWanted, useNearness } from './nearness.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

const loads = new Set<Promise<void>>();

/**
 * What lies below the first screen, read when somebody comes near or prints. What did not come says so, and is asked
 * for again by a button. It reads once: who shows another thing in its place gives it another key.
 */
export function WhenNear<T>(props: {
  readonly read: () => Promise<T>;
  /** In its place until it has come; it may have a button that asks for it. */
  readonly waiting?: (load: () => void, isLoading: boolean) => ComponentChildren;
  /** Wanted before it is near: an address names it. */
  readonly isWanted?: boolean;
  readonly children: (value: T) => ComponentChildren;
}) {
  const { read, waiting, isWanted = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const loaded = useMemo(() => createLoaded(read), []);
  const isNear = useNearness(place) || isWanted;
  const load = () => {
    const reading = loaded.load().finally(() => loads.delete(reading));
    loads.add(reading);
  };
  useEffect(() => {
    if (isNear) load();
  }, [isNear]);
  const value = loaded.value.value;
  if (value !== undefined) return <>{props.children(value)}</>;
  return (
    <div ref={place}>
      <RefusalNotice failure={loaded.failure.value}>
        <Button onPress={load} isBusy={loaded.isLoading.value}>
          {t('further.again')}
        </Button>
      </RefusalNotice>
      {!loaded.failure.value && waiting?.(load, loaded.isLoading.value)}
    </div>
  );
}

/** Prints once everything has come, or has failed and says so. */
export async function printWhole(): Promise<void> {
  isWholeWanted.value = true;
  do {
    await Promise.allSettled(loads);
    // What has come may hold further places, which ask after they are drawn.
    await new Promise((resolve) => setTimeout(resolve, AFTER_DRAWING));
  } while (loads.size > 0);
  print();
}

/** Milliseconds: effects run after a frame, at the latest after 35 ms. */
const AFTER_DRAWING = 100;
