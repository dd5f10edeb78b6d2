import type { ResourceLimits } from 'node:worker_threads';
import type { ImportOrder } from './import-messages.ts';

/** A text is read a piece at a time; a workbook is unpacked as a whole. */
const HEAP_MB = { text: 96, workbook: 1024 };
const YOUNG_MB = 32;
/** Who only reads a text keeps none of its rows: room that it may take, it takes. */
const READER_OF_TEXT = { maxOldGenerationSizeMb: 40, maxYoungGenerationSizeMb: 16 };

const isText = ({ parts }: Pick<ImportOrder, 'parts'>) =>
  parts.every(({ list }) => list.kind.startsWith('csv'));

/** What a thread that reads a list, decides and keeps it may take. */
export const heapFor = (order: Pick<ImportOrder, 'parts'>): ResourceLimits => ({
  maxOldGenerationSizeMb: isText(order) ? HEAP_MB.text : HEAP_MB.workbook,
  maxYoungGenerationSizeMb: YOUNG_MB,
});

/** What one beside it may take that reads alone. */
export const readersHeapFor = (order: Pick<ImportOrder, 'parts'>): ResourceLimits =>
  isText(order) ? READER_OF_TEXT : heapFor(order);
