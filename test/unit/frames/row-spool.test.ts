// Truth: what was put in. Rows of any length come back whole, in order and out of it.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { RowSpool } from '../../../server/frames/import/row-spool.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-spool-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.nat({ max: 400_000 }).map((length) => 'ễ'.repeat(length)),
);

test('a row that waits comes back as it was, beside rows longer than what is read at once', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), fc.nat(), (rows, chance) => {
      const path = join(folder, 'rows');
      const spool = new RowSpool(path, rows.length);
      for (const cell of rows) spool.add(Buffer.from(cell));
      spool.finish();
      for (const [index, cell] of rows.entries()) {
        const other = (chance + index) % rows.length;
        expect(spool.anywhere(other).toString() === rows[other]).toBe(true);
        expect(spool.inOrder(index).toString() === cell).toBe(true);
      }
      const everyOther = [...rows.keys()].sort((a, b) => (a % 2) - (b % 2) || a - b);
      for (const index of everyOther)
        expect(spool.inOrder(index).toString() === rows[index]).toBe(true);
      expect(readdirSync(folder)).toEqual([]);
      spool.close();
    }),
    { numRuns: 20 },
  );
});
