import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * Until somebody scrolls or presses a key, only what is in sight is near, so that a first view loads nothing else;
 * from then on everything within a screen of it.
 */
const hasBegun = signal(false);
/** Printing wants the whole page. */
export const isWholeWanted = signal(false);
const begin = () => {
  hasBegun.value = true;
};
for (const event of ['scroll', 'keydown']) addEventListener(event, begin, { once: true });
addEventListener('beforeprint', () => {
  isWholeWanted.value = true;
});

/** True once the place is near what is seen, and for good. */
export function useNearness(place: { readonly current: HTMLElement | null }): boolean {
  const isNear = useSignal(!('IntersectionObserver' in window));
  const isWide = hasBegun.value;
  useEffect(() => {
    if (isNear.value || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        isNear.value = true;
        observer.disconnect();
      },
      { rootMargin: isWide ? '100%' : '0px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isNear, isWide, place]);
  return isNear.value || isWholeWanted.value;
}
