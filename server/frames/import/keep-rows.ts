import { sealText } from '../../db/sealed-text.ts';
import { DossierPseudonym } from '../../lists/decide/pseudonym-bytes.ts';
import type { IdentityKeys } from '../../lists/link/identity-keys.ts';
import { identityKeys } from '../../lists/link/identity-keys.ts';
import type { MarkingRules, RowMarks } from '../../lists/link/row-marks.ts';
import { ROW_LIMIT } from '../../lists/read/sheet-row.ts';
import type { ImportOrder } from './import-messages.ts';
import { Refused } from './refused.ts';
import type { BatchedRow, RowBatch } from './row-batch.ts';
import { BatchReader } from './row-batch.ts';
import type { RowSpool } from './row-spool.ts';
import { SpooledRow } from './spooled-row.ts';

/** Keeps in memory of each row only what decides over it; what it says waits in the spool, its owner sealed. */
export class RowKeeper {
  private readonly key: Buffer;
  private readonly marks: RowMarks;
  private readonly spool: RowSpool;
  private readonly marking: MarkingRules;
  private readonly batches = new BatchReader();

  constructor(order: ImportOrder, marks: RowMarks, spool: RowSpool) {
    const separated = new Set(order.separated);
    this.key = Buffer.from(order.identityKey);
    this.marks = marks;
    this.spool = spool;
    this.marking = {
      pseudonym: new DossierPseudonym(order.pseudonymKey, order.campaignId),
      isSeparated: (code) => separated.size > 0 && separated.has(code),
    };
  }

  keep(batch: RowBatch): void {
    for (const row of this.batches.rowsOf(batch)) this.keepRow(row);
  }

  private keepRow({ bytes, application }: BatchedRow): void {
    const { marks, spool, key, marking } = this;
    if (marks.size === ROW_LIMIT) throw new Refused('file_too_large');
    const { contact } = application;
    const keys = contact ? identityKeys(key, contact) : undefined;
    marks.add(application, keys, marking);
    if (keys) spool.add(...sealed(key, bytes, keys));
    else spool.add(bytes);
  }
}

/** Reading has the other core to itself: storing, where the database needs both, finds the seal ready. */
function sealed(key: Buffer, bytes: Buffer, keys: IdentityKeys): [row: Buffer, seal: Buffer] {
  const row = new SpooledRow(bytes);
  row.setKeys(keys);
  return [bytes, sealText(key, row.written)];
}
