/**
 * Outside truth: the catalogue of refusals (contract/problems.ts). Whatever happens to a list on its way, it
 * is read or refused by name. `npm run fuzz` reads 10,000; here are some through HTTP, with fixed seeds.
 */
import { expect, test } from 'vitest';
import { endsOfDamaged, expectWhole, openDesk } from '../damaged-lists.ts';

const desk = await openDesk();

test('damaged lists are read or refused by name, never by an error of ours', async () => {
  const ends = await endsOfDamaged(desk, 'texts');
  expect(ends.get('imported')).toBeGreaterThan(10);
  expect(ends.get('file_unreadable')).toBeGreaterThan(10);
}, 120_000);

test('after them every row of the list in force is accounted for, and a good list is read', () =>
  expectWhole(desk));
