import type { RowMarks } from './row-marks.ts';

type Codes = Pick<RowMarks, 'size' | 'codeHigh' | 'codeLow'>;

/**
 * The places of rows that have one dossier code, for each code of two or more. The codes are keyed hashes:
 * their low bits are where to look in a table of twice as many places as rows (open addressing), 8 MB for a
 * million rows, where sorting them takes 30 MB and a second.
 */
export function rowsOfOneCode({ size, codeHigh, codeLow }: Codes): Iterable<number[]> {
  const mask = 2 ** Math.ceil(Math.log2(size * 2 + 1)) - 1;
  const first = new Int32Array(mask + 1).fill(-1);
  const repeated = new Map<number, number[]>();
  for (let offset = 0; offset < size; offset++) {
    if (codeHigh[offset] === 0 && codeLow[offset] === 0) continue;
    let place = codeLow[offset]! & mask;
    let met = first[place]!;
    while (met >= 0 && (codeHigh[met] !== codeHigh[offset] || codeLow[met] !== codeLow[offset])) {
      place = (place + 1) & mask;
      met = first[place]!;
    }
    if (met < 0) {
      first[place] = offset;
      continue;
    }
    const rows = repeated.get(met);
    if (rows) rows.push(offset);
    else repeated.set(met, [met, offset]);
  }
  return repeated.values();
}
