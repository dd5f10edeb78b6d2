import { eachDossierRow, percentRead } from '../../lists/decide/dossier-rows.ts';
import type { LeftLines } from '../../lists/decide/left-lines.ts';
import { rulesFrom } from '../store/reading-rules.ts';
import type { ImportOrder } from './import-messages.ts';
import type { RowBatch } from './row-batch.ts';
import { BatchWriter } from './row-batch.ts';

/** What reading asks of an order: no key among it. */
export type ReadingOrder = Pick<ImportOrder, 'campaignId' | 'fileId' | 'parts' | 'facts'>;

/** What is known of a list when all its rows have been read. */
export interface ListRead {
  /** Departments that the list names for the first time. */
  readonly departments: readonly (readonly [code: string, name: string])[];
  readonly left: LeftLines | null;
}

/** `percent`: of the file, where its kind tells. Resolves when more may come. */
export type TakeBatch = (batch: RowBatch, percent: number | null) => Promise<void> | undefined;

/** Rows that are handed over at once, at least: fewer would cost more messages. */
const BATCH = 500;

/** Reads and understands each row of a list, and gives them out in batches. */
export async function readRows(order: ReadingOrder, take: TakeBatch): Promise<ListRead> {
  const list = { parts: order.parts, rules: rulesFrom(order.facts) };
  const batch = new BatchWriter(order);
  const soFar = { bytes: () => 0 };
  const hand = (least: number) =>
    batch.rows < least ? undefined : take(batch.take(), percentRead(list, soFar));
  const left = await eachDossierRow(
    list,
    (row) => batch.add(row),
    soFar,
    () => hand(BATCH),
  );
  await hand(1);
  return { departments: [...list.rules.agencies.registered], left };
}
