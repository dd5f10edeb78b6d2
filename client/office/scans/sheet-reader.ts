import type { PrintedForm } from '#contract/scans.ts';
import type { Picture } from './reading/picture.ts';
import type { Unreadable } from './reading/placed-page.ts';
import type { ReadSheet } from './reading/read-sheet.ts';

export type SheetReader = (picture: Picture) => Promise<ReadSheet | Unreadable>;

/** Pages are read in a worker, one at a time; none leaves this browser. */
export function createSheetReader(form: PrintedForm): SheetReader {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  return (picture) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ReadSheet | Unreadable>) => resolve(data);
      worker.onerror = reject;
      worker.postMessage({ picture, form }, [picture.pixels.buffer as ArrayBuffer]);
    });
}
