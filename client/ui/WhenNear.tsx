import { effect, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from './Button.tsx';
import { createLoaded } from './loaded.ts';
import { isWholeWanted, useNearness } from './nearness.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

/** Places that are neither filled nor have said that nothing came. */
const unfinished = signal(0);

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
  useEffect(() => {
    if (isNear) loaded.load();
  }, [isNear, loaded]);
  const value = loaded.value.value;
  const isFinished = value !== undefined || loaded.failure.value !== undefined;
  useLayoutEffect(() => {
    if (isFinished) return;
    unfinished.value += 1;
    return () => {
      unfinished.value -= 1;
    };
  }, [isFinished]);
  if (value !== undefined) return <>{props.children(value)}</>;
  return (
    <div ref={place}>
      <RefusalNotice failure={loaded.failure.value}>
        <Button onPress={loaded.load} isBusy={loaded.isLoading.value}>
          {t('further.again')}
        </Button>
      </RefusalNotice>
      {!loaded.failure.value && waiting?.(loaded.load, loaded.isLoading.value)}
    </div>
  );
}

/** Prints once everything has come, or has failed and says so. */
export async function printWhole(): Promise<void> {
  isWholeWanted.value = true;
  do {
    await new Promise<void>((resolve) => {
      const stop = effect(() => {
        if (unfinished.value === 0) setTimeout(() => resolve(stop()));
      });
    });
    // What has come may hold further places.
  } while (unfinished.value > 0);
  print();
}
