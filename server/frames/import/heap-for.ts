import type { ResourceLimits } from 'node:worker_threads';
import type { ImportOrder } from './import-messages.ts';

/** A text is read a piece at a time; a workbook is unpacked as a whole. */
const HEAP_MB = { text: 96, workbook: 1024 };
const YOUNG_MB = 32;

/** What a thread that reads a list may take. */
export function heapFor({ parts }: Pick<ImportOrder, 'parts'>): ResourceLimits {
  const isText = parts.every(({ list }) => list.kind.startsWith('csv'));
  return {
    maxOldGenerationSizeMb: isText ? HEAP_MB.text : HEAP_MB.workbook,
    maxYoungGenerationSizeMb: YOUNG_MB,
  };
}
