// Outside truth: as in frames-traps.test.ts, the workbooks of the folder.
import { afterAll, beforeAll, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { expectOutcome, trapsOf } from '../trap-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.each(trapsOf('xlsx'))('%s (%s)', (_, name, list) => expectOutcome(office, name, list));
