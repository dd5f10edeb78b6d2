import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../texts.ts';

/** Modules of white around the square, as the standard asks (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/** Made on the device: the code goes to no server. Where no thread runs, and offline, the typed code does. */
export function QrSquare({ link }: { link: string }) {
  const drawn = useSignal({ size: 0, path: '' });
  useEffect(() => {
    try {
      const worker = new Worker(new URL('../qr-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }) => {
        drawn.value = data;
      };
      worker.postMessage(link);
      return () => worker.terminate();
    } catch {
      return undefined;
    }
  }, [link]);
  const { size, path } = drawn.value;
  if (size === 0) return null;
  const side = size + 2 * QUIET;
  return (
    <>
      <p>{t('go_on.scan')}</p>
      <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} aria-hidden="true">
        <path d={path} />
      </svg>
    </>
  );
}
