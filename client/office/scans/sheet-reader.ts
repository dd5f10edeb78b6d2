import type { PrintedForm } from '#contract/scans.ts';
import type { Picture } from './reading/picture.ts';
import type { Unreadable } from './reading/placed-page.ts';
import type { ReadSheet } from './reading/read-sheet.ts';

export interface SheetReader {
  read(picture: Picture): Promise<ReadSheet | Unreadable>;
  /** With it goes what the worker holds in memory. */
  close(): void;
}

/** Pages are read in a worker, one at a time; none leaves this browser. */
export function createSheetReader(form: PrintedForm): SheetReader {
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  return {
    close: () => worker.terminate(),
    read: (picture) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<ReadSheet | Unreadable>) => resolve(data);
        worker.onerror = reject;
        worker.postMessage({ picture, form }, [picture.pixels.buffer as ArrayBuffer]);
      }),
  };
}
