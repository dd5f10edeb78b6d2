/** How many trimmed lists are found, way by way, and how many honest ones are marked. Same seed, same figures. */
import type { Measured } from './trims/measure.ts';
import { measureTrims } from './trims/measure.ts';

const SEED = 20_261_129;
/** Half a year of working days in a province of today's size. */
const SIZE = { agencies: 105, days: 125, daily: 24 };
const SHARES = [0.1, 0.3];

const provinces = Number(process.argv[3] ?? 20);

console.log(
  `${provinces} provinces of ${SIZE.agencies} agencies, ${SIZE.days} days, median ${SIZE.daily} dossiers a day.`,
);
for (const share of SHARES) {
  const { honest, ways } = measureTrims(provinces, share, { ...SIZE, seed: SEED });
  console.log(`\n${percent(share)} of the late and refused dossiers out of the frame\n`);
  console.log('way              list alone   with the counter’s totals');
  for (const [way, found] of ways) console.log(line(way, found));
  console.log(line('mean', [...ways.values()].reduce(total)));
  console.log(line('honest, marked', honest));
}

function line(name: string, { agencies, marked, withTotals }: Measured): string {
  return `${name.padEnd(16)} ${percent(marked / agencies).padStart(10)} ${percent(withTotals / agencies).padStart(27)}`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function total(a: Measured, b: Measured): Measured {
  return {
    agencies: a.agencies + b.agencies,
    marked: a.marked + b.marked,
    withTotals: a.withTotals + b.withTotals,
  };
}
