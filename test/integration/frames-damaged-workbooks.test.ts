// Outside truth: as in frames-damaged.test.ts, the workbooks, pages and what is no list.
import { expect, test } from 'vitest';
import { endsOfDamaged, expectWhole, openDesk } from '../damaged-lists.ts';

const desk = await openDesk();

test('damaged workbooks are read or refused by name, never by an error of ours', async () => {
  const ends = await endsOfDamaged(desk, 'others');
  expect(ends.get('imported')).toBeGreaterThan(3);
  expect(ends.get('file_unreadable')).toBeGreaterThan(10);
}, 120_000);

test('after them every row of the list in force is accounted for, and a good list is read', () =>
  expectWhole(desk));
