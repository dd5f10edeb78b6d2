// Outside truth: as in frames-traps.test.ts, the older workbooks of the folder and its files that are no lists.
import { afterAll, beforeAll, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { expectOutcome, trapsOf } from '../trap-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.each(trapsOf('other'))('%s (%s)', (_, name, list) => expectOutcome(office, name, list));
