// Makes tiles.csv again from places.csv: npm run tiles
import { writeFileSync } from 'node:fs';
import { countTouching, placeTiles } from './place-tiles.ts';
import { readPlaces } from './places.ts';

const lines = ['province,code,column,row'];
const all = { pairs: 0, touching: 0 };
for (const [province, places] of readPlaces()) {
  const cells = placeTiles(places);
  const first = {
    column: Math.min(...cells.map(({ column }) => column)),
    // An even number of rows, so that odd rows stay odd.
    row: 2 * Math.floor(Math.min(...cells.map(({ row }) => row)) / 2),
  };
  const cellOf = new Map(
    places.map(({ code }, index) => {
      const { column, row } = cells[index]!;
      return [code, { column: column - first.column, row: row - first.row }];
    }),
  );
  for (const [code, { column, row }] of cellOf) lines.push(`${province},${code},${column},${row}`);
  const { pairs, touching } = countTouching(places, cellOf);
  all.pairs += pairs;
  all.touching += touching;
  process.stdout.write(`${province} ${touching}/${pairs} ${(touching / pairs).toFixed(3)}\n`);
}
writeFileSync(new URL('tiles.csv', import.meta.url), `${lines.join('\n')}\n`);
process.stdout.write(`all ${all.touching}/${all.pairs} ${(all.touching / all.pairs).toFixed(3)}\n`);
