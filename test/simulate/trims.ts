/** How many trimmed lists are found, way by way, and how many honest ones are marked. Same seed, same figures. */
import type { Measured } from './trims/measure.ts';
import { CHECK_SIZES, measureTrims, sum } from './trims/measure.ts';

/** Half a year of working days in a province of today's size. */
const SIZE = { agencies: 105, days: 125, daily: 24 };
const SHARES = [0.1, 0.3];

const provinces = Number(process.argv[3] ?? 20);
const seed = Number(process.argv[4] ?? 20_261_129);

console.log(
  `${provinces} provinces of ${SIZE.agencies} agencies, ${SIZE.days} days, median ${SIZE.daily} dossiers a day.`,
);
const columns = [
  'list alone',
  'totals',
  'complaints',
  'and 59',
  ...CHECK_SIZES.map((size) => `check of ${size}`),
];
const measured = measureTrims(provinces, SHARES, { ...SIZE, seed });
for (const [i, { honest, ways }] of measured.entries()) {
  const share = SHARES[i]!;
  console.log(`\n${percent(share)} of the late and refused dossiers out of the frame\n`);
  console.log(inColumns('way', columns));
  for (const [way, found] of ways) console.log(line(way, found));
  console.log(line('mean', [...ways.values()].reduce(sum)));
  console.log(line('honest, marked', honest));
}

function line(name: string, found: Measured): string {
  const { agencies, marked, withTotals, withSource, withBoth, withCheck } = found;
  const counts = [marked, withTotals, withSource, withBoth, ...withCheck];
  return inColumns(
    name,
    counts.map((count) => percent(count / agencies)),
  );
}

function inColumns(name: string, cells: readonly string[]): string {
  return `${name.padEnd(16)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
