import { computed, signal } from '@preact/signals';
import { POSTS } from '#contract/endpoint.ts';
import type { BatchRow } from '#contract/staff-batch.ts';
import { addStaffBatch, readStaffFile } from '#contract/staff-batch.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export interface MadeAccount extends BatchRow {
  readonly staffId: string;
  readonly link: string;
  readonly expiresAt: string;
}
export type BatchModel = ReturnType<typeof createBatch>;

/** A workbook, looked at row by row before any account is made; then the links, once. */
export function createBatch(ask: Ask, onMade: () => Promise<unknown>) {
  const rows = signal<readonly BatchRow[]>([]);
  const made = signal<readonly MadeAccount[]>([]);
  const wrong = computed(() => rows.value.filter(({ faults }) => faults.length > 0).length);
  return {
    rows,
    made,
    wrong,
    read: createAct(async (file: Blob) => {
      made.value = [];
      rows.value = (await ask(readStaffFile, {}, file)).rows;
    }),
    make: createAct(async () => {
      const accounts = rows.value.map(
        ({ fullName, username, post, agencyCode, telephone, email }) => {
          if (!post) throw new RangeError('a row without a post has a fault');
          return { fullName, username, ...POSTS[post], agencyCode, telephone, email };
        },
      );
      const { links } = await ask(addStaffBatch, { body: { accounts } });
      made.value = rows.value.flatMap((row, index) => {
        const link = links[index];
        const { staffId, link: address, expiresAt } = link ?? {};
        return staffId && address && expiresAt
          ? [{ ...row, staffId, link: address, expiresAt }]
          : [];
      });
      rows.value = [];
      await onMade();
      return true;
    }),
  };
}
